import { isDate } from '../talk-script/answer.ts';
import { OWN_LIMITS, type OwnField, type OwnMoney, type OwnType, type OwnValue } from './field.ts';
import { linkOf } from './link.ts';
import { amountOf, moneyOf, moneyText } from './money.ts';
import { type OwnTrouble, readOwnText } from './read-text.ts';

type Asked = Pick<OwnField, 'type' | 'options' | 'currency'>;

/** What a kept value means to its field now; `kept`: it was written for another type and is none of this one, so it is shown as text. */
export type OwnReading = { readonly value: OwnValue } | { readonly kept: string };

/** Whether a value has the shape of its field as it is now. Options that were retired are values still. */
export function ownTrouble(field: Asked, value: OwnValue): OwnTrouble | undefined {
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') return 'wrongShape';
      if (value.trim() === '') return 'empty';
      return value.length > OWN_LIMITS.text ? 'tooLong' : undefined;
    case 'number':
      return typeof value === 'number' && isPlain(value) ? undefined : 'notNumber';
    case 'money':
      return isMoney(value) && Number.isSafeInteger(value.minor) && /^[A-Z]{3}$/.test(value.currency)
        ? undefined
        : 'notMoney';
    case 'date':
      return typeof value === 'string' && isDate(value) ? undefined : 'notDay';
    case 'choice':
      return typeof value === 'string' && hasOption(field, value) ? undefined : 'unknownOption';
    case 'multi':
      if (!isList(value) || value.length === 0) return 'wrongShape';
      return value.every((id) => hasOption(field, id)) ? undefined : 'unknownOption';
    case 'yesNo':
      return typeof value === 'boolean' ? undefined : 'notYesNo';
    case 'link':
      return typeof value === 'string' && linkOf(value) === value ? undefined : 'notLink';
    case 'file':
      return typeof value === 'string' && FILE.test(value) ? undefined : 'notFile';
  }
}

/** Written without an exponent, which no reader of ours takes. */
const isPlain = (value: number): boolean =>
  value === 0 || (Math.abs(value) < 1e15 && Math.abs(value) >= 1e-6);
const FILE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isMoney = (value: OwnValue): value is OwnMoney => typeof value === 'object' && 'minor' in value;
export const isList = (value: OwnValue): value is readonly string[] => Array.isArray(value);
const hasOption = ({ options }: Asked, id: string): boolean => options.some((option) => option.id === id);

/**
 * A kept value by its field as it is now. Values are never rewritten when a field becomes another type: they are read
 * anew, so that the way back brings exactly what was there, and none of six million cards has to change for it.
 */
export function readOwn(field: Asked, kept: OwnValue): OwnReading {
  // An option's id is a string as any other: what was chosen is meant, unless the field is a choice no more.
  if (ownTrouble(field, kept) === undefined && !(field.type === 'text' && isOption(field, kept)))
    return { value: kept };
  if (typeof kept === 'number' && field.type === 'money') {
    const money = moneyOf(kept, field.currency);
    if (money) return { value: money };
  }
  if (isMoney(kept) && field.type === 'number') return { value: amountOf(kept) };
  const text = ownText(field, kept);
  const read = readOwnText(field, text);
  return 'value' in read ? read : { kept: text };
}

const isOption = (field: Asked, value: OwnValue): boolean =>
  typeof value === 'string' && hasOption(field, value);

/**
 * A value as plain text that means the same in each language and is read back to the same value: for exports, and for other types to
 * read. Numbers with a point, days `yyyy-mm-dd`, money "12.50 EUR", options by name with ";" between, `yes` and `no`.
 */
export function ownText({ options }: Pick<OwnField, 'options'>, value: OwnValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (isMoney(value)) return moneyText(value);
  const name = (id: string) => options.find((option) => option.id === id)?.name ?? id;
  return isList(value) ? value.map(name).join('; ') : name(value);
}

/** Whether a field may become another type: a file's value says nothing without its document. */
export const mayBecome = (from: OwnType, to: OwnType): boolean =>
  from === to || (from !== 'file' && to !== 'file');
