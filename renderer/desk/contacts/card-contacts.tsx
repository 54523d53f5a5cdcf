import { IconMail, IconMapPin } from '@tabler/icons-react';
import type { Card, Contact } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneButton } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useCardSlots } from './card-slots.tsx';
import classes from './contact-card.module.css';

/** Every number one click from dialing, the company's too. */
export function CardContacts({ card }: { card: Card }) {
  const { t } = useTranslation('contacts');
  const { contact, organisation } = card;
  const firm = organisation && organisation.id !== contact.id ? organisation : undefined;
  const count =
    contact.phones.length + contact.emails.length + (firm?.phones.length ?? 0) + contact.addresses.length;
  if (count === 0) return null;
  return (
    <section aria-label={t('card.contact')}>
      <h3 className={classes.heading}>{t('card.contact')}</h3>
      <Numbers contact={contact} />
      {contact.emails.map(({ id, address }) => (
        <div key={id} className={classes.row}>
          <IconMail size={14} stroke={1.8} className={classes.mail} aria-hidden />
          <a
            className={classes.email}
            href={`mailto:${encodeURIComponent(address)}`}
            aria-label={t('card.writeTo', { address })}
          >
            {address}
          </a>
        </div>
      ))}
      {firm && <Numbers contact={firm} owner={firm.name} />}
      {contact.addresses.map(({ label, text }) => (
        <div key={`${label} ${text}`} className={classes.row}>
          <IconMapPin size={14} stroke={1.8} className={classes.mail} aria-hidden />
          <span className={classes.address}>{text}</span>
          <span className={classes.small}>{t(`addressLabel.${label}`)}</span>
        </div>
      ))}
    </section>
  );
}

function Numbers({ contact, owner }: { contact: Contact; owner?: string }) {
  const { t } = useTranslation('contacts');
  const { dial } = useCallActions();
  const { NumberMark } = useCardSlots();
  return contact.phones.map((phone) => (
    <div key={phone.id} className={classes.row} data-text={phone.text}>
      <PhoneButton
        number={phone.e164 ?? phone.raw}
        display={phone.display}
        name={contact.name}
        text={phone.text}
        onDial={() => void dial({ number: phone.e164 ?? phone.raw, contactId: contact.id })}
      />
      <span className={`${classes.small} ${classes.person}`} title={phone.note}>
        {[owner ?? t(`phoneLabel.${phone.label}`), phone.text && t(`textNumber.${phone.text}`), phone.note]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {NumberMark && phone.text !== 'unreadable' && (
        <NumberMark number={phone.e164 ?? phone.raw} contactId={contact.id} />
      )}
    </div>
  ));
}
