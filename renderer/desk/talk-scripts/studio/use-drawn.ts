import type { Edge } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import { drawnDiff } from './graph-diff.ts';
import { edgesOf, type StepNode, stepNode } from './graph-model.ts';
import { useMarks } from './use-verdict.ts';

/** What stands in the drawing: the draft, or what became of one template in another. */
export function useDrawn(): { drawn: StepNode[]; edges: Edge[]; comparing: boolean } {
  const { t } = useTranslation('scriptStudio');
  const draft = useEditor(scriptOf);
  const selected = useEditor((editor) => editor.selected);
  const compared = useEditor((editor) => editor.compared);
  const marks = useMarks();
  const script = compared?.after ?? draft;
  const diff = useMemo(
    () =>
      compared &&
      drawnDiff(compared.before, script, { added: t('versions.added'), removed: t('versions.removed') }),
    [compared, script, t],
  );
  const drawn = useMemo(
    () =>
      (diff?.nodes ?? script.nodes).map((node) =>
        stepNode(node, {
          start: node.id === script.start,
          // Faults are the draft's; beside the marks of a comparison they would be a riddle.
          mark: diff ? undefined : marks.get(node.id),
          change: diff?.changes.get(node.id),
          selected: node.id === selected,
        }),
      ),
    [diff, script, marks, selected],
  );
  const edges = useMemo(() => diff?.edges ?? edgesOf(script), [diff, script]);
  return { drawn, edges, comparing: diff !== undefined };
}
