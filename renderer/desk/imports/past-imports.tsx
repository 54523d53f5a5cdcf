import { Button, Progress, Table } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { ImportRun } from '../../../shared/contract/imports.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { offerFile, Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { asFailure, useFailureText } from '../state/use-ask.ts';
import classes from './imports.module.css';
import { UndoButton, undoText } from './undo-import.tsx';
import { downloadRejected } from './upload.ts';
import { useImport } from './use-import.ts';

/** A screenful: older ones are asked for. */
const PAGE = 20;

/** Imports of the past: what they did, and what can still be done with them. */
export function PastImports() {
  const { t } = useTranslation('imports');
  const { runs, more, failure, refresh, older } = usePastImports();
  if (runs.length === 0 && !failure) return null;
  return (
    <section className={classes.panel} aria-label={t('past.title')}>
      <h2 className={classes.panelTitle}>{t('past.title')}</h2>
      {failure && <Trouble text={failure} />}
      <Table>
        <Table.Thead>
          <Table.Tr>
            {(['file', 'when', 'by', 'rows', 'state', 'verbs'] as const).map((column) => (
              <Table.Th key={column}>{t(`past.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <PastImport key={run.importId} run={run} onChanged={refresh} />
          ))}
        </Table.Tbody>
      </Table>
      {more && (
        <Button variant="subtle" onClick={older}>
          {t('past.older')}
        </Button>
      )}
    </section>
  );
}

function PastImport({ run, onChanged }: { run: ImportRun; onChanged: () => void }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const core = useCore();
  const resume = useImport((state) => state.resume);
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string>();
  const open = useImport((state) => state.open);
  const { created, merged, rejected, processed, rows } = run;
  // Set aside for a person: every other row was counted.
  const waiting = run.state === 'done' && !run.undo ? rows - created - merged - rejected : 0;

  const attempt = async (work: () => Promise<unknown>) => {
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(failureText(asFailure(error)));
    }
    onChanged();
  };
  const download = async () => {
    const { blob, fileName } = await downloadRejected(core, run.importId);
    offerFile(blob, fileName);
  };

  return (
    <Table.Tr>
      <Table.Td>{run.fileName}</Table.Td>
      <Table.Td>{format.dateTime(run.startedAt)}</Table.Td>
      <Table.Td>{run.by ?? ''}</Table.Td>
      <Table.Td>
        {t('past.counts', {
          created: format.number(created),
          merged: format.number(merged),
          rejected: format.number(rejected),
        })}
      </Table.Td>
      <Table.Td>
        {run.undo
          ? undoText(t, format, run.undo)
          : t(`past.is.${run.state}`, { done: format.number(processed), total: format.number(rows) })}
        {run.undo?.state === 'running' && (
          <Progress
            value={run.undo.total === 0 ? 0 : (run.undo.processed / run.undo.total) * 100}
            aria-label={t('undo.running')}
          />
        )}
        {failure && <Trouble text={failure} />}
      </Table.Td>
      <Table.Td>
        <div className={classes.verbs}>
          {run.canResume && (
            <Button size="compact-sm" onClick={() => void attempt(() => resume(run))}>
              {t('past.resume')}
            </Button>
          )}
          {run.hasRejected && (
            <Button size="compact-sm" variant="default" onClick={() => void attempt(download)}>
              {t('past.rejected')}
            </Button>
          )}
          {waiting > 0 && (
            <Button size="compact-sm" onClick={() => open(run)}>
              {t('ask.take', { count: waiting })}
            </Button>
          )}
          <UndoButton run={run} onFailure={(error) => setFailure(failureText(error))} onChanged={onChanged} />
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

/** The list, kept true by the events of what runs. */
function usePastImports() {
  const core = useCore();
  const failureText = useFailureText();
  const [limit, setLimit] = useState(PAGE);
  const [answer, setAnswer] = useState<{ runs: readonly ImportRun[]; more: boolean }>({
    runs: [],
    more: false,
  });
  const [failure, setFailure] = useState<string>();

  const refresh = useCallback(() => {
    core.request('imports.list', { limit }).then(
      (list) => {
        setAnswer(list);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(failureText(asFailure(error))),
    );
  }, [core, limit, failureText]);
  useEffect(refresh, [refresh]);
  useEffect(
    () =>
      core.on('imports.progress', ({ importId, ...now }) => {
        const busy = now.state === 'running' || now.undo?.state === 'running';
        // What can be done with it changes only when it ends.
        if (!busy) return refresh();
        setAnswer((last) => ({
          ...last,
          runs: last.runs.map((run) => (run.importId === importId ? { ...run, ...now } : run)),
        }));
      }),
    [core, refresh],
  );
  return { ...answer, failure, refresh, older: () => setLimit((last) => Math.min(100, last + PAGE)) };
}
