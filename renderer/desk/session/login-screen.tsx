import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useSeatKeeper } from '../state/seat.tsx';
import { Door } from './door.tsx';
import classes from './session.module.css';
import { useEnter } from './use-enter.ts';

/** Who sat at this machine last, mostly sits there again. */
const LAST_NAME = 'ringdesk-name';

export function LoginScreen() {
  const { t } = useTranslation('session');
  const core = useCore();
  const seat = useSeatKeeper();
  const [name, setName] = useState(() => localStorage.getItem(LAST_NAME) ?? '');
  const [password, setPassword] = useState('');
  const knownName = useRef(name !== '');
  const field = useRef<HTMLInputElement>(null);
  const login = useEnter(async () => {
    const entered = await core.request('session.login', { name, password });
    localStorage.setItem(LAST_NAME, name.trim());
    seat?.entered(entered);
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await login.enter()) return;
    setPassword('');
    field.current?.focus();
  };
  return (
    <Door title={t('login.title')} text={t('login.text')}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={100}
          autoComplete="username"
          data-autofocus={!knownName.current}
          autoFocus={!knownName.current}
          onChange={(event) => {
            setName(event.currentTarget.value);
            login.forget();
          }}
        />
        <PasswordInput
          ref={field}
          label={t('password')}
          value={password}
          maxLength={200}
          autoComplete="current-password"
          autoFocus={knownName.current}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {login.trouble !== undefined && <Trouble text={login.trouble} />}
        <Button
          type="submit"
          loading={login.busy}
          disabled={login.waits || name.trim() === '' || password === ''}
        >
          {t('login.verb')}
        </Button>
      </form>
    </Door>
  );
}
