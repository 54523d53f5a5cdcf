import { Button, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { LegalHold } from '../../../shared/contract/holds.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { CustomerField } from '../state/customer-field.tsx';
import { LiftHold } from '../state/hold-control.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './retention.module.css';

/** All holds, and a new one on a customer; one on a call is placed where the call is. */
export function Holds() {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const ask = useAsk();
  const [holds, setHolds] = useState<readonly LegalHold[]>([]);
  const [whom, setWhom] = useState<{ id: string; name: string }>();
  const [reason, setReason] = useState('');
  const load = useCallback(async () => {
    const now = await ask('holds.list', {});
    if (now) setHolds(now);
  }, [ask]);
  useEffect(() => void load(), [load]);
  const place = async () => {
    if (!whom || !(await ask('holds.place', { contactId: whom.id, reason }))) return;
    setWhom(undefined);
    setReason('');
    await load();
  };
  return (
    <Section title={t('holds')}>
      <p className={classes.hint}>{t('holdsHint')}</p>
      <ul className={classes.rows}>
        {holds.map((hold) => (
          <li key={hold.id} className={classes.row}>
            <span className={classes.grow}>
              <strong>{hold.name ?? t('unknown')}</strong>
              {hold.callAt !== undefined && ` · ${t('call', { when: format.dateTime(hold.callAt) })}`}
              <span className={classes.hint}>
                {t('placed', { reason: hold.reason, by: hold.by, when: format.date(hold.at) })}
              </span>
            </span>
            <LiftHold hold={hold} onLifted={load} />
          </li>
        ))}
      </ul>
      <form
        className={classes.verbs}
        onSubmit={(event) => {
          event.preventDefault();
          void place();
        }}
      >
        <CustomerField label={whom ? t('whomIs', { name: whom.name }) : t('whom')} onPick={setWhom} />
        <TextInput
          label={t('reason')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!whom || reason.trim() === ''}>
          {t('place')}
        </Button>
      </form>
    </Section>
  );
}
