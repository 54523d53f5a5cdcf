import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { type Hours, WeekHours, WholeNumber } from '../../ui/index.ts';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { AmiSettings } from './ami-settings.tsx';
import classes from './missed.module.css';
import { WebhookSettings } from './webhook-settings.tsx';

type Week = Settings['workHours'];

const USUAL = { from: 9 * 60, to: 18 * 60 };

/** Until when who called in vain must be called back, and for how long one person has an entry alone. */
export function MissedSettings() {
  const { t } = useTranslation('missed');
  const ask = useAsk();
  const settings = useSession((session) => session.settings);
  if (settings === undefined) return null;
  const { missed, workHours } = settings;
  const save = (change: Partial<Settings>) => void ask('settings.save', change);
  return (
    <div className={classes.setting}>
      <WholeNumber
        className={classes.number}
        label={t('setting.deadline')}
        hint={t('setting.deadlineHint')}
        value={missed.deadlineMinutes}
        least={1}
        most={10_000}
        onChange={(deadlineMinutes) => save({ missed: { ...missed, deadlineMinutes } })}
      />
      <WorkHours
        key={JSON.stringify(workHours)}
        week={workHours}
        onChange={(week) => save({ workHours: week })}
      />
      <WholeNumber
        className={classes.number}
        label={t('setting.lease')}
        hint={t('setting.leaseHint')}
        value={missed.leaseMinutes}
        least={1}
        most={480}
        onChange={(leaseMinutes) => save({ missed: { ...missed, leaseMinutes } })}
      />
      <AmiSettings />
      <WebhookSettings />
    </div>
  );
}

/** Saved as it is changed; hours that end before they begin stay in the fields, marked, until they are right. */
function WorkHours({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const { t } = useTranslation('missed');
  const [typed, setTyped] = useState<Hours[]>(week);
  return (
    <WeekHours
      label={t('setting.hours')}
      hint={t('setting.hoursHint')}
      closed={t('setting.rest')}
      week={typed}
      usual={USUAL}
      onChange={(changed) => {
        setTyped(changed);
        if (changed.every((hours) => hours === null || hours.from < hours.to)) onChange(changed);
      }}
    />
  );
}
