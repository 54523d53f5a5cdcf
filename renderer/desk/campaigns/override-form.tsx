import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useMay } from '../state/seat.tsx';
import classes from './next.module.css';

interface OverrideFormProps {
  /** Why it may not be dialled, in words. */
  why: string | undefined;
  /** As people write it. */
  display: string;
  onOverride: (reason: string) => Promise<unknown>;
}

/** What comes up most; what is chosen may still be changed. */
const REASONS = ['asked', 'order', 'mistake'] as const;

/** Dialling all the same: what stands against it, and why it is done. Both go into the audit. */
export function OverrideForm({ why, display, onOverride }: OverrideFormProps) {
  const { t } = useTranslation('campaigns');
  const may = useMay('calls.override');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || busy) return;
    setBusy(true);
    await onOverride(reason.trim());
    setBusy(false);
  };
  if (!may)
    return (
      <div className={classes.panel}>
        {why !== undefined && <p>{why}</p>}
        <p>{t('override.mayNot')}</p>
      </div>
    );
  return (
    <form className={classes.panel} onSubmit={(event) => void submit(event)}>
      {why !== undefined && <p>{why}</p>}
      <TextInput
        ref={field}
        label={t('override.reason')}
        description={t('override.kept')}
        data-autofocus
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.reasons}>
        {REASONS.map((name) => (
          <Button
            key={name}
            variant="default"
            size="compact-xs"
            onClick={() => {
              setReason(t(`override.usual.${name}`));
              field.current?.focus();
            }}
          >
            {t(`override.usual.${name}`)}
          </Button>
        ))}
      </div>
      <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
        {t('override.call', { number: display })}
      </Button>
    </form>
  );
}
