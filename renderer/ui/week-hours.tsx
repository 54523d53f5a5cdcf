import { Checkbox } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/index.ts';
import { asMinutes, asTime, DAY_MINUTES, dayNames, type Hours } from './week.ts';
import classes from './week-hours.module.css';

interface WeekHoursProps {
  label: string;
  hint?: string;
  /** Of a day without hours. */
  closed: string;
  /** Monday first. */
  week: readonly Hours[];
  /** What a day begins with when it gets hours. */
  usual: NonNullable<Hours>;
  children?: ReactNode;
  /** Also with hours that end before they begin: they are marked, and whoever keeps the week decides. */
  onChange: (week: Hours[]) => void;
}

/** The hours of a week, day by day. */
export function WeekHours({ label, hint, closed, week, usual, children, onChange }: WeekHoursProps) {
  const { t, i18n } = useTranslation('common');
  const days = dayNames(i18n.language, 'long');
  const set = (day: number, hours: Hours) => onChange(week.map((before, n) => (n === day ? hours : before)));
  return (
    <fieldset className={classes.week}>
      <legend>{label}</legend>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {week.map((hours, day) => {
        const name = days[day] ?? '';
        return (
          <div key={name} className={classes.day}>
            <Checkbox
              size="xs"
              label={name}
              checked={hours !== null}
              onChange={(event) => set(day, event.currentTarget.checked ? usual : null)}
            />
            {hours === null ? (
              <span className={classes.hint}>{closed}</span>
            ) : (
              <>
                <Clock
                  label={t('week.from', { day: name })}
                  minutes={hours.from}
                  wrong={hours.from >= hours.to}
                  onChange={(from) => set(day, { ...hours, from })}
                />
                <span aria-hidden>–</span>
                <Clock
                  label={t('week.to', { day: name })}
                  minutes={hours.to}
                  wrong={hours.from >= hours.to}
                  onChange={(to) => set(day, { ...hours, to: to === 0 ? DAY_MINUTES : to })}
                />
              </>
            )}
          </div>
        );
      })}
      {children}
    </fieldset>
  );
}

interface ClockProps {
  label: string;
  minutes: number;
  wrong: boolean;
  onChange: (minutes: number) => void;
}

/** Always by 24 hours, whatever the system says; midnight at the end of a day is 0:00. */
function Clock({ label, minutes, wrong, onChange }: ClockProps) {
  const { t } = useTranslation('common');
  return (
    <TimePicker
      aria-label={label}
      hoursInputLabel={t('week.hoursOf', { what: label })}
      minutesInputLabel={t('week.minutesOf', { what: label })}
      value={asTime(minutes)}
      error={wrong}
      onChange={(text) => {
        const typed = asMinutes(text);
        if (typed !== undefined && typed !== minutes) onChange(typed);
      }}
    />
  );
}
