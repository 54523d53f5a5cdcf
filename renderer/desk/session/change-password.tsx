import { Button, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { PASSWORD_LENGTH } from '../../../shared/contract/users.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble, toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import classes from './session.module.css';
import { useEnter } from './use-enter.ts';

interface ChangePasswordProps {
  opened: boolean;
  onClose: () => void;
}

export function ChangePassword({ opened, onClose }: ChangePasswordProps) {
  const { t } = useTranslation('session');
  return (
    <Modal opened={opened} onClose={onClose} title={t('menu.password')} centered size="sm">
      <PasswordForm onDone={onClose} />
    </Modal>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('session');
  const core = useCore();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const change = useEnter(async () => {
    await core.request('session.changePassword', { old, password });
  });
  const short = password !== '' && password.length < PASSWORD_LENGTH.least;
  const other = again !== '' && again !== password;
  const ready = old !== '' && !short && password !== '' && again === password;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await change.enter())) return;
    toastDone(t('changed'));
    onDone();
  };
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('showPassword') } };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <PasswordInput
        {...toggle}
        label={t('oldPassword')}
        value={old}
        autoComplete="current-password"
        data-autofocus
        onChange={(event) => setOld(event.currentTarget.value)}
      />
      <PasswordInput
        {...toggle}
        label={t('newPassword')}
        description={t('rule', { count: PASSWORD_LENGTH.least })}
        value={password}
        maxLength={PASSWORD_LENGTH.most}
        autoComplete="new-password"
        error={short && t('short', { count: PASSWORD_LENGTH.least })}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <PasswordInput
        {...toggle}
        label={t('again')}
        value={again}
        maxLength={PASSWORD_LENGTH.most}
        autoComplete="new-password"
        error={other && t('differs')}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {change.trouble !== undefined && <Trouble text={change.trouble} />}
      <Button type="submit" loading={change.busy} disabled={!ready || change.waits}>
        {t('menu.password')}
      </Button>
    </form>
  );
}
