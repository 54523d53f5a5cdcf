import { PasswordInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { PASSWORD_LENGTH } from '../../../shared/contract/users.ts';
import { useTranslation } from '../../i18n/index.ts';

/** A password that nobody has written yet, twice. */
export function useNewPassword(): { fields: ReactNode; password: string | undefined } {
  const { t } = useTranslation('session');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const short = password !== '' && password.length < PASSWORD_LENGTH.least;
  const other = again !== '' && again !== password;
  const common = {
    maxLength: PASSWORD_LENGTH.most,
    autoComplete: 'new-password',
    visibilityToggleButtonProps: { 'aria-label': t('showPassword') },
  };
  const fields = (
    <>
      <PasswordInput
        {...common}
        label={t('newPassword')}
        description={t('rule', { count: PASSWORD_LENGTH.least })}
        value={password}
        error={short && t('short', { count: PASSWORD_LENGTH.least })}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <PasswordInput
        {...common}
        label={t('again')}
        value={again}
        error={other && t('differs')}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
    </>
  );
  const fits = password !== '' && !short && again === password;
  return { fields, password: fits ? password : undefined };
}
