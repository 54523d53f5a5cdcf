import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconPhoneOff } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Card } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useDoNotCallChanges } from '../state/do-not-call.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import classes from './do-not-call.module.css';
import { useDoNotCallEntry } from './use-do-not-call-entry.ts';
import { useVerdict } from './use-verdict.ts';
import { type Refusal, useVerdictText } from './use-verdict-text.ts';

/** Of all that may stand against a call only what does not pass with the hours. */
function lasting(verdict: ReturnType<typeof useVerdict>): Refusal | undefined {
  if (verdict?.allowed !== false) return undefined;
  return verdict.because === 'doNotCallNumber' || verdict.because === 'doNotCallCustomer'
    ? verdict
    : undefined;
}

const firstNumber = ({ contact, organisation }: Card): string | undefined => {
  const phone = contact.phones[0] ?? organisation?.phones[0];
  return phone && (phone.e164 ?? phone.raw);
};

/** The customer as a whole must not be called: why, and the way to take it back. */
export function DoNotCallNotice({ card }: { card: Card }) {
  const { t } = useTranslation('campaigns');
  const now = useNow(60_000);
  const why = useVerdictText();
  const refusal = useCustomerRefusal(card);
  const { contact } = card;
  const entry = useDoNotCallEntry(refusal, { number: undefined, contactId: contact.id, name: contact.name });
  const go = useNavigation((navigation) => navigation.go);
  const { remove } = useDoNotCallChanges();
  if (!refusal) return null;
  return (
    <div role="note" className={classes.mark}>
      <IconPhoneOff size={16} aria-hidden className={classes.markIcon} />
      <strong>{t('mark.customer')}</strong>
      <span className={classes.markText}>{why(refusal, now, { entry })}</span>
      {entry && (
        <Button variant="subtle" size="compact-sm" onClick={() => void remove(entry.id, contact.name)}>
          {t('mark.takeOff')}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={() => go('doNotCall')}>
        {t('mark.toList')}
      </Button>
    </div>
  );
}

function useCustomerRefusal(card: Card): Refusal | undefined {
  const number = firstNumber(card);
  const refusal = lasting(
    useVerdict(number === undefined ? undefined : { number, contactId: card.contact.id }),
  );
  return refusal?.because === 'doNotCallCustomer' ? refusal : undefined;
}

/** Behind a number that must not be dialled, whoever's it is. */
export function NumberMark({ number, contactId }: { number: string; contactId: string }) {
  const { t } = useTranslation('campaigns');
  const now = useNow(60_000);
  const why = useVerdictText();
  const refusal = lasting(useVerdict({ number, contactId }));
  const entry = useDoNotCallEntry(refusal, { number, contactId, name: '' });
  if (refusal?.because !== 'doNotCallNumber') return null;
  const reason = why(refusal, now, { entry });
  return (
    <span className={classes.numberMark} title={reason}>
      <IconPhoneOff size={13} aria-hidden />
      <span>{t('mark.number')}</span>
      <span className="rd-sr">{reason}</span>
    </span>
  );
}

/** Puts the customer on the list, with the reason. */
export function DoNotCallVerb({ card }: { card: Card }) {
  const { t } = useTranslation('campaigns');
  const refusal = useCustomerRefusal(card);
  const { add } = useDoNotCallChanges();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { id: contactId, name } = card.contact;
  if (refusal) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await add({ contactId, reason: reason.trim() }, name))) return;
    setOpen(false);
    setReason('');
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={320}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('mark.addName', { name })}
          title={t('mark.addName', { name })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconPhoneOff size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.fields} onSubmit={(event) => void submit(event)}>
          <strong>{t('mark.addName', { name })}</strong>
          <TextInput
            label={t('doNotCall.reason')}
            placeholder={t('doNotCall.reasonPlaceholder')}
            data-autofocus
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit">{t('mark.add')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
