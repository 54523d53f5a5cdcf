import { Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
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
  const labelOf = useCallback(
    (node: ScriptNode) => `${node.title || t(`kind.${node.kind}`)} (${node.id})`,
    [t],
  );
  const [opened, setOpened] = useState<string>();
  // A list of all steps for each way would cost more than the rest of the panel: only the open one has it.
  const all = useMemo(
    () =>
      opened === undefined
        ? []
        : [
            {
              group: t('way.steps'),
              items: nodes.map((node) => ({ value: node.id, label: labelOf(node) })),
            },
            {
              group: t('way.new'),
              items: NODE_KINDS.filter((kind) => kind !== 'objection').map((kind) => ({
                value: `${NEW}${kind}`,
                label: t(`kind.${kind}`),
              })),
            },
          ],
    [opened, nodes, labelOf, t],
  );
  const chosenOnly = (to: string | undefined) => {
    const node = nodes.find(({ id }) => id === to);
    return node ? [{ value: node.id, label: labelOf(node) }] : [];
  };
  return linksOf(step).map(({ port, to }) => (
    <Select
      key={port}
      label={t('way.label', { way: portText(step, port) })}
      placeholder={t('way.open')}
      searchable
      clearable
      limit={SHOWN}
      data={opened === port ? all : chosenOnly(to)}
      onDropdownOpen={() => setOpened(port)}
      onDropdownClose={() => setOpened(undefined)}
      value={to ?? null}
      onChange={(value) => {
        if (value?.startsWith(NEW)) add(value.slice(NEW.length) as NodeKind, port);
        else changeScript((script) => connect(script, step.id, port, value ?? undefined));
      }}
    />
  ));
}
