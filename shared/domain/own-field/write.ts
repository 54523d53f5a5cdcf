import { isDate, localeOf, writeAnswer, YES_NO } from '../talk-script/answer.ts';
import type { ScriptLanguage } from '../talk-script/script.ts';
import type { OwnField, OwnValue } from './field.ts';
import { isMoney, ownText, readOwn } from './value.ts';

/** A kept value as a person reads it; what is none of its field any more as it was written. A file's is its document's id. */
export function writeOwn(
  field: Pick<OwnField, 'type' | 'options' | 'currency'>,
  kept: OwnValue,
  language: ScriptLanguage,
): string {
  if (typeof kept === 'boolean' && field.type === 'text') return YES_NO[language][kept ? 0 : 1];
  const reading = readOwn(field, kept);
  if ('kept' in reading) return reading.kept;
  const { value } = reading;
  if (typeof value === 'boolean') return YES_NO[language][value ? 0 : 1];
  if (typeof value === 'number')
    return new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 10 }).format(value);
  if (isMoney(value)) return writeAnswer({ kind: 'money', ...value }, language);
  if (field.type === 'date' && typeof value === 'string' && isDate(value))
    return writeAnswer({ kind: 'date', date: value }, language);
  if (Array.isArray(value)) return ownText(field, value).replaceAll('; ', ', ');
  return ownText(field, value);
}
