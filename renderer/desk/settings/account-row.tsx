import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { lineState } from './line-state.ts';
import classes from './settings.module.css';

interface AccountRowProps {
  /** Undefined for the training line before its first start. */
  account: Account | undefined;
  label: string;
  detail: string;
  useLabel?: string;
  onUse: () => void;
  /** Takes it out of use, when that is more than choosing none. */
  onStop?: () => void;
  onEdit?: () => void;
}

/** A saved line: whether it is in use and, in words, how it does; and its verbs. */
export function AccountRow({ account, label, detail, useLabel, onUse, onStop, onEdit }: AccountRowProps) {
  const { t } = useTranslation('settings');
  const ask = useAsk();
  const accounts = useSession((session) => session.accounts);
  const phone = useSession((session) => session.phone);
  const [removing, setRemoving] = useState(false);
  const active = account?.active === true;
  const state = lineState(accounts, phone).kind;

  return (
    <li className={classes.account} data-active={active || undefined}>
      <span className={classes.accountMark}>
        {active && <IconCheck size={16} stroke={2.2} aria-hidden />}
      </span>
      <div className={classes.accountWords}>
        <div className={classes.accountLabel}>
          <strong>{label}</strong>
          {active && (
            <span className={classes.accountState} data-state={state}>
              {t('line.inUse')}
              {state !== 'noAccount' && `, ${t(`state.short.${state}`)}`}
            </span>
          )}
        </div>
        <div className={classes.hint}>{detail}</div>
      </div>
      {removing && account ? (
        <div className={classes.accountVerbs} role="alertdialog" aria-label={t('line.removeSure', { label })}>
          <span>{t('line.removeSure', { label })}</span>
          <Button color="end" onClick={() => void ask('accounts.remove', { id: account.id })}>
            {t('line.remove')}
          </Button>
          <Button variant="default" autoFocus onClick={() => setRemoving(false)}>
            {t('line.keep')}
          </Button>
        </div>
      ) : (
        <div className={classes.accountVerbs}>
          {active ? (
            <Button variant="default" onClick={onStop ?? (() => void ask('accounts.use', { id: null }))}>
              {t('line.off')}
            </Button>
          ) : (
            <Button
              variant={useLabel === undefined ? 'filled' : 'default'}
              aria-label={useLabel ?? t('line.useName', { label })}
              onClick={onUse}
            >
              {useLabel ?? t('line.use')}
            </Button>
          )}
          {onEdit && (
            <Button variant="default" aria-label={t('line.editName', { label })} onClick={onEdit}>
              {t('line.edit')}
            </Button>
          )}
          {onEdit && (
            <Button
              variant="default"
              aria-label={t('line.removeName', { label })}
              onClick={() => setRemoving(true)}
            >
              {t('line.remove')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
