import { Checkbox } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { WholeNumber } from '../../ui/index.ts';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { AmiSettings } from './ami-settings.tsx';
import { asMinutes, asTime, dayNames } from './hours.ts';
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
      <Hours week={workHours} onChange={(week) => save({ workHours: week })} />
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

function Hours({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const { t, i18n } = useTranslation('missed');
  const days = dayNames(i18n.language);
  /** Hours that end before they begin are not saved: the field stays as it was typed until they are right. */
  const set = (day: number, hours: Week[number]) => {
    if (hours === null || hours.from < hours.to)
      onChange(week.map((before, n) => (n === day ? hours : before)));
  };
  return (
    <fieldset className={classes.hours}>
      <legend>{t('setting.hours')}</legend>
      <p className={classes.hint}>{t('setting.hoursHint')}</p>
      {week.map((hours, day) => {
        const name = days[day] ?? '';
        return (
          <div key={name} className={classes.day}>
            <Checkbox
              size="xs"
              label={name}
              checked={hours !== null}
              onChange={(event) => set(day, event.currentTarget.checked ? USUAL : null)}
            />
            {hours === null ? (
              <span className={classes.hint}>{t('setting.rest')}</span>
            ) : (
              <>
                <Clock
                  label={t('setting.from', { day: name })}
                  minutes={hours.from}
                  onChange={(from) => set(day, { ...hours, from })}
                />
                <Clock
                  label={t('setting.to', { day: name })}
                  minutes={hours.to}
                  onChange={(to) => set(day, { ...hours, to: to === 0 ? 24 * 60 : to })}
                />
              </>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

interface ClockProps {
  label: string;
  minutes: number;
  onChange: (minutes: number) => void;
}

/** Always by 24 hours, whatever the system says; midnight at the end of a day is 0:00. */
function Clock({ label, minutes, onChange }: ClockProps) {
  const { t } = useTranslation('missed');
  return (
    <TimePicker
      size="xs"
      aria-label={label}
      hoursInputLabel={t('setting.hoursOf', { what: label })}
      minutesInputLabel={t('setting.minutesOf', { what: label })}
      value={asTime(minutes)}
      onChange={(text) => {
        const typed = asMinutes(text);
        if (typed !== undefined && typed !== minutes) onChange(typed);
      }}
    />
  );
}
