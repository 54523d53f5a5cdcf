import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { CustomerField } from '../state/customer-field.tsx';
import { useDoNotCallChanges } from '../state/do-not-call.ts';
import classes from './do-not-call.module.css';

/** One number, or one customer with all numbers, with the reason. */
export function DoNotCallAdd() {
  const { t } = useTranslation('campaigns');
  const { add } = useDoNotCallChanges();
  const [kind, setKind] = useState<'number' | 'customer'>('number');
  const [number, setNumber] = useState('');
  const [customer, setCustomer] = useState<{ id: string; name: string }>();
  const [reason, setReason] = useState('');
  const ready = kind === 'number' ? number.trim() !== '' : customer !== undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const done =
      kind === 'number'
        ? await add({ number: number.trim(), reason: reason.trim() }, number.trim())
        : customer && (await add({ contactId: customer.id, reason: reason.trim() }, customer.name));
    // What was refused stays as it was written.
    if (!done) return;
    setNumber('');
    setCustomer(undefined);
    setReason('');
  };
  return (
    <form className={classes.add} aria-label={t('doNotCall.add')} onSubmit={(event) => void submit(event)}>
      <SegmentedControl
        aria-label={t('doNotCall.kind')}
        value={kind}
        data={[
          { value: 'number', label: t('doNotCall.number') },
          { value: 'customer', label: t('doNotCall.customer') },
        ]}
        onChange={(value) => setKind(value === 'customer' ? 'customer' : 'number')}
      />
      {kind === 'number' ? (
        <TextInput
          className={classes.what}
          label={t('doNotCall.number')}
          placeholder="+7 916 123-45-67"
          value={number}
          maxLength={256}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      ) : customer ? (
        <div className={classes.what}>
          <div className={classes.label}>{t('doNotCall.customer')}</div>
          <Button variant="default" onClick={() => setCustomer(undefined)}>
            {t('doNotCall.another', { name: customer.name })}
          </Button>
        </div>
      ) : (
        <div className={classes.what}>
          <CustomerField label={t('doNotCall.customer')} onPick={setCustomer} />
        </div>
      )}
      <TextInput
        className={classes.reason}
        label={t('doNotCall.reason')}
        placeholder={t('doNotCall.reasonPlaceholder')}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!ready}>
        {t('doNotCall.add')}
      </Button>
    </form>
  );
}
