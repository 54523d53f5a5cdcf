import { Button, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';
import { useLoad } from '../state/use-load.ts';
import classes from './add-promise.module.css';
import { fromWallClock, putOffTo, toWallClock } from './due-time.ts';
import { LoadWarning } from './load-words.tsx';
import { TimeField } from './time-field.tsx';
import { useCalendar } from './use-calendar.ts';
import { useClock } from './use-clock.ts';

const MAX_TITLE = 300;

/** A promise to nobody in the base: one line, from which Enter writes it. */
export function AddPromise() {
  const { t } = useTranslation('tasks');
  const { zone } = useClock();
  const calendar = useCalendar();
  const format = useFormat();
  const ask = useAsk();
  const undo = useUndo();
  const [saving, setSaving] = useState(false);
  const form = useForm({
    initialValues: { title: '', ...toWallClock(putOffTo('tomorrow', Date.now(), zone), zone) },
    validate: {
      title: (title) => (title.trim() === '' ? t('add.noTitle') : null),
      time: (_, when) => {
        const dueAt = fromWallClock(when, zone);
        if (dueAt === undefined) return t('putOff.missing');
        return dueAt <= Date.now() ? t('putOff.past') : null;
      },
    },
  });

  const add = form.onSubmit(async ({ title, ...when }) => {
    const dueAt = fromWallClock(when, zone);
    if (dueAt === undefined || saving) return;
    setSaving(true);
    const changed = await ask('tasks.create', { title: title.trim(), dueAt, zone });
    setSaving(false);
    // On a failure what was written stays in the form.
    if (!changed) return;
    form.setFieldValue('title', '');
    undo(changed, t('toast.added', { title: title.trim(), moment: format.moment(dueAt, Date.now()) }));
  });

  /** "Tue 24 Nov", as everywhere on the desk. */
  const dayOf = (date: unknown): string => {
    const noon = typeof date === 'string' ? fromWallClock({ date, time: '12:00' }, zone) : undefined;
    return noon === undefined ? '' : format.date(noon);
  };

  const day = form.values.date;
  const load = useLoad(day ? [day] : []);

  return (
    <form className={classes.form} aria-label={t('add.form')} onSubmit={add} noValidate>
      <TextInput
        className={classes.title}
        aria-label={t('add.title')}
        placeholder={t('add.placeholder')}
        maxLength={MAX_TITLE}
        {...form.getInputProps('title')}
      />
      <DatePickerInput
        {...calendar}
        className={classes.date}
        size="xs"
        aria-label={t('add.date')}
        valueFormatter={({ date }) => dayOf(date)}
        minDate={toWallClock(Date.now(), zone).date}
        value={form.values.date || null}
        onChange={(date) => form.setFieldValue('date', date ?? '')}
      />
      <TimeField
        value={form.values.time}
        error={form.errors.time as string | undefined}
        onChange={(time) => form.setFieldValue('time', time)}
      />
      <Button type="submit" loading={saving}>
        {t('add.save')}
      </Button>
      <div className={classes.warning}>
        <LoadWarning load={load} day={day} name={dayOf(day)} />
      </div>
    </form>
  );
}
