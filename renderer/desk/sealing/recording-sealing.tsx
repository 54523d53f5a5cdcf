import { Button, Progress, Switch } from '@mantine/core';
import { knownCode } from '../../../shared/contract/failure.ts';
import type { SealingState } from '../../../shared/contract/sealing.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, Trouble } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './sealing.module.css';

/** Whether recordings are sealed on the disk of this machine, and how far those of before are. */
export function RecordingSealing({ state }: { state: SealingState }) {
  const { t } = useTranslation(['sealing', 'errors']);
  const format = useFormat();
  const ask = useAsk();
  const { on, running, unfinished, left, aside, keys } = state;
  const words = t(on ? 'sealingNow' : 'openingNow');
  return (
    <Section title={t('recordings')}>
      <Switch
        label={t('on')}
        description={t(keys.length === 0 ? 'onNeedsKey' : 'onHint')}
        checked={on}
        disabled={!on && keys.length === 0}
        onChange={(event) => void ask('sealing.turn', { on: event.currentTarget.checked })}
      />
      {running && running.of > 0 && (
        <div className={classes.running}>
          <Progress.Root size="md">
            <Progress.Section value={(100 * running.done) / running.of} aria-label={words} />
          </Progress.Root>
          <p className={classes.hint} role="status">
            {t('progress', { words, done: format.number(running.done), of: format.number(running.of) })}
          </p>
          <Button variant="default" onClick={() => void ask('sealing.cancel', {})}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {unfinished && (
        <div className={classes.running}>
          {unfinished.failure !== undefined && (
            <Trouble
              text={t('failed', { reason: t(`errors:${knownCode(unfinished.failure)}`, { folder: '' }) })}
            />
          )}
          <p>{t(on ? 'someOpen' : 'someSealed')}</p>
          <Button variant="default" onClick={() => void ask('sealing.goOn', {})}>
            {t('goOn')}
          </Button>
        </div>
      )}
      {!running && left > 0 && <p>{t('left', { count: left })}</p>}
      {on && aside !== undefined && <p className={classes.hint}>{t('aside', { folder: aside })}</p>}
    </Section>
  );
}
