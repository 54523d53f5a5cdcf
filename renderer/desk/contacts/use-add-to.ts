import { useTranslation } from '../../i18n/index.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';
import { type ContactForm, draftOfForm, filledUp, formOfContact } from './draft.ts';

/** Puts what was typed for a new customer on the card of one who is there: what it lacks, and numbers and addresses. */
export function useAddTo(): (contactId: string, typed: ContactForm) => Promise<boolean> {
  const { t } = useTranslation('contacts');
  const ask = useAsk();
  const undo = useUndo();
  return async (contactId, typed) => {
    const card = await ask('contacts.card', { id: contactId });
    if (!card) return false;
    const { contact } = card;
    const draft = draftOfForm(filledUp(formOfContact(contact), typed), contact);
    const changed = await ask('contacts.update', { id: contact.id, version: contact.version, draft });
    undo(changed, t('alike.added', { name: contact.name }));
    return changed !== undefined;
  };
}
