import type { Contact, ContactDraft } from '../../../shared/contract/contacts.ts';
import { holds, type OwnField, type OwnValue } from '../../../shared/domain/own-field/field.ts';
import { type OwnTrouble, readOwnText } from '../../../shared/domain/own-field/read-text.ts';
import { ownTrouble } from '../../../shared/domain/own-field/value.ts';
import type { AnswerValue, ScriptLanguage } from '../../../shared/domain/talk-script/script.ts';

/**
 * A customer with a value in one of the firm's own fields; or why it does not fit. An answer that has the field's own shape goes in as
 * it is, everything else is read from its words: the name of an option, an amount with its currency.
 */
export function filledOwn(
  contact: Pick<Contact, 'kind' | 'own'>,
  field: OwnField | undefined,
  text: string,
  language: ScriptLanguage,
  answer?: AnswerValue | undefined,
): Partial<ContactDraft> | OwnTrouble | 'unknownField' {
  if (field === undefined || field.archived || !holds(field, contact.kind)) return 'unknownField';
  const plain = answer && plainOf(answer);
  if (plain !== undefined && ownTrouble(field, plain) === undefined) return withOwn(contact, field, plain);
  const read = readOwnText(field, text, { language });
  return 'trouble' in read ? read.trouble : withOwn(contact, field, read.value);
}

const withOwn = (
  { own }: Pick<Contact, 'own'>,
  { id }: OwnField,
  value: OwnValue,
): Partial<ContactDraft> => ({
  own: { ...own, [id]: value },
});

/** Options have ids of their script, which no field knows: these are read by their names. */
function plainOf(answer: AnswerValue): OwnValue | undefined {
  switch (answer.kind) {
    case 'yesNo':
      return answer.yes;
    case 'number':
      return answer.number;
    case 'scale':
      return answer.step;
    case 'money':
      return { minor: answer.minor, currency: answer.currency };
    case 'date':
      return answer.date;
    default:
      return undefined;
  }
}
