import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { DirectoryConflict } from '../../../shared/contract/directories.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './directories.module.css';

/** Fields that both sides changed: both values, and a person's choice. */
export function Conflicts({ list, onChosen }: { list: readonly DirectoryConflict[]; onChosen: () => void }) {
  const { t } = useTranslation('directories');
  const rows = useRef<HTMLUListElement>(null);
  const chose = useRef(false);
  // The buttons of the one that was chosen are gone: whoever works by keyboard goes on with the next one.
  useEffect(() => {
    if (chose.current && list.length > 0) rows.current?.querySelector('button')?.focus();
    chose.current = false;
  }, [list]);
  const chosen = () => {
    chose.current = true;
    onChosen();
  };
  return (
    <Section title={t('conflicts')}>
      <p className={classes.hint}>{t('conflictsHint')}</p>
      <ul ref={rows} className={classes.rows}>
        {list.map((conflict) => (
          <li key={conflict.id}>
            <Conflict conflict={conflict} onChosen={chosen} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Conflict({ conflict, onChosen }: { conflict: DirectoryConflict; onChosen: () => void }) {
  const { t } = useTranslation('directories');
  const ask = useAsk();
  const { id, field, contactName, directoryName, ours, theirs } = conflict;
  const choose = async (side: 'ours' | 'theirs') => {
    if (await ask('directories.choose', { id, side })) onChosen();
  };
  const isGone = field === 'entry';
  const words = { name: contactName, field: t(`field.${field}`) };
  return (
    <div className={classes.row}>
      <span>
        <strong>{contactName}</strong>
        <span className={classes.hint}>
          {t('conflictIn', { field: t(`field.${field}`), directory: directoryName })}
        </span>
      </span>
      <div className={classes.sides}>
        {(['ours', 'theirs'] as const).map((side) => (
          <div key={side} className={classes.side}>
            <span className={classes.hint}>{t(`side.${side}`)}</span>
            <span className={classes.value}>
              {isGone ? t(`gone.${side}`) : (side === 'ours' ? ours : theirs) || t('emptyValue')}
            </span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t(`takeOf.${side}`, words)}
              onClick={() => void choose(side)}
            >
              {t(`take.${side}`)}
            </Button>
          </div>
        ))}
      </div>
    </div>
  );
}
