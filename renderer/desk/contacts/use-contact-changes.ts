import { useCallback } from 'react';
import type { Contact, ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCardsStore } from '../state/cards.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useAsk, useUndo } from '../state/use-ask.ts';
import { draftOfContact } from './draft.ts';

export interface ContactChanges {
  /** Saves at once and offers to take it back. `field`: its name, for the message. */
  change(patch: Partial<ContactDraftInput>, field: string): Promise<boolean>;
  remove(): Promise<void>;
  addNote(text: string): Promise<boolean>;
}

/** Edits in place: each is saved as it is made. */
export function useContactChanges(contact: Contact): ContactChanges {
  const { t } = useTranslation('contacts');
  const ask = useAsk();
  const undo = useUndo();
  const cards = useCardsStore();
  const closePane = useNavigation((navigation) => navigation.closePane);

  const change = useCallback(
    async (patch: Partial<ContactDraftInput>, field: string) => {
      const draft = { ...draftOfContact(contact), ...patch };
      const changed = await ask('contacts.update', { id: contact.id, version: contact.version, draft });
      // Also after a refusal: somebody else's version is what to look at now.
      void cards.getState().load(contact.id);
      undo(changed, t('card.saved', { field }));
      return changed !== undefined;
    },
    [contact, ask, undo, cards, t],
  );
  const remove = useCallback(async () => {
    const changed = await ask('contacts.remove', { id: contact.id });
    if (changed) closePane();
    undo(changed, t('card.deleted', { name: contact.name }));
  }, [contact, ask, undo, closePane, t]);
  const addNote = useCallback(
    async (text: string) => {
      const changed = await ask('contacts.addNote', { contactId: contact.id, text });
      if (changed) void cards.getState().load(contact.id);
      undo(changed, t('card.noteSaved'));
      return changed !== undefined;
    },
    [contact, ask, undo, cards, t],
  );
  return { change, remove, addNote };
}
