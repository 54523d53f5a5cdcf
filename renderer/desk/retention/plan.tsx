import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { RetentionPlan, RetentionState } from '../../../shared/contract/retention.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, WholeNumber } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './retention.module.css';
import { RulesField } from './rules-field.tsx';

type Looked = Output<'retention.look'>;

/** Nothing is turned on, changed or begun before a look at what it would erase. */
export function Plan({ state: { plan: saved, running, last, nextAt } }: { state: RetentionState }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const ask = useAsk();
  const [plan, setPlan] = useState<RetentionPlan>(saved);
  const [looked, setLooked] = useState<Looked>();
  const change = (more: Partial<RetentionPlan>) => {
    setPlan({ ...plan, ...more });
    setLooked(undefined);
  };
  const changed = JSON.stringify(plan) !== JSON.stringify(saved);
  const eraseNow = async () => {
    if (await ask('retention.run', {})) setLooked(undefined);
  };
  return (
    <Section title={t('title')}>
      <p className={classes.hint}>{t('intro')}</p>
      <WholeNumber
        className={classes.number}
        label={t('days')}
        hint={t('daysHint')}
        value={plan.days}
        least={0}
        most={3_653}
        onChange={(days) => change({ days })}
      />
      <RulesField rules={plan.rules} onChange={(rules) => change({ rules })} />
      <p>{t(saved.on ? 'isOn' : 'isOff')}</p>
      {last && (
        <p className={classes.hint}>
          {t('last', {
            when: format.dateTime(last.at),
            count: last.erased,
            size: format.number(megabytes(last.bytes)),
          })}
        </p>
      )}
      {nextAt !== undefined && <p className={classes.hint}>{t('next', { when: format.dateTime(nextAt) })}</p>}
      {running && <Running running={running} />}
      {looked && !running && <WhatGoes looked={looked} />}
      <div className={classes.verbs}>
        <Button
          variant="default"
          disabled={running !== undefined}
          onClick={() => void ask('retention.look', plan).then(setLooked)}
        >
          {t('look')}
        </Button>
        {(changed || !saved.on) && (
          <Button
            color="red"
            disabled={!looked || running !== undefined}
            onClick={() => void ask('retention.save', { ...plan, on: true })}
          >
            {t(saved.on ? 'saveOn' : 'turnOn')}
          </Button>
        )}
        {saved.on && !changed && looked && looked.count > 0 && !running && (
          <Button color="red" onClick={() => void eraseNow()}>
            {t('eraseNow', { count: looked.count })}
          </Button>
        )}
        {saved.on && (
          <Button variant="default" onClick={() => void ask('retention.save', { ...saved, on: false })}>
            {t('turnOff')}
          </Button>
        )}
      </div>
    </Section>
  );
}

const megabytes = (bytes: number) => Math.round(bytes / 100_000) / 10;

function WhatGoes({ looked }: { looked: Looked }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  return (
    <div className={classes.looked} role="status">
      <p>
        {looked.oldest === undefined
          ? t('nothing')
          : t('would', {
              count: looked.count,
              size: format.number(megabytes(looked.bytes)),
              oldest: format.date(looked.oldest),
              newest: format.date(looked.newest ?? looked.oldest),
            })}
      </p>
      {looked.held > 0 && <p>{t('held', { count: looked.held })}</p>}
    </div>
  );
}

function Running({ running: { erased, due } }: { running: NonNullable<RetentionState['running']> }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const ask = useAsk();
  return (
    <div className={classes.looked} role="status">
      <p>{t('running', { erased: format.number(erased), due: format.number(due) })}</p>
      <Progress value={due === 0 ? 100 : (erased / due) * 100} aria-label={t('progress')} />
      <Button
        className={classes.cancel}
        variant="default"
        size="compact-sm"
        onClick={() => void ask('retention.cancel', {})}
      >
        {t('cancel')}
      </Button>
    </div>
  );
}
