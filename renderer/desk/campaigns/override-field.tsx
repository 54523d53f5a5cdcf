import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OfferedNumber } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useDialer } from '../state/dialer.tsx';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useNow } from '../state/now.ts';
import { BarPopover } from './bar-popover.tsx';
import classes from './next.module.css';
import { useOfferedEntry } from './use-offered-entry.ts';
import { useVerdictText } from './use-verdict-text.ts';

interface OverrideFieldProps {
  offered: OfferedNumber | undefined;
  /** The button that it unfolds from. */
  children: ReactNode;
}

/** Dialling all the same: what stands against it, and why it is done. Both go into the audit. */
export function OverrideField({ offered, children }: OverrideFieldProps) {
  const { t } = useTranslation('campaigns');
  return (
    <BarPopover panel="override" label={t('override.title')} target={children}>
      <Fields offered={offered} />
    </BarPopover>
  );
}

function Fields({ offered }: { offered: OfferedNumber | undefined }) {
  const { t } = useTranslation('campaigns');
  const now = useNow(60_000);
  const zone = useDialer(({ dialer }) => dialer?.zone);
  const why = useVerdictText();
  const entry = useOfferedEntry(offered);
  const { override } = useDialerActions();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || busy) return;
    setBusy(true);
    await override(reason.trim());
    setBusy(false);
  };
  return (
    <form className={classes.panel} onSubmit={(event) => void submit(event)}>
      <strong>{t('override.title')}</strong>
      {offered?.verdict.allowed === false && <p>{why(offered.verdict, now, { zone, entry })}</p>}
      <TextInput
        label={t('override.reason')}
        description={t('override.kept')}
        data-autofocus
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
        {t('override.call', { number: offered?.display ?? '' })}
      </Button>
    </form>
  );
}
