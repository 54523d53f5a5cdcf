import { ActionIcon, Select } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Card } from '../../../shared/contract/contacts.ts';
import type { CardDocument } from '../../../shared/contract/goods.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import type { OwnValue } from '../../../shared/domain/own-field/field.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import { Fact } from './fact.tsx';
import { useDocuments } from './goods/use-documents.ts';
import own from './own-facts.module.css';

interface OwnFileProps {
  card: Card;
  field: OwnField;
  kept: OwnValue | undefined;
  startsOpen: boolean;
  onSave: (value: OwnValue | undefined) => void;
  onLeft: () => void;
}

/** A field that holds one of the card's documents, by its name: pressed it is opened, the pencil chooses another one. */
export function OwnFile({ card, field, kept, startsOpen, onSave, onLeft }: OwnFileProps) {
  const { t } = useTranslation('ownFields');
  const { open } = useDocuments(card.contact.id);
  const documents = useCardDocuments(card, kept);
  const chosen = documents.find(({ id }) => id === kept);
  const shown = kept === undefined ? '' : (chosen?.fileName ?? t('file.gone'));
  return (
    <Fact
      label={field.name}
      shown={shown}
      startsOpen={startsOpen}
      {...(chosen === undefined
        ? {}
        : {
            instead: (edit: () => void) => (
              <span className={own.link}>
                <button type="button" className={own.file} onClick={() => void open(chosen)}>
                  {chosen.fileName}
                </button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={22}
                  aria-label={t('card.edit', { field: field.name })}
                  onClick={edit}
                >
                  <IconPencil size={14} aria-hidden />
                </ActionIcon>
              </span>
            ),
          })}
    >
      {(done) => {
        const leave = () => {
          done();
          onLeft();
        };
        return (
          <Select
            aria-label={field.name}
            placeholder={t('file.choose')}
            nothingFoundMessage={t('file.none')}
            data={documents.map(({ id, fileName }) => ({ value: id, label: fileName }))}
            value={chosen?.id ?? null}
            searchable
            clearable
            autoFocus
            defaultDropdownOpened
            onChange={(id) => {
              leave();
              if ((id ?? undefined) !== kept) onSave(id ?? undefined);
            }}
            onBlur={leave}
          />
        );
      }}
    </Fact>
  );
}

/** As many as anybody looks through by name; the newest of them come with the card. */
const MOST = 200;

/** The customer's documents: those on the card, and all of them when the chosen one is not among these, or there are more. */
function useCardDocuments({ contact, goods }: Card, kept: OwnValue | undefined): readonly CardDocument[] {
  const core = useCore();
  const { newest, total } = goods.documents;
  const [all, setAll] = useState<readonly CardDocument[]>();
  const enough = total <= newest.length && (kept === undefined || newest.some(({ id }) => id === kept));
  useEffect(() => {
    if (enough) return;
    let over = false;
    core
      .request('goods.list', { contactId: contact.id, of: 'document', offset: 0, limit: MOST })
      .then((page) => {
        if (!over && page.of === 'document') setAll(page.rows);
      })
      // The name is a convenience; the id stays kept.
      .catch(() => undefined);
    return () => {
      over = true;
    };
  }, [core, contact.id, enough]);
  return all ?? newest;
}
