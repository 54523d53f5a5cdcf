import type { OwnFact, ScriptLanguage } from '../talk-script/script.ts';
import type { OwnField, OwnValues } from './field.ts';
import { amountOf } from './money.ts';
import { isList, isMoney, readOwn } from './value.ts';
import { writeOwn } from './write.ts';

/** What a talk may know of the firm's own fields: those that are filled, and not a file, by their id. */
export function ownFacts(
  fields: readonly OwnField[],
  own: OwnValues,
  language: ScriptLanguage,
): Record<string, OwnFact> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const kept = own[field.id];
      if (kept === undefined || field.archived || field.type === 'file') return [];
      return [
        [
          field.id,
          { name: field.name, text: writeOwn(field, kept, language), values: valuesOf(field, kept) },
        ],
      ];
    }),
  );
}

function valuesOf(field: OwnField, kept: OwnValues[string]): string[] {
  const reading = readOwn(field, kept);
  if ('kept' in reading) return [reading.kept];
  const { value } = reading;
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (isMoney(value)) return [String(amountOf(value))];
  return isList(value) ? [...value] : [String(value)];
}
