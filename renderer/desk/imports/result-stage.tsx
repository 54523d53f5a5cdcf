import { Button } from '@mantine/core';
import { IconDownload, IconUserQuestion } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { fromWire } from '../../../shared/contract/failure.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { offerFile, Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { asFailure } from '../state/use-ask.ts';
import { Counts } from './counts.tsx';
import classes from './imports.module.css';
import { Questions } from './questions-stage.tsx';
import { UndoButton, undoText } from './undo-import.tsx';
import { downloadRejected } from './upload.ts';
import { useImport, useImportFailureText } from './use-import.ts';

/** The core names the failure of a running import by its code alone. */
export const failureOf = (code: string) =>
  fromWire({ code: code as ReturnType<typeof fromWire>['code'], params: {} });

export function Result() {
  const { t } = useTranslation('imports');
  const core = useCore();
  const format = useFormat();
  const file = useImport((state) => state.file);
  const resume = useImport((state) => state.resume);
  const progress = useImport((state) => state.progress);
  const reset = useImport((state) => state.reset);
  const go = useNavigation((navigation) => navigation.go);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const failureText = useImportFailureText();
  const [downloading, setDownloading] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [deciding, setDeciding] = useState(false);
  const waiting = useWaiting(progress?.importId, deciding);
  if (!progress) return null;
  if (deciding) return <Questions importId={progress.importId} onClose={() => setDeciding(false)} />;

  const download = async () => {
    setDownloading(true);
    setFailure(undefined);
    try {
      const { blob, fileName } = await downloadRejected(core, progress.importId);
      offerFile(blob, fileName);
    } catch (error) {
      setFailure(asFailure(error));
    }
    setDownloading(false);
  };

  // What was taken back is on no card and in no list.
  const undone = progress.undo?.state === 'done';
  const state = progress.state === 'failed' || progress.state === 'cancelled' ? progress.state : 'done';
  return (
    <div className={classes.narrow}>
      <div className={classes.panel}>
        <div role="status">
          <h2 className={classes.panelTitle}>{t(`result.${state}`, { name: file?.name ?? '' })}</h2>
        </div>
        {state === 'failed' && progress.failure !== undefined && (
          <Trouble text={failureText(failureOf(progress.failure))} />
        )}
        {state !== 'done' && <p>{t(`result.${state}Hint`)}</p>}
        <Counts progress={progress} />
        {progress.asText > 0 && !undone && <p>{t('result.asText', { count: progress.asText })}</p>}
        {progress.undo && <p role="status">{undoText(t, format, progress.undo)}</p>}
        {progress.rejected > 0 && <p>{t('result.rejectedHint', { count: progress.rejected })}</p>}
        {progress.rejected === 0 && waiting === 0 && state === 'done' && !progress.undo && (
          <p>{t('result.allIn')}</p>
        )}
        {failure && <Trouble text={failureText(failure)} />}
        <div className={classes.verbs}>
          {waiting > 0 && (
            <Button
              leftSection={<IconUserQuestion size={14} aria-hidden />}
              onClick={() => setDeciding(true)}
            >
              {t('ask.take', { count: waiting })}
            </Button>
          )}
          {progress.rejected > 0 && (
            <Button
              loading={downloading}
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => void download()}
            >
              {t('result.download')}
            </Button>
          )}
          {progress.created + progress.merged > 0 && !undone && (
            <Button
              variant="default"
              onClick={() =>
                openLists({
                  kind: 'new',
                  source: { kind: 'filter', filter: { importId: progress.importId } },
                })
              }
            >
              {t('result.makeList')}
            </Button>
          )}
          {state !== 'done' && !progress.undo && (
            <Button
              variant="default"
              onClick={() => void resume().catch((error) => setFailure(asFailure(error)))}
            >
              {t('past.resume')}
            </Button>
          )}
          <UndoButton
            size="xs"
            run={{
              ...progress,
              canUndo: progress.created + progress.merged > 0 && progress.undo?.state !== 'done',
            }}
            onFailure={setFailure}
          />
          <Button variant="default" onClick={() => go('customers')}>
            {t('result.see')}
          </Button>
          <Button variant="default" onClick={reset}>
            {t('result.again')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** How many rows of the import wait for a person, asked anew after he has decided some. */
function useWaiting(importId: string | undefined, deciding: boolean): number {
  const core = useCore();
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    if (importId === undefined || deciding) return;
    // Nothing waits as far as anybody knows: what was imported is on the screen all the same.
    core.request('imports.questions', { importId, limit: 1 }).then(
      (answer) => setWaiting(answer.waiting),
      () => undefined,
    );
  }, [core, importId, deciding]);
  return waiting;
}
