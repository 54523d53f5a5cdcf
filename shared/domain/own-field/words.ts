import type { OwnField, OwnValues } from './field.ts';
import { ownText, readOwn } from './value.ts';

/** Types that people look for by words or figures; a yes, a day or a file says little about whose it is. */
const WORDED: ReadonlySet<OwnField['type']> = new Set(['text', 'number', 'money', 'choice', 'multi', 'link']);

/** Every page begins so. */
const SCHEME = /^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/i;

/** Whether a field can be made searchable at all. */
export const hasWords = (type: OwnField['type']): boolean => WORDED.has(type);

/** The texts by which a customer is found through the firm's own fields, each with its field. */
export function searchedOwn(
  fields: readonly OwnField[],
  own: OwnValues,
): { readonly field: OwnField; readonly text: string }[] {
  return fields.flatMap((field) => {
    const kept = own[field.id];
    if (kept === undefined || !field.searchable || field.archived || !WORDED.has(field.type)) return [];
    const reading = readOwn(field, kept);
    const text = 'kept' in reading ? reading.kept : ownText(field, reading.value);
    return [{ field, text: field.type === 'link' ? text.replace(SCHEME, '') : text }];
  });
}
