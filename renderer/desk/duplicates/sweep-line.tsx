import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Toolbar } from '../../ui/index.ts';
import { useMay } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import { CertainDialog } from './certain-dialog.tsx';
import classes from './duplicates.module.css';
import { isRunning, useRun, useSweep } from './use-sweep.ts';

/** How far the search for duplicates is, and what can be merged without looking. */
export function SweepLine() {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const ask = useAsk();
  const may = useMay('customers.merge');
  const { state: sweep } = useSweep();
  const { state: told } = useRun();
  const [asking, setAsking] = useState(false);
  const run = told?.run;
  if (run !== undefined && isRunning(run)) {
    const done = run.state === 'undoing' ? run.back + run.kept : run.merged + run.skipped;
    const of = run.state === 'undoing' ? run.merged : run.total;
    return (
      <Toolbar>
        <span className={classes.told} role="status">
          {t(run.state === 'undoing' ? 'run.undoing' : 'run.running', {
            done: format.number(done),
            of: format.number(of),
          })}
        </span>
        <Progress
          className={classes.progress}
          value={(done / Math.max(1, of)) * 100}
          aria-label={t('run.label')}
        />
        {run.state === 'running' && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void ask('duplicates.cancelRun', { id: run.id })}
          >
            {t('run.cancel')}
          </Button>
        )}
      </Toolbar>
    );
  }
  if (sweep === undefined) return <Toolbar>{null}</Toolbar>;
  const searching = sweep.state === 'running' || sweep.state === 'waits';
  return (
    <Toolbar>
      <span className={classes.told} role="status">
        {searching
          ? t(`sweep.${sweep.state === 'waits' ? 'waits' : 'running'}`, {
              share: Math.round(sweep.share * 100),
            })
          : sweep.at !== undefined && sweep.state === 'done'
            ? t('sweep.done', {
                count: sweep.pairs,
                formatted: format.number(sweep.pairs),
                at: format.dateTime(sweep.at),
              })
            : t(`sweep.${sweep.state}`)}
      </span>
      {searching && (
        <Progress className={classes.progress} value={sweep.share * 100} aria-label={t('sweep.label')} />
      )}
      {run?.state === 'done' || run?.state === 'cancelled' ? (
        <span className={classes.told}>
          {t('run.done', { merged: format.number(run.merged), skipped: format.number(run.skipped) })}
        </span>
      ) : null}
      <span className={classes.space} />
      {may && run !== undefined && run.merged > 0 && run.state !== 'undone' && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => void ask('duplicates.undoRun', { id: run.id })}
        >
          {t('run.undo', { count: run.merged, formatted: format.number(run.merged) })}
        </Button>
      )}
      {may && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() =>
            void (searching ? ask('duplicates.stopSweep', {}) : ask('duplicates.startSweep', { whole: true }))
          }
        >
          {t(searching ? 'sweep.stop' : 'sweep.start')}
        </Button>
      )}
      {may && sweep.certain > 0 && (
        <Button size="compact-sm" onClick={() => setAsking(true)}>
          {t('certain.open', { count: sweep.certain, formatted: format.number(sweep.certain) })}
        </Button>
      )}
      {asking && <CertainDialog total={sweep.certain} onClose={() => setAsking(false)} />}
    </Toolbar>
  );
}
