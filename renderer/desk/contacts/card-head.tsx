import { ActionIcon, Button, Menu, Select } from '@mantine/core';
import { IconDotsVertical, IconPencil, IconTrash, IconX } from '@tabler/icons-react';
import type { Card, Contact } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import classes from './contact-card.module.css';
import { useFactOptions } from './fact-options.ts';
import { useContactChanges } from './use-contact-changes.ts';

interface CardHeadProps {
  card: Card;
  onEdit: () => void;
  onClose: (() => void) | undefined;
}

export function CardHead({ card, onEdit, onClose }: CardHeadProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const { contact } = card;
  const { remove } = useContactChanges(contact);
  return (
    <header className={classes.head}>
      <div className={classes.who}>
        <h2 className={classes.name} title={contact.name}>
          {contact.name}
        </h2>
        <Firm contact={contact} />
        <HowWeStand contact={contact} />
      </div>
      <div className={classes.actions}>
        <Button variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={onEdit}>
          {t('card.edit')}
        </Button>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={t('card.more')}>
              <IconDotsVertical size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={() => void remove()}>
              {t('card.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
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

function HowWeStand({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const options = useFactOptions();
  const { change } = useContactChanges(contact);
  return (
    <div className={classes.how}>
      <Select
        w={136}
        aria-label={t('field.stage')}
        data={options.stage}
        value={contact.stage}
        allowDeselect={false}
        onChange={(value) => {
          const stage = options.stage.find((option) => option.value === value)?.value;
          if (stage && stage !== contact.stage) void change({ stage }, t('field.stage'));
        }}
      />
      <Select
        w={176}
        aria-label={t('field.responsible')}
        placeholder={t('field.responsible')}
        data={options.responsible}
        value={contact.responsibleId ?? null}
        clearable
        onChange={(responsibleId) => {
          if (responsibleId !== (contact.responsibleId ?? null))
            void change({ responsibleId }, t('field.responsible'));
        }}
      />
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
