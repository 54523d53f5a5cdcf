import { Button, Progress } from '@mantine/core';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { Counts } from './counts.tsx';
import classes from './imports.module.css';
import { useImport, useImportFailureText } from './use-import.ts';

export function Running() {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const file = useImport((state) => state.file);
  const progress = useImport((state) => state.progress);
  const busy = useImport((state) => state.busy);
  const failure = useImport((state) => state.failure);
  const cancel = useImport((state) => state.cancel);
  const pause = useImport((state) => state.pause);
  const resume = useImport((state) => state.resume);
  const paused = progress?.state === 'paused';
  const failureText = useImportFailureText();
  const { rows = 0, processed = 0 } = progress ?? {};
  const title = t(paused ? 'running.paused' : 'running.title', { name: file?.name ?? '' });
  return (
    <div className={classes.narrow}>
      {failure && <Trouble text={failureText(failure)} />}
      <div className={classes.panel}>
        <h2 className={classes.panelTitle}>{title}</h2>
        <Progress value={rows === 0 ? 0 : (processed / rows) * 100} aria-label={title} size="md" />
        <div className={classes.between}>
          <span className={classes.number}>
            {t('running.progress', { done: format.number(processed), total: format.number(rows) })}
          </span>
          <div className={classes.verbs}>
            <Button variant="default" disabled={busy} onClick={() => void (paused ? resume() : pause())}>
              {t(paused ? 'running.resume' : 'running.pause')}
            </Button>
            <Button variant="default" loading={busy} onClick={() => void cancel()}>
              {t('running.cancel')}
            </Button>
          </div>
        </div>
        <Counts progress={progress} />
        <p className={classes.dim}>{t('running.hint')}</p>
      </div>
    </div>
  );
}
