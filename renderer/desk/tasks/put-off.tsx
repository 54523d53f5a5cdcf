import { Button, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useLoad } from '../state/use-load.ts';
import { fromWallClock, PUT_OFFS, putOffTo, toWallClock } from './due-time.ts';
import { LoadWarning } from './load-words.tsx';
import classes from './put-off.module.css';
import { TimeField } from './time-field.tsx';
import { useCalendar } from './use-calendar.ts';
import { useClock } from './use-clock.ts';

interface PutOffProps {
  /** The promise's title, for the label. */
  title: string;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  onPutOff: (dueAt: number) => void;
}

/** The button "Put off" with its three usual choices and a calendar for any other moment. */
export function PutOff({ title, opened, onOpened, onPutOff }: PutOffProps) {
  const { t } = useTranslation('tasks');
  const { zone } = useClock();
  const [picking, setPicking] = useState(false);

  const close = () => {
    onOpened(false);
    setPicking(false);
  };
  const choose = (dueAt: number) => {
    close();
    onPutOff(dueAt);
  };

  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          aria-label={t('putOff.buttonName', { title })}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => (opened ? close() : onOpened(true))}
        >
          {t('putOff.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        {picking ? (
          <PickMoment zone={zone} onChoose={choose} onBack={() => setPicking(false)} />
        ) : (
          <div className={classes.choices}>
            {PUT_OFFS.map((choice) => (
              <button
                key={choice}
                type="button"
                className={classes.choice}
                onClick={() => choose(putOffTo(choice, Date.now(), zone))}
              >
                {t(`putOff.${choice}`)}
              </button>
            ))}
            <button type="button" className={classes.choice} onClick={() => setPicking(true)}>
              {t('putOff.pick')}
            </button>
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface PickMomentProps {
  zone: string;
  onChoose: (dueAt: number) => void;
  onBack: () => void;
}

function PickMoment({ zone, onChoose, onBack }: PickMomentProps) {
  const { t } = useTranslation('tasks');
  const calendar = useCalendar();
  const [when, setWhen] = useState(() => toWallClock(putOffTo('tomorrow', Date.now(), zone), zone));
  const [problem, setProblem] = useState<'past' | 'missing'>();

  const load = useLoad(when.date ? [when.date] : []);
  const format = useFormat();
  const noon = fromWallClock({ ...when, time: '12:00' }, zone);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const dueAt = fromWallClock(when, zone);
    if (dueAt === undefined) setProblem('missing');
    else if (dueAt <= Date.now()) setProblem('past');
    else onChoose(dueAt);
  };

  return (
    <form className={classes.pick} aria-label={t('putOff.when')} onSubmit={submit}>
      <DatePicker
        {...calendar}
        size="xs"
        value={when.date}
        defaultDate={when.date}
        minDate={toWallClock(Date.now(), zone).date}
        onChange={(date) => setWhen({ ...when, date: date ?? '' })}
      />
      <TimeField
        label={t('putOff.when')}
        value={when.time}
        error={problem && t(`putOff.${problem}`)}
        onChange={(time) => setWhen({ ...when, time })}
      />
      <div className={classes.warning}>
        <LoadWarning load={load} day={when.date} name={noon === undefined ? '' : format.date(noon)} />
      </div>
      <div className={classes.verbs}>
        <Button variant="default" onClick={onBack}>
          {t('putOff.back')}
        </Button>
        <Button type="submit">{t('putOff.save')}</Button>
      </div>
    </form>
  );
}
