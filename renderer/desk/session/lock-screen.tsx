import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useSeat, useSeatKeeper } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import { Door } from './door.tsx';
import { LockedCalls } from './locked-calls.tsx';
import classes from './session.module.css';
import { useEnter } from './use-enter.ts';

/** In front of everything, dialogues and messages included, which are not to be read or reached meanwhile. */
export function LockScreen() {
  const [host] = useState(() => document.createElement('div'));
  useEffect(() => {
    host.className = classes.lock ?? '';
    document.body.append(host);
    const behind = [...document.body.children].filter(
      (other): other is HTMLElement => other instanceof HTMLElement && other !== host && !other.inert,
    );
    for (const other of behind) other.inert = true;
    return () => {
      for (const other of behind) other.inert = false;
      host.remove();
    };
  }, [host]);
  return createPortal(<Locked />, host);
}

function Locked() {
  const { t } = useTranslation('session');
  const core = useCore();
  const ask = useAsk();
  const seat = useSeatKeeper();
  const name = useSeat(({ session }) => session?.who?.name ?? '');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const unlock = useEnter(async () => {
    await core.request('session.unlock', { password });
    await seat?.look();
  });
  // When it comes by itself, the focus is somewhere behind it.
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await unlock.enter()) return;
    setPassword('');
    field.current?.focus();
  };
  return (
    <Door title={name} text={t('lock.text')} above={<LockedCalls />}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <PasswordInput
          ref={field}
          label={t('password')}
          value={password}
          maxLength={200}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {unlock.trouble !== undefined && <Trouble text={unlock.trouble} />}
        <Button type="submit" loading={unlock.busy} disabled={unlock.waits || password === ''}>
          {t('lock.verb')}
        </Button>
        <Button variant="subtle" onClick={() => void ask('session.logout', {})}>
          {t('lock.other')}
        </Button>
      </form>
    </Door>
  );
}
