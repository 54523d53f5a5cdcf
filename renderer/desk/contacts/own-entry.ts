// From a kept own value to what a form holds, and back. Pure.
import type { Language } from '../../../shared/contract/common.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import type { OwnType, OwnValue, OwnValues } from '../../../shared/domain/own-field/field.ts';
import { amountOf } from '../../../shared/domain/own-field/money.ts';
import { type OwnTrouble, readOwnText } from '../../../shared/domain/own-field/read-text.ts';
import { isMoney, ownText, readOwn } from '../../../shared/domain/own-field/value.ts';
import { dayInWords } from '../../../shared/domain/schedule/written-day.ts';

/** What is typed stays text until it is saved; what is chosen is the value at once. */
export type OwnEntry = { readonly text: string } | { readonly chosen: OwnValue | undefined };

const CHOSEN: ReadonlySet<OwnType> = new Set(['choice', 'multi', 'yesNo', 'file']);

export function entryOf(field: OwnField, kept: OwnValue | undefined, language: Language): OwnEntry {
  const reading = kept === undefined ? undefined : readOwn(field, kept);
  const value = reading && 'value' in reading ? reading.value : undefined;
  if (CHOSEN.has(field.type)) return { chosen: value };
  if (reading === undefined) return { text: '' };
  return { text: 'kept' in reading ? reading.kept : written(field, reading.value, language) };
}

/** As the operator would type it. */
function written(field: OwnField, value: OwnValue, language: Language): string {
  const point = (text: string) => (language === 'en' ? text : text.replace('.', ','));
  if (typeof value === 'number') return point(String(value));
  if (isMoney(value))
    return value.currency === field.currency ? point(String(amountOf(value))) : ownText(field, value);
  const text = ownText(field, value);
  return field.type === 'date' ? dayInWords(text) : text;
}

export type OwnSaved = { readonly value: OwnValue | undefined } | { readonly trouble: OwnTrouble };

/** The value that an entry means; one that nobody has touched is the kept one, whatever that is. */
export function savedOf(
  field: OwnField,
  entry: OwnEntry,
  kept: OwnValue | undefined,
  language: Language,
): OwnSaved {
  const before = entryOf(field, kept, language);
  if ('chosen' in entry) {
    if ('chosen' in before && same(before.chosen, entry.chosen)) return { value: kept };
    return { value: entry.chosen };
  }
  if ('text' in before && before.text === entry.text) return { value: kept };
  if (entry.text.trim() === '') return { value: undefined };
  return readOwnText(field, entry.text, { language });
}

const same = (a: OwnValue | undefined, b: OwnValue | undefined) => JSON.stringify(a) === JSON.stringify(b);

/** All own values with this one as it becomes. */
export function withOwn(own: OwnValues, id: string, value: OwnValue | undefined): Record<string, OwnValue> {
  const { [id]: _before, ...rest } = own;
  return value === undefined ? rest : { ...rest, [id]: value };
}

/** Entries of a form by the field's id; what has none was not shown and stays. */
export type OwnEntries = Readonly<Record<string, OwnEntry>>;

/** The first field whose entry cannot be saved, or all own values as they become. */
export function ownOfEntries(
  fields: readonly OwnField[],
  entries: OwnEntries,
  before: OwnValues,
  language: Language,
): { readonly own: Record<string, OwnValue> } | { readonly field: OwnField; readonly trouble: OwnTrouble } {
  let own: Record<string, OwnValue> = { ...before };
  for (const field of fields) {
    const entry = entries[field.id];
    if (entry === undefined) continue;
    const saved = savedOf(field, entry, before[field.id], language);
    if ('trouble' in saved) return { field, trouble: saved.trouble };
    own = withOwn(own, field.id, saved.value);
  }
  return { own };
}
