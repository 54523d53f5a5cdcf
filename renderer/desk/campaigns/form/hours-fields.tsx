import { Button, Checkbox } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import type { Hours, PacingRules } from '../../../../shared/domain/pacing/campaign.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { clock, dayNames, minutesOf } from '../week.ts';
import classes from './form.module.css';

type Week = PacingRules['hours'];

const USUAL: NonNullable<Hours> = { from: 9 * 60, to: 20 * 60 };
/** A clock has no 24:00; the last minute stands for the end of the day. */
const LAST = 24 * 60 - 1;

const shown = (minutes: number): string => clock(Math.min(minutes, LAST)).padStart(5, '0');

/** When customers may be called, day by day, on their own clock. */
export function HoursFields({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const { t, i18n } = useTranslation('campaigns');
  const days = dayNames(i18n.language, 'long');
  const set = (day: number, hours: Hours) =>
    onChange(week.map((before, n) => (n === day ? hours : before)) as unknown as Week);
  const first = week[0];
  return (
    <fieldset className={classes.hours}>
      <legend className={classes.label}>{t('form.hours')}</legend>
      {week.map((hours, day) => {
        const name = days[day] ?? '';
        return (
          <div key={name} className={classes.day}>
            <Checkbox
              size="xs"
              label={name}
              checked={hours !== null}
              onChange={(event) => set(day, event.currentTarget.checked ? (first ?? USUAL) : null)}
            />
            {hours === null ? (
              <span className={classes.hint}>{t('form.noCalls')}</span>
            ) : (
              <>
                <Clock
                  label={t('form.from', { day: name })}
                  minutes={hours.from}
                  wrong={hours.from >= hours.to}
                  onChange={(from) => set(day, { ...hours, from })}
                />
                <span aria-hidden>–</span>
                <Clock
                  label={t('form.to', { day: name })}
                  minutes={hours.to}
                  wrong={hours.from >= hours.to}
                  onChange={(to) => set(day, { ...hours, to: to === LAST ? 24 * 60 : to })}
                />
              </>
            )}
          </div>
        );
      })}
      {first && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange(week.map((hours) => hours && first) as unknown as Week)}
        >
          {t('form.sameHours', { day: days[0] ?? '' })}
        </Button>
      )}
    </fieldset>
  );
}

interface ClockProps {
  label: string;
  minutes: number;
  wrong: boolean;
  onChange: (minutes: number) => void;
}

/** Always by 24 hours, whatever the system says. */
function Clock({ label, minutes, wrong, onChange }: ClockProps) {
  const { t } = useTranslation('campaigns');
  return (
    <TimePicker
      size="xs"
      aria-label={label}
      hoursInputLabel={t('form.hoursOf', { what: label })}
      minutesInputLabel={t('form.minutesOf', { what: label })}
      value={shown(minutes)}
      error={wrong}
      onChange={(text) => {
        const typed = minutesOf(text);
        if (typed !== undefined) onChange(typed);
      }}
    />
  );
}
