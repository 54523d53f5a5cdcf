import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastUndo, WholeNumber } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './board.module.css';

type Limits = Settings['board'];
const SECONDS = ['talkSeconds', 'holdSeconds', 'wrapUpSeconds', 'breakSeconds'] as const;
const HOUR = 3_600;
const MOST_SECONDS = 24 * HOUR;

/** What the board holds people and queues to; whoever may sets it here. */
export function LimitsDialog({ limits }: { limits: Limits }) {
  const { t } = useTranslation(['board', 'common']);
  const [opened, setOpened] = useState(false);
  const ask = useAsk();
  const save = async (change: Partial<Limits>) => {
    const saved = await ask('settings.save', { board: { ...limits, ...change } });
    if (saved)
      toastUndo(t('limits.saved'), t('common:undo'), () => void ask('settings.save', { board: limits }));
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('limits.open')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('limits.title')} centered>
        <div className={classes.limits}>
          <p className={classes.dim}>{t('limits.text')}</p>
          {SECONDS.map((name) => (
            <WholeNumber
              key={name}
              label={t(`limits.${name}`)}
              suffix={t('limits.seconds')}
              value={limits[name]}
              least={0}
              most={MOST_SECONDS}
              onChange={(seconds) => void save({ [name]: seconds })}
            />
          ))}
          <WholeNumber
            label={t('limits.waitingCalls')}
            value={limits.waitingCalls}
            least={0}
            most={1_000}
            onChange={(waitingCalls) => void save({ waitingCalls })}
          />
          <WholeNumber
            label={t('limits.waitSeconds')}
            suffix={t('limits.seconds')}
            value={limits.waitSeconds}
            least={0}
            most={MOST_SECONDS}
            onChange={(waitSeconds) => void save({ waitSeconds })}
          />
          <p className={classes.dim}>{t('limits.service')}</p>
        </div>
      </Modal>
    </>
  );
}
