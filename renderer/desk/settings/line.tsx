import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useSession } from '../state/session.tsx';
import { useAsk } from '../state/use-ask.ts';
import { AccountForm } from './account-form.tsx';
import { AccountRow } from './account-row.tsx';
import { LineStateWords } from './line-state-words.tsx';
import classes from './settings.module.css';

/** The line in use and how it does, the saved ones, and the form of four fields. */
export function Line() {
  const { t } = useTranslation('settings');
  const ask = useAsk();
  const accounts = useSession((session) => session.accounts);
  const [editing, setEditing] = useState<Account | 'new'>();
  const own = accounts.filter((account) => !account.training);
  const training = accounts.find((account) => account.training);
  // Without a line of one's own there is nothing to choose: the form is what one came for.
  const form = editing ?? (own.length === 0 ? 'new' : undefined);
  const close = () => setEditing(undefined);

  return (
    <>
      <LineStateWords />
      <Section
        title={t('line.accounts')}
        actions={
          form === undefined && (
            <Button
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setEditing('new')}
            >
              {t('line.new')}
            </Button>
          )
        }
      >
        <ul className={classes.accounts}>
          {own.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              label={account.label || account.login}
              detail={`${account.login} · ${hostOf(account.server)}`}
              onUse={() => void ask('accounts.use', { id: account.id })}
              onEdit={() => setEditing(account)}
            />
          ))}
          <AccountRow
            account={training}
            label={t('line.training')}
            detail={t('line.trainingHint')}
            useLabel={t('line.useTraining')}
            // Not `accounts.use`: its exchange must run, too.
            onUse={() => void ask('training.switch', { on: true })}
            onStop={() => void ask('training.switch', { on: false })}
          />
        </ul>
      </Section>
      {form !== undefined && (
        <AccountForm
          // Another line is another form.
          key={form === 'new' ? form : form.id}
          account={form === 'new' ? undefined : form}
          onSaved={close}
          onCancel={own.length === 0 ? undefined : close}
        />
      )}
    </>
  );
}

const hostOf = (server: string): string => URL.parse(server)?.host ?? server;
