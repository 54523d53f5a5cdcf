import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Card, Contact, Stage } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useOwnFields } from '../state/own-fields.tsx';
import { useSession } from '../state/session.tsx';
import { useCardSlots } from './card-slots.tsx';
import classes from './contact-card.module.css';
import { useFactOptions } from './fact-options.ts';
import { OwedTags } from './goods/owed-tag.tsx';
import { SelectChip } from './select-chip.tsx';
import { askedAt, StageAsk } from './stage-ask.tsx';
import { useContactChanges } from './use-contact-changes.ts';

interface CardHeadProps {
  card: Card;
  onEdit: () => void;
  onClose: (() => void) | undefined;
}

export function CardHead({ card, onEdit, onClose }: CardHeadProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const { contact } = card;
  const { Verbs } = useCardSlots();
  return (
    <header className={classes.head}>
      <div className={classes.who}>
        <h2 className={classes.name} title={contact.name}>
          {contact.name}
        </h2>
        <Firm contact={contact} />
        <HowWeStand card={card} />
      </div>
      <div className={classes.actions}>
        {Verbs && <Verbs card={card} />}
        <Button variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={onEdit}>
          {t('card.edit')}
        </Button>
        {onClose !== undefined && (
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={t('card.close')} onClick={onClose}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </header>
  );
}

/** Role and company of a person; region and business of a company. */
function Firm({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { organisationId, organisationName } = contact;
  if (contact.kind === 'organisation') {
    const facts = [contact.field, contact.region].filter(Boolean).join(' · ');
    return <div className={classes.firm}>{facts || t('kind.organisation')}</div>;
  }
  return (
    <div className={classes.firm}>
      {organisationName !== undefined && organisationId !== undefined && (
        <button
          type="button"
          className={classes.link}
          title={t('card.openOrganisation', { name: organisationName })}
          onClick={() => openContact(organisationId)}
        >
          {organisationName}
        </button>
      )}
      {organisationName !== undefined && organisationId === undefined && <strong>{organisationName}</strong>}
      {organisationName !== undefined && contact.role !== undefined && ' · '}
      {contact.role}
    </div>
  );
}

function HowWeStand({ card }: { card: Card }) {
  const { t } = useTranslation('contacts');
  const { contact, goods } = card;
  const options = useFactOptions();
  const { change } = useContactChanges(contact);
  const fields = useOwnFields();
  /** The stage that waits for what the firm needs there. */
  const [asked, setAsked] = useState<Stage>();
  return (
    <div className={classes.how}>
      {/* Nobody sells to a colleague. */}
      {contact.relation !== 'colleague' && (
        <SelectChip
          label={t('field.stage')}
          value={contact.stage}
          data={options.stage}
          onSave={(stage) => {
            if (stage === null) return;
            if (askedAt(fields, contact, stage).length > 0) setAsked(stage);
            else void change({ stage }, t('field.stage'));
          }}
        />
      )}
      {asked && (
        <StageAsk
          contact={contact}
          stage={asked}
          fields={askedAt(fields, contact, asked)}
          change={change}
          onClose={() => setAsked(undefined)}
        />
      )}
      <SelectChip
        label={t('field.responsible')}
        value={contact.responsibleId ?? null}
        data={options.responsible}
        clearable
        onSave={(responsibleId) => void change({ responsibleId }, t('field.responsible'))}
      />
      <OwedTags owed={goods.owed} relation={contact.relation} />
      {contact.relation !== 'customer' && (
        <span className={classes.tag}>{t(`relation.${contact.relation}`)}</span>
      )}
      {contact.tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
      <LocalTime zone={contact.zone} />
    </div>
  );
}

/** Only where it is another hour than here: then it matters before one calls. */
function LocalTime({ zone }: { zone: string | undefined }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const now = useNow(60_000);
  const here = useSession((session) => session.settings?.zone);
  if (zone === undefined || format.time(now, zone) === format.time(now, here)) return null;
  return <span className={classes.tag}>{t('card.localTime', { time: format.time(now, zone) })}</span>;
}
