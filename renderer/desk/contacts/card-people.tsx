import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Card } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneButton } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import classes from './contact-card.module.css';

/** The others of the same company: whom to ask for when this one is out. */
export function CardPeople({ card }: { card: Card }) {
  const { t } = useTranslation('contacts');
  const { dial } = useCallActions();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const people = card.people.filter((person) => person.id !== card.contact.id);
  const newContact = useNavigation((navigation) => navigation.newContact);
  const mayCreate = useMay('customers.create');
  const organisation = card.contact.kind === 'organisation' ? card.contact : undefined;
  if (people.length === 0 && !organisation) return null;
  const firm = card.contact.organisationName;
  const title = firm === undefined ? t('card.peopleHere') : t('card.people', { name: firm });
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      {people.map((person) => {
        const { phone } = person;
        return (
          <div key={person.id} className={classes.row}>
            <span className={classes.person}>
              <button type="button" className={classes.link} onClick={() => openContact(person.id)}>
                {person.name}
              </button>
              {person.role !== undefined && <span className={classes.small}> {person.role}</span>}
            </span>
            {phone !== undefined && (
              <PhoneButton
                number={phone}
                display={person.phoneDisplay}
                name={person.name}
                text={person.phoneText}
                onDial={() => void dial({ number: phone, contactId: person.id })}
              />
            )}
          </div>
        );
      })}
      {organisation && mayCreate && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => newContact({ organisationId: organisation.id, organisationName: organisation.name })}
        >
          {t('card.addPerson')}
        </Button>
      )}
    </section>
  );
}
