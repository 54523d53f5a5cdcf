import { Button, Progress } from '@mantine/core';
import { useRef, useState } from 'react';
import type { DirectoryState } from '../../../shared/contract/directories.ts';
import { knownCode } from '../../../shared/contract/failure.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './directories.module.css';

interface DirectoryRowProps {
  directory: DirectoryState;
  /** Its form was just left: whoever works by keyboard goes on from here. */
  isReturned: boolean;
  onEdit: () => void;
  onRemoved: () => void;
}

/** One directory: how the latest run went, in words, and what can be done with it. */
export function DirectoryRow({ directory, isReturned, onEdit, onRemoved }: DirectoryRowProps) {
  const { t } = useTranslation(['directories', 'errors']);
  const format = useFormat();
  const ask = useAsk();
  const [sure, setSure] = useState(false);
  const remove = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setSure(false);
    remove.current?.focus();
  };
  const { id, name, settings, running, last, nextAt, entries } = directory;
  const failure = last?.failure;
  const isEmptied = failure?.code === 'directoryEmptied';
  return (
    <div className={classes.row}>
      <div className={classes.head}>
        <span className={classes.grow}>
          <strong>{name}</strong>
          <span className={classes.hint}>
            {t('about', { kind: t(`kind.${settings.kind}`), entries: format.number(entries) })}
          </span>
        </span>
        {running ? (
          <Button variant="default" size="compact-sm" onClick={() => void ask('directories.cancel', { id })}>
            {t('cancel')}
          </Button>
        ) : (
          <>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('runOf', { name })}
              onClick={() => void ask('directories.run', { id })}
            >
              {t('run')}
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('editOf', { name })}
              autoFocus={isReturned}
              onClick={onEdit}
            >
              {t('edit')}
            </Button>
            <Button
              ref={remove}
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={t('removeOf', { name })}
              onClick={() => setSure(true)}
            >
              {t('remove')}
            </Button>
          </>
        )}
      </div>
      {running && <Going running={running} />}
      {!running && failure && (
        <Trouble
          text={t(`errors:${knownCode(failure.code)}`, failure.params)}
          {...(isEmptied && {
            verb: t('accept'),
            onAct: () => void ask('directories.run', { id, acceptRemovals: true }),
          })}
        />
      )}
      {!running && <span className={classes.hint}>{lastWords()}</span>}
      {sure && (
        <div
          className={classes.sure}
          role="alertdialog"
          aria-label={t('removeSure', { name })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') keep();
          }}
        >
          <p>{t('removeSure', { name })}</p>
          <div className={classes.buttons}>
            <Button
              color="red"
              size="compact-sm"
              onClick={async () => {
                if (await ask('directories.remove', { id })) onRemoved();
              }}
            >
              {t('remove')}
            </Button>
            <Button variant="default" size="compact-sm" autoFocus onClick={keep}>
              {t('keep')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );

  function lastWords(): string {
    const next = nextAt === undefined ? t('byHand') : t('next', { when: format.dateTime(nextAt) });
    if (last?.goodAt === undefined) return `${t('never')} ${next}`;
    const { created = 0, linked = 0, updated = 0, removed = 0, written = 0, unread = 0 } = last.counts ?? {};
    const counts = [
      created > 0 && t('created', { count: created }),
      linked > 0 && t('linked', { count: linked }),
      updated > 0 && t('updated', { count: updated }),
      removed > 0 && t('removed', { count: removed }),
      written > 0 && t('written', { count: written }),
      unread > 0 && t('unread', { count: unread }),
    ].filter((words) => words !== false);
    const what = counts.length === 0 ? t('nothing') : counts.join(', ');
    return `${t('good', { when: format.dateTime(last.goodAt), what })} ${next}`;
  }
}

function Going({ running }: { running: NonNullable<DirectoryState['running']> }) {
  const { t } = useTranslation('directories');
  const format = useFormat();
  const { step, done, total } = running;
  const words =
    total === 0
      ? t(`step.${step}`)
      : t('going', { step: t(`step.${step}`), done: format.number(done), total: format.number(total) });
  return (
    <>
      <Progress.Root size="sm">
        <Progress.Section value={total === 0 ? 0 : Math.round((done / total) * 100)} aria-label={words} />
      </Progress.Root>
      <span className={classes.hint} role="status">
        {words}
      </span>
    </>
  );
}
