import { type DragEvent, useState } from 'react';
import type { Card } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useMay } from '../state/seat.tsx';
import { CardContacts } from './card-contacts.tsx';
import { CardFacts } from './card-facts.tsx';
import { CardHead } from './card-head.tsx';
import { CardHistory } from './card-history.tsx';
import { CardPart } from './card-part.tsx';
import { CardPeople } from './card-people.tsx';
import { useCardSlots } from './card-slots.tsx';
import { CardStanding } from './card-standing.tsx';
import classes from './contact-card.module.css';
import { ContactEditor } from './contact-editor.tsx';
import { CardGoods } from './goods/card-goods.tsx';
import { useDocuments } from './goods/use-documents.ts';
import { HistoryEntry } from './history-entry.tsx';
import { Mandatory } from './mandatory.tsx';
import { OwnFacts } from './own-facts.tsx';

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
  const { Notice, Tickets } = useCardSlots();
  const files = useDocuments(contact.id);
  const drop = useFileDrop(files.bring);
  if (editing) return <ContactEditor contact={contact} onDone={() => setEditing(false)} />;
  return (
    <article
      className={`${classes.card} ${classes.drop}`}
      {...drop}
      aria-label={t('card.title', { name: contact.name })}
      data-contact={contact.id}
    >
      <CardPart part="standing">
        <CardHead card={card} onEdit={() => setEditing(true)} onClose={onClose} />
      </CardPart>
      {Notice && <Notice card={card} />}
      {askMissing && card.missing.length + card.missingOwn.length > 0 && <Mandatory card={card} />}
      <div className={classes.scroll}>
        <CardStanding card={card} />
        {Tickets && <Tickets card={card} />}
        <div className={classes.columns}>
          <div className={classes.about}>
            <CardContacts card={card} />
            <CardGoods card={card} files={files} />
            <CardPart part="facts">
              <CardFacts card={card} />
              <OwnFacts card={card} />
            </CardPart>
            <CardPart part="people">
              <CardPeople card={card} />
            </CardPart>
          </div>
          <div className={classes.history}>
            <CardPart part="notes">
              <h3 className={classes.heading}>{t('card.timeline')}</h3>
              <HistoryEntry contact={contact} />
              <CardHistory card={card} />
            </CardPart>
          </div>
        </div>
      </div>
    </article>
  );
}

/** Files that are let go over the card belong to its customer. */
function useFileDrop(bring: (files: readonly File[]) => Promise<void>) {
  const mayEdit = useMay('customers.edit');
  const [over, setOver] = useState(false);
  if (!mayEdit) return {};
  const isFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return {
    'data-over': over,
    onDragOver(event: DragEvent) {
      if (!isFile(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave(event: DragEvent<HTMLElement>) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop(event: DragEvent) {
      setOver(false);
      if (!isFile(event)) return;
      event.preventDefault();
      void bring([...event.dataTransfer.files]);
    },
  };
}
