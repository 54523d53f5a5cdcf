import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { fromWire } from '../../../shared/contract/failure.ts';
import { useTranslation } from '../../i18n/index.ts';
import { offerFile, Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { asFailure } from '../state/use-ask.ts';
import { Counts } from './counts.tsx';
import classes from './imports.module.css';
import { downloadRejected } from './upload.ts';
import { useImport, useImportFailureText } from './use-import.ts';

/** The core names the failure of a running import by its code alone. */
const failureOf = (code: string) =>
  fromWire({ code: code as ReturnType<typeof fromWire>['code'], params: {} });

export function Result() {
  const { t } = useTranslation('imports');
  const core = useCore();
  const file = useImport((state) => state.file);
  const progress = useImport((state) => state.progress);
  const reset = useImport((state) => state.reset);
  const go = useNavigation((navigation) => navigation.go);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const failureText = useImportFailureText();
  const [downloading, setDownloading] = useState(false);
  const [failure, setFailure] = useState<Error>();
  if (!progress) return null;

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
        {progress.rejected > 0 && <p>{t('result.rejectedHint', { count: progress.rejected })}</p>}
        {progress.rejected === 0 && state === 'done' && <p>{t('result.allIn')}</p>}
        {failure && <Trouble text={failureText(failure)} />}
        <div className={classes.verbs}>
          {progress.rejected > 0 && (
            <Button
              loading={downloading}
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => void download()}
            >
              {t('result.download')}
            </Button>
          )}
          {progress.created + progress.merged > 0 && (
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
