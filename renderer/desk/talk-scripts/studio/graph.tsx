import '@xyflow/react/dist/base.css';
import './graph.css';
import {
  applyNodeChanges,
  Background,
  type Connection,
  Controls,
  type Edge,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { scriptOf, useEditor, useEditorStore } from './editor-store.ts';
import { connect, moveSteps, removeSteps } from './edits.ts';
import { heightOf, STEP_WIDTH, type StepNode } from './graph-model.ts';
import { GraphStep } from './graph-step.tsx';
import { useDrawn } from './use-drawn.ts';

const KINDS = { step: GraphStep };
const REMOVE = ['Delete', 'Backspace'];
const FIT = { maxZoom: 1, padding: 0.15 };
/** A step is readable at this size; less is for an overview. */
const READABLE = 0.9;
/** Half of what is in sight, so that the chosen step is near the top. */
const BELOW = 200;

/** The drawing. Everything that it can do the list beside it and the step's panel can do as well. */
export function Graph() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  );
}

function Drawing() {
  const { t } = useTranslation('scriptStudio');
  const store = useEditorStore();
  const { drawn, edges, comparing } = useDrawn();
  // While a step is dragged it is elsewhere than in the script.
  const [nodes, setNodes] = useState<StepNode[]>(drawn);
  const [last, setLast] = useState(drawn);
  if (last !== drawn) {
    setLast(drawn);
    setNodes(drawn);
  }
  useSight();
  useTriedSight();

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      const removed: string[] = [];
      const moved = new Map<string, { x: number; y: number }>();
      for (const change of changes) {
        if (change.type === 'remove') removed.push(change.id);
        if (change.type === 'select' && change.selected) store.getState().select(change.id);
        if (change.type === 'position' && change.position && change.dragging === false)
          moved.set(change.id, change.position);
      }
      const moving = changes.filter((change) => change.type === 'position');
      if (moving.length > 0) setNodes((before) => applyNodeChanges(moving, before));
      if (moved.size > 0) store.getState().changeScript((now) => moveSteps(now, moved), 'places');
      if (removed.length > 0) store.getState().changeScript((now) => removeSteps(now, removed));
    },
    [store],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      for (const change of changes) {
        if (change.type !== 'remove') continue;
        const [from = '', port = ''] = change.id.split('|');
        store.getState().changeScript((now) => connect(now, from, port, undefined));
      }
    },
    [store],
  );
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) =>
      store.getState().changeScript((now) => connect(now, source, sourceHandle ?? 'next', target)),
    [store],
  );
  const labels = useMemo(
    () => ({
      'node.a11yDescription.default': t('graph.stepHelp'),
      'edge.a11yDescription.default': t('graph.wayHelp'),
      'controls.ariaLabel': t('graph.controls'),
      'controls.zoomIn.ariaLabel': t('graph.zoomIn'),
      'controls.zoomOut.ariaLabel': t('graph.zoomOut'),
      'controls.fitView.ariaLabel': t('graph.fit'),
      'minimap.ariaLabel': t('graph.map'),
      'handle.ariaLabel': t('graph.handle'),
    }),
    [t],
  );
  // Where the talk begins, in a size that can be read: the whole of a long script would be dots.
  const onInit = useCallback(
    ({ setCenter }: ReactFlowInstance<StepNode>) => {
      const editor = store.getState();
      const node = scriptOf(editor).nodes.find(({ id }) => id === editor.selected);
      if (node) void setCenter(node.position.x + STEP_WIDTH / 2, node.position.y + BELOW, { zoom: READABLE });
    },
    [store],
  );
  return (
    <ReactFlow<StepNode, Edge>
      className="rd-graph"
      aria-label={t('graph.label')}
      nodes={nodes}
      edges={edges}
      nodeTypes={KINDS}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={onConnect}
      ariaLabelConfig={labels}
      deleteKeyCode={comparing ? null : REMOVE}
      // A comparison is to be read.
      nodesDraggable={!comparing}
      nodesConnectable={!comparing}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      elevateEdgesOnSelect
      onInit={onInit}
      fitViewOptions={FIT}
      minZoom={0.05}
      // Five hundred steps cost what the twenty in sight cost.
      onlyRenderVisibleElements
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={20} />
      <Controls showInteractive={false} />
      <MiniMap pannable zoomable nodeColor="var(--rd-line-strong)" maskColor="transparent" />
    </ReactFlow>
  );
}

/** Brings a step into sight when somebody asks for it elsewhere. */
function useSight(): void {
  const { setCenter, getZoom, getNode } = useReactFlow<StepNode>();
  const store = useEditorStore();
  const shown = useEditor((editor) => editor.shown);
  useEffect(() => {
    if (shown === 0) return;
    // Not of the draft: a lost step of a comparison is looked for as well.
    const node = getNode(store.getState().selected ?? '');
    if (!node) return;
    const { x, y } = node.position;
    void setCenter(x + STEP_WIDTH / 2, y + heightOf(node.data.step) / 2, {
      zoom: Math.max(getZoom(), READABLE),
    });
  }, [shown, store, setCenter, getZoom, getNode]);
}

/** Follows the talk that is tried, and leaves the drawing alone as long as its step can be seen. */
function useTriedSight(): void {
  const { setCenter, getNode } = useReactFlow<StepNode>();
  const flow = useStoreApi();
  const tried = useDeferredValue(useEditor((editor) => editor.tried));
  useEffect(() => {
    const node = tried === undefined ? undefined : getNode(tried);
    if (!node) return;
    const { width, height, transform } = flow.getState();
    const [left, top, zoom] = transform;
    const x = node.position.x * zoom + left;
    const y = node.position.y * zoom + top;
    const seen =
      x >= 0 && y >= 0 && x + STEP_WIDTH * zoom <= width && y + heightOf(node.data.step) * zoom <= height;
    if (!seen) void setCenter(node.position.x + STEP_WIDTH / 2, node.position.y + BELOW / zoom, { zoom });
  }, [tried, flow, setCenter, getNode]);
}
