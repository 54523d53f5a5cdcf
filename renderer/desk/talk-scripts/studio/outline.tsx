import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconFlag, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useDeferredValue, useMemo, useState } from 'react';
import type { NodeKind, ScriptNode } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { SearchField, VirtualList } from '../../../ui/index.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import { NODE_KINDS } from './edits.ts';
import type { StepMark } from './graph-model.ts';
import { KindIcon } from './kind-icon.tsx';
import classes from './outline.module.css';
import { inOrder } from './reading-order.ts';
import { useStepActions } from './use-step-actions.ts';
import { useMarks } from './use-verdict.ts';

const ROW = { narrow: 32, wide: 32 };

/** The steps as a list, in the order in which a talk comes to them: the way to everything without a mouse. */
export function Outline() {
  const { t } = useTranslation('scriptStudio');
  const script = useEditor(scriptOf);
  const marks = useMarks();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const ordered = useMemo(() => inOrder(script), [script]);
  const steps = useMemo(
    () => (wanted === '' ? ordered : ordered.filter((step) => wordsOf(step).includes(wanted))),
    [ordered, wanted],
  );
  return (
    <div className={classes.outline}>
      <div className={classes.head}>
        <SearchField className={classes.search} label={t('find')} value={search} onChange={setSearch} />
        <AddStep />
      </div>
      {steps.length === 0 && <p className={classes.none}>{t('foundNothing')}</p>}
      <div className={classes.list}>
        <VirtualList
          label={t('steps')}
          items={steps}
          rowHeight={ROW}
          keyOf={(step) => step.id}
          renderRow={(step) => <Row step={step} start={step.id === script.start} mark={marks.get(step.id)} />}
        />
      </div>
    </div>
  );
}

/** Everything of a step that a person may look for. */
const wordsOf = (step: ScriptNode): string => JSON.stringify({ ...step, position: undefined }).toLowerCase();

interface RowProps {
  step: ScriptNode;
  start: boolean;
  mark: StepMark;
}

const Row = memo(function Row({ step, start, mark }: RowProps) {
  const { t } = useTranslation('scriptStudio');
  const selected = useEditor((editor) => editor.selected === step.id);
  const show = useEditor((editor) => editor.show);
  const actions = useStepActions();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete') actions.remove(step.id);
    else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) actions.duplicate(step.id);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      data-row-main
      className={classes.row}
      aria-current={selected}
      aria-keyshortcuts="Delete Control+D"
      onClick={() => show(step.id)}
      onKeyDown={onKeyDown}
    >
      <KindIcon kind={step.kind} />
      <span className={classes.title}>{step.title || t(`kind.${step.kind}`)}</span>
      {start && <IconFlag size={13} aria-label={t('start')} />}
      {mark && (
        <IconAlertTriangle
          size={13}
          className={classes.mark}
          data-mark={mark}
          aria-label={t(`mark.${mark}`)}
        />
      )}
    </button>
  );
});

function AddStep() {
  const { t } = useTranslation('scriptStudio');
  const { add } = useStepActions();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('add')}>
          <ActionIcon variant="default" size={30} aria-label={t('add')}>
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {NODE_KINDS.map((kind: NodeKind) => (
          <Menu.Item key={kind} leftSection={<KindIcon kind={kind} />} onClick={() => add(kind)}>
            {t(`kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
