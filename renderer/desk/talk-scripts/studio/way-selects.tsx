import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import type { NodeKind, ScriptNode } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import { connect, NODE_KINDS } from './edits.ts';
import { usePortText } from './port-text.ts';
import { useStepActions } from './use-step-actions.ts';

const NEW = 'new:';
/** More are found by typing. */
const SHOWN = 60;

/** Where each way out of the step leads: what is drawn by mouse in the graph, by keyboard. */
export function WaySelects({ step }: { step: ScriptNode }) {
  const { t } = useTranslation('scriptStudio');
  const portText = usePortText();
  const nodes = useEditor((editor) => scriptOf(editor).nodes);
  const changeScript = useEditor((editor) => editor.changeScript);
  const { add } = useStepActions();
  const data = useMemo(
    () => [
      {
        group: t('way.steps'),
        items: nodes.map((node) => ({
          value: node.id,
          label: `${node.title || t(`kind.${node.kind}`)} (${node.id})`,
        })),
      },
      {
        group: t('way.new'),
        items: NODE_KINDS.filter((kind) => kind !== 'objection').map((kind) => ({
          value: `${NEW}${kind}`,
          label: t(`kind.${kind}`),
        })),
      },
    ],
    [nodes, t],
  );
  return linksOf(step).map(({ port, to }) => (
    <Select
      key={port}
      label={t('way.label', { way: portText(step, port) })}
      placeholder={t('way.open')}
      searchable
      clearable
      limit={SHOWN}
      data={data}
      value={to ?? null}
      onChange={(value) => {
        if (value?.startsWith(NEW)) add(value.slice(NEW.length) as NodeKind, port);
        else changeScript((script) => connect(script, step.id, port, value ?? undefined));
      }}
    />
  ));
}
