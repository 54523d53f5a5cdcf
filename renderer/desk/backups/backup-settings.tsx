import { Button, Progress } from '@mantine/core';
import type { BackupState } from '../../../shared/contract/backups.ts';
import { knownCode } from '../../../shared/contract/failure.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, Trouble } from '../../ui/index.ts';
import { useAsk, useFailureText } from '../state/use-ask.ts';
import classes from './backups.module.css';
import { PlanForm } from './plan-form.tsx';
import { RestorePanel } from './restore-panel.tsx';
import { bytesIn, useBackups } from './use-backups.ts';

/** Backups by themselves: where, when, how the latest went, and the way back. */
export function BackupSettings() {
  const { t } = useTranslation('backups');
  const failureText = useFailureText();
  const { state, failure, load } = useBackups();
  if (failure) return <Trouble text={failureText(failure)} />;
  if (!state) return null;
  return (
    <div className={classes.parts}>
      <p className={classes.hint}>{t('intro')}</p>
      <Standing state={state} />
      <PlanForm key={state.plan.folder} plan={state.plan} hasKey={state.hasKey} onSaved={load} />
      <RestorePanel state={state} />
    </div>
  );
}

function Standing({ state: { running, last, nextAt, plan, hasKey } }: { state: BackupState }) {
  const { t, i18n } = useTranslation(['backups', 'errors']);
  const format = useFormat();
  const ask = useAsk();
  const size = (bytes: number) => bytesIn(i18n.language, bytes);
  if (running) {
    const percent = Math.round(running.share * 100);
    const words = t(`step.${running.step}`);
    return (
      <Section title={t(running.what === 'backup' ? 'running' : 'restoring')}>
        <Progress.Root size="md">
          <Progress.Section value={percent} aria-label={words} />
        </Progress.Root>
        <p className={classes.hint}>{t('progress', { step: words, percent })}</p>
        <Button variant="default" onClick={() => void ask('backups.cancel', {})}>
          {t('cancel')}
        </Button>
      </Section>
    );
  }
  return (
    <Section title={t('last')}>
      {last?.failure !== undefined && (
        <Trouble
          text={t('failed', {
            when: format.dateTime(last.endedAt),
            reason: t(`errors:${knownCode(last.failure)}`, { folder: plan.folder }),
          })}
        />
      )}
      {last?.goodAt === undefined ? (
        <p>{t('never')}</p>
      ) : (
        <p>
          {t('good', {
            when: format.dateTime(last.goodAt),
            size: size(last.bytes),
            added: size(last.addedBytes),
          })}
        </p>
      )}
      {last !== undefined && last.missing > 0 && <p>{t('missing', { count: last.missing })}</p>}
      <p className={classes.hint}>
        {nextAt === undefined ? t('off') : t('next', { when: format.dateTime(nextAt) })}
      </p>
      <Button disabled={plan.folder === '' || !hasKey} onClick={() => void ask('backups.run', {})}>
        {t('now')}
      </Button>
    </Section>
  );
}
