import { ActionIcon, Menu } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { Language } from '../../../shared/contract/common.ts';
import type { Card } from '../../../shared/contract/contacts.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import type { OwnValue } from '../../../shared/domain/own-field/field.ts';
import { linkOf } from '../../../shared/domain/own-field/link.ts';
import { readOwn } from '../../../shared/domain/own-field/value.ts';
import { writeOwn } from '../../../shared/domain/own-field/write.ts';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneButton, toastFailure } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useOwnFieldsOf } from '../state/own-fields.tsx';
import classes from './contact-card.module.css';
import { Fact } from './fact.tsx';
import { entryOf, type OwnEntry, savedOf, withOwn } from './own-entry.ts';
import own from './own-facts.module.css';
import { OwnFile } from './own-file.tsx';
import { OwnInput } from './own-input.tsx';
import { useContactChanges } from './use-contact-changes.ts';

/** The firm's own fields that are filled, by groups, each changed in place. The others are one press away. */
export function OwnFacts({ card }: { card: Card }) {
  const { t } = useTranslation('ownFields');
  const { contact } = card;
  const fields = useOwnFieldsOf(contact.kind);
  const { change } = useContactChanges(contact);
  const [adding, setAdding] = useState<string>();
  const shown = fields.filter(({ id }) => contact.own[id] !== undefined || id === adding);
  const documents = card.goods.documents.total;
  const absent = fields.filter((field) => !shown.includes(field) && (field.type !== 'file' || documents > 0));
  if (fields.length === 0) return null;
  const groups = [...new Set(shown.map(({ group }) => group))];
  const save = (field: OwnField, value: OwnValue | undefined) => {
    setAdding(undefined);
    void change({ own: withOwn(contact.own, field.id, value) }, field.name);
  };
  return (
    <div>
      {groups.map((group) => (
        <section key={group} aria-label={group || t('card.title')}>
          <h3 className={classes.heading}>{group || t('card.title')}</h3>
          <dl>
            {shown
              .filter((field) => field.group === group)
              .map((field) => {
                const Shown = field.type === 'file' ? OwnFile : OwnFact;
                return (
                  <Shown
                    key={field.id}
                    card={card}
                    field={field}
                    kept={contact.own[field.id]}
                    startsOpen={field.id === adding}
                    onSave={(value) => save(field, value)}
                    onLeft={() => setAdding(undefined)}
                  />
                );
              })}
          </dl>
        </section>
      ))}
      {absent.length > 0 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <button type="button" className={own.add}>
              <IconPlus size={14} aria-hidden />
              {t('card.add')}
            </button>
          </Menu.Target>
          <Menu.Dropdown className={own.menu}>
            {absent.map((field) => (
              <Menu.Item key={field.id} onClick={() => setAdding(field.id)}>
                {field.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

interface OwnFactProps {
  card: Card;
  field: OwnField;
  kept: OwnValue | undefined;
  startsOpen: boolean;
  onSave: (value: OwnValue | undefined) => void;
  onLeft: () => void;
}

function OwnFact({ field, kept, startsOpen, onSave, onLeft }: OwnFactProps) {
  const { t, i18n } = useTranslation('ownFields');
  const language = i18n.language as Language;
  const shown = kept === undefined ? '' : writeOwn(field, kept, language);
  const reading = kept === undefined ? undefined : readOwn(field, kept);
  const strange = reading !== undefined && 'kept' in reading;
  const link = field.type === 'link' ? linkOf(shown) : undefined;
  return (
    <Fact
      label={field.name}
      shown={shown}
      startsOpen={startsOpen}
      {...(strange ? { note: t('card.kept') } : {})}
      {...(link === undefined
        ? {}
        : { instead: (edit: () => void) => <OwnLink field={field} link={link} onEdit={edit} /> })}
    >
      {(done) => (
        <OwnEdit
          field={field}
          kept={kept}
          onSave={onSave}
          done={() => {
            done();
            onLeft();
          }}
        />
      )}
    </Fact>
  );
}

/** Opens outside of the program; what may be opened is the domain's rule. */
function OwnLink({ field, link, onEdit }: { field: OwnField; link: string; onEdit: () => void }) {
  const { t } = useTranslation('ownFields');
  const { dial } = useCallActions();
  const written = link.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/i, '');
  // A number is ours to call.
  const isNumber = /^tel:/i.test(link);
  return (
    <span className={own.link}>
      {isNumber ? (
        <PhoneButton number={written} onDial={() => void dial({ number: written })} />
      ) : (
        <a href={link} target="_blank" rel="noopener noreferrer" title={link}>
          {written}
        </a>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={22}
        aria-label={t('card.edit', { field: field.name })}
        onClick={onEdit}
      >
        <IconPencil size={14} aria-hidden />
      </ActionIcon>
    </span>
  );
}

interface OwnEditProps {
  field: OwnField;
  kept: OwnValue | undefined;
  onSave: (value: OwnValue | undefined) => void;
  done: () => void;
}

/** Enter or leaving it saves, Escape does not; what cannot be read stays in the field, with the reason. */
function OwnEdit({ field, kept, onSave, done }: OwnEditProps) {
  const { t, i18n } = useTranslation('ownFields');
  const language = i18n.language as Language;
  const [entry, setEntry] = useState<OwnEntry>(() => entryOf(field, kept, language));
  const [error, setError] = useState<string>();
  const finish = (given: OwnEntry, leaving: boolean) => {
    const saved = savedOf(field, given, kept, language);
    if ('trouble' in saved) {
      const words = t(`trouble.${saved.trouble}`);
      setError(words);
      if (leaving) toastFailure(words);
      return;
    }
    done();
    if (saved.value !== kept) onSave(saved.value);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      done();
    }
    if (event.key === 'Enter' && 'text' in entry && !event.shiftKey) {
      event.preventDefault();
      finish(entry, false);
    }
  };
  return (
    <OwnInput
      bare
      autoFocus
      field={field}
      entry={entry}
      error={error}
      onChange={setEntry}
      onChosen={(chosen) => finish(chosen, false)}
      onBlur={() => finish(entry, true)}
      onKeyDown={keys}
    />
  );
}
