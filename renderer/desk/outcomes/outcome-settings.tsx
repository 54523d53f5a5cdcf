import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { isBuiltIn } from '../../../shared/domain/outcome/outcome.ts';
import { OUTCOMES_A_LEVEL } from '../../../shared/domain/outcome/tree.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section, toastDone } from '../../ui/index.ts';
import { useNodeName, useOutcomes } from '../state/outcomes.tsx';
import { useAsk } from '../state/use-ask.ts';
import * as model from './editor-model.ts';
import { OutcomeRow } from './outcome-row.tsx';
import classes from './outcomes.module.css';

/** The firm's words for the end of a talk: what the digits of the wrap-up are called, and what follows from them. */
export function OutcomeSettings() {
  const { t } = useTranslation('outcomes');
  const ask = useAsk();
  const tree = useOutcomes();
  const nodeName = useNodeName();
  /** Undefined: nothing was changed, and the tree is what the core says. */
  const [edited, setEdited] = useState<model.Row[]>();
  const [openId, setOpenId] = useState<string>();
  const [saving, setSaving] = useState(false);
  const dragged = useRef<string>(undefined);
  const news = useRef(0);
  const rows = edited ?? model.rowsOf(tree);
  const knownName = (row: model.Row) =>
    row.key !== undefined && isBuiltIn(row.key) ? nodeName({ key: row.key }) : '';
  const nameOf = (row: model.Row) => row.name.trim() || knownName(row) || t('editor.unnamed');
  const nameless = model.nameless(rows, isBuiltIn);
  const full = model.isFull(rows, undefined);

  const add = (parentId: string | undefined) => {
    news.current += 1;
    const id = `new-${news.current}`;
    setEdited(model.added(rows, id, parentId));
    setOpenId(id);
  };
  const settle = async (work: Promise<unknown>, done: string) => {
    setSaving(true);
    const saved = await work;
    setSaving(false);
    if (saved === undefined) return;
    setEdited(undefined);
    toastDone(done);
  };
  return (
    <Section title={t('editor.title')}>
      <p className={classes.intro}>{t('editor.intro')}</p>
      <ol className={classes.list} aria-label={t('editor.title')}>
        {rows.map((row) => (
          <OutcomeRow
            key={row.id}
            row={row}
            rows={rows}
            knownName={knownName(row)}
            nameOf={nameOf}
            open={openId === row.id}
            onOpen={() => setOpenId(openId === row.id ? undefined : row.id)}
            onRows={setEdited}
            onAddBelow={() => add(row.id)}
            drag={{
              start: () => {
                dragged.current = row.id;
              },
              drop: () => {
                if (dragged.current !== undefined)
                  setEdited(model.movedBefore(rows, dragged.current, row.id));
              },
              end: () => {
                dragged.current = undefined;
              },
            }}
          />
        ))}
      </ol>
      <div className={classes.add}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={full}
          onClick={() => add(undefined)}
        >
          {t('editor.add')}
        </Button>
        {full && <span className={classes.hint}>{t('editor.full', { count: OUTCOMES_A_LEVEL })}</span>}
      </div>
      <div className={classes.actions}>
        <Button
          disabled={edited === undefined || nameless !== undefined}
          loading={saving}
          onClick={() =>
            void settle(ask('outcomes.save', { outcomes: model.toSave(rows) }), t('editor.saved'))
          }
        >
          {t('editor.save')}
        </Button>
        <Button variant="default" disabled={edited === undefined} onClick={() => setEdited(undefined)}>
          {t('editor.discard')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          disabled={saving}
          onClick={() => void settle(ask('outcomes.reset', {}), t('editor.wasReset'))}
        >
          {t('editor.reset')}
        </Button>
        {nameless && <span className={classes.hint}>{t('editor.nameless')}</span>}
      </div>
    </Section>
  );
}
