import { Select } from '@mantine/core';
import { nodeOf } from '../../../../shared/domain/talk-script/graph.ts';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import type { NodeId, NodeKind, ScriptNode } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import { connect, NODE_KINDS } from './edits.ts';
import { OpenedInput } from './opened-input.tsx';
import { usePortText } from './port-text.ts';
import { useStepActions } from './use-step-actions.ts';

const NEW = 'new:';
/** More are found by typing. */
const SHOWN = 60;

/** Where each way out of the step leads: what is drawn by mouse in the graph, by keyboard. */
export function WaySelects({ step }: { step: ScriptNode }) {
  const { t } = useTranslation('scriptStudio');
  const portText = usePortText();
  const labelOf = useStepLabel();
  const script = useEditor(scriptOf);
  return linksOf(step).map(({ port, to }) => {
    const label = t('way.label', { way: portText(step, port) });
    const node = to === undefined ? undefined : nodeOf(script, to);
    return (
      <OpenedInput
        key={`${step.id} ${port}`}
        label={label}
        text={node ? labelOf(node) : (to ?? '')}
        none={t('way.open')}
      >
        {(close) => <WaySelect step={step} port={port} to={to} label={label} onClose={close} />}
      </OpenedInput>
    );
  });
}

function useStepLabel(): (node: ScriptNode) => string {
  const { t } = useTranslation('scriptStudio');
  return (node) => `${node.title || t(`kind.${node.kind}`)} (${node.id})`;
}

interface WaySelectProps {
  step: ScriptNode;
  port: string;
  to: NodeId | undefined;
  label: string;
  onClose: () => void;
}

function WaySelect({ step, port, to, label, onClose }: WaySelectProps) {
  const { t } = useTranslation('scriptStudio');
  const nodes = useEditor((editor) => scriptOf(editor).nodes);
  const changeScript = useEditor((editor) => editor.changeScript);
  const { add } = useStepActions();
  const labelOf = useStepLabel();
  return (
    <Select
      label={label}
      placeholder={t('way.open')}
      searchable
      clearable
      autoFocus
      defaultDropdownOpened
      limit={SHOWN}
      data={[
        { group: t('way.steps'), items: nodes.map((node) => ({ value: node.id, label: labelOf(node) })) },
        {
          group: t('way.new'),
          items: NODE_KINDS.filter((kind) => kind !== 'objection').map((kind) => ({
            value: `${NEW}${kind}`,
            label: t(`kind.${kind}`),
          })),
        },
      ]}
      onDropdownClose={onClose}
      value={to ?? null}
      onChange={(value) => {
        if (value?.startsWith(NEW)) add(value.slice(NEW.length) as NodeKind, port);
        else changeScript((script) => connect(script, step.id, port, value ?? undefined));
      }}
    />
  );
}
