import { Button, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble, toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNewPassword } from '../state/new-password.tsx';
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
  const { fields, password } = useNewPassword();
  const change = useEnter(async () => {
    if (password !== undefined) await core.request('session.changePassword', { old, password });
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await change.enter())) return;
    toastDone(t('changed'));
    onDone();
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <PasswordInput
        label={t('oldPassword')}
        value={old}
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        onChange={(event) => setOld(event.currentTarget.value)}
      />
      {fields}
      {change.trouble !== undefined && <Trouble text={change.trouble} />}
      <Button
        type="submit"
        loading={change.busy}
        disabled={old === '' || password === undefined || change.waits}
      >
        {t('menu.password')}
      </Button>
    </form>
  );
}
