import { useState } from 'react';
import type { Card } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { CardContacts } from './card-contacts.tsx';
import { CardFacts } from './card-facts.tsx';
import { CardHead } from './card-head.tsx';
import { CardPart } from './card-part.tsx';
import { CardPeople } from './card-people.tsx';
import { useCardSlots } from './card-slots.tsx';
import { CardStanding } from './card-standing.tsx';
import classes from './contact-card.module.css';
import { ContactEditor } from './contact-editor.tsx';
import { Mandatory } from './mandatory.tsx';
import { NoteEntry } from './note-entry.tsx';
import { Timeline } from './timeline.tsx';

interface ContactCardProps {
  card: Card;
  /** The moment has come to ask for what the firm must know: the talk is over and not yet closed. */
  askMissing?: boolean;
  /** Absent while a call holds the card open. */
  onClose?: (() => void) | undefined;
}

/** Who this is, top to bottom in the order of need: name, how we stand, what was promised, what was said. */
export function ContactCard({ card, askMissing = false, onClose }: ContactCardProps) {
  const { t } = useTranslation('contacts');
  const [editing, setEditing] = useState(false);
  const { contact } = card;
  const { Notice } = useCardSlots();
  if (editing) return <ContactEditor contact={contact} onDone={() => setEditing(false)} />;
  return (
    <article
      className={classes.card}
      aria-label={t('card.title', { name: contact.name })}
      data-contact={contact.id}
    >
      <CardPart part="standing">
        <CardHead card={card} onEdit={() => setEditing(true)} onClose={onClose} />
      </CardPart>
      {Notice && <Notice card={card} />}
      {askMissing && card.missing.length > 0 && <Mandatory contact={contact} missing={card.missing} />}
      <div className={classes.scroll}>
        <CardStanding card={card} />
        <div className={classes.columns}>
          <div className={classes.about}>
            <CardContacts card={card} />
            <CardPart part="facts">
              <CardFacts card={card} />
            </CardPart>
            <CardPart part="people">
              <CardPeople card={card} />
            </CardPart>
          </div>
          <div className={classes.history}>
            <CardPart part="notes">
              <h3 className={classes.heading}>{t('card.timeline')}</h3>
              <NoteEntry contact={contact} />
              <Timeline entries={card.timeline} />
            </CardPart>
          </div>
        </div>
      </div>
    </article>
  );
}
