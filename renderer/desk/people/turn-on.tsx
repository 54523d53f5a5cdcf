import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { toastDone } from '../../ui/index.ts';
import { useNewPassword } from '../state/new-password.tsx';
import { useSeat, useSeatKeeper } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './people.module.css';

/** From one person alone to several: whoever does it becomes the first administrator, and is in. */
export function TurnOn() {
  const { t } = useTranslation('people');
  const ask = useAsk();
  const seat = useSeatKeeper();
  const [name, setName] = useState(useSeat(({ session }) => session?.who?.name ?? ''));
  const [busy, setBusy] = useState(false);
  const { fields, password } = useNewPassword();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password === undefined) return;
    setBusy(true);
    const entered = await ask('users.turnOn', { name, password });
    setBusy(false);
    if (!entered) return;
    seat?.entered(entered);
    toastDone(t('turnOn.done', { name: entered.state.who?.name ?? name }));
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <h2 className={classes.title}>{t('turnOn.title')}</h2>
      <p className={classes.text}>{t('turnOn.text')}</p>
      <TextInput
        label={t('turnOn.name')}
        value={name}
        maxLength={100}
        autoComplete="username"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {fields}
      <p className={classes.text}>{t('turnOn.warning')}</p>
      <div>
        <Button type="submit" loading={busy} disabled={name.trim() === '' || password === undefined}>
          {t('turnOn.verb')}
        </Button>
      </div>
    </form>
  );
}
