import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { asFailure, useFailureText } from '../state/use-ask.ts';
import classes from './sealing.module.css';

/** Where the keychain does not have the keys any more: typed from paper, this machine gets them back. */
export function RecoverForm({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation('sealing');
  const core = useCore();
  const failureText = useFailureText();
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const recover = async () => {
    try {
      await core.request('sealing.recover', { recoveryKey: typed });
      setTyped('');
      toastDone(t('recovered'));
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  return (
    <form
      className={classes.lost}
      onSubmit={(event) => {
        event.preventDefault();
        void recover();
      }}
    >
      <p>{t('lost')}</p>
      <ul>
        {keys.map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
      <PasswordInput
        label={t('recoveryKey')}
        description={t('typeHint')}
        value={typed}
        error={failure && failureText(failure)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setFailure(undefined);
        }}
        visibilityToggleButtonProps={{ 'aria-label': t('showKey') }}
      />
      <Button type="submit" disabled={typed.trim() === ''}>
        {t('recover')}
      </Button>
    </form>
  );
}
