import { fold } from '../text/fold.ts';
import type { OwnField, OwnType, OwnValue } from './field.ts';
import { amountOf } from './money.ts';
import { isList, isMoney, ownText, readOwn } from './value.ts';

/** What a filter can ask of a field of the firm's own. Money in whole units of the field's currency; days `yyyy-mm-dd`. */
export type OwnCondition = { readonly field: string } & (
  | { readonly test: 'filled' | 'empty' }
  /** Whatever the case and the marks. */
  | { readonly test: 'equals' | 'contains'; readonly text: string }
  /** Both ends belong to it; one may be open. */
  | { readonly test: 'between'; readonly from?: number | undefined; readonly to?: number | undefined }
  | { readonly test: 'days'; readonly from?: string | undefined; readonly to?: string | undefined }
  | { readonly test: 'anyOf'; readonly options: readonly string[] }
  | { readonly test: 'is'; readonly yes: boolean }
);
export type OwnTest = OwnCondition['test'];

/** What can be asked of a type, the first as it is offered. */
export const OWN_TESTS: Readonly<Record<OwnType, readonly OwnTest[]>> = {
  text: ['contains', 'equals', 'filled', 'empty'],
  number: ['between', 'filled', 'empty'],
  money: ['between', 'filled', 'empty'],
  date: ['days', 'filled', 'empty'],
  choice: ['anyOf', 'filled', 'empty'],
  multi: ['anyOf', 'filled', 'empty'],
  yesNo: ['is', 'filled', 'empty'],
  link: ['contains', 'equals', 'filled', 'empty'],
  file: ['filled', 'empty'],
};

/** Whether a condition asks for nothing yet: it then holds for everybody. */
export function asksNothing(condition: OwnCondition): boolean {
  switch (condition.test) {
    case 'equals':
    case 'contains':
      return fold(condition.text) === '';
    case 'between':
    case 'days':
      return condition.from === undefined && condition.to === undefined;
    case 'anyOf':
      return condition.options.length === 0;
    default:
      return false;
  }
}

/**
 * Whether a kept value (undefined: none) meets a condition, by the field as it is now. What is no value of the field any more is
 * a text: it is filled, and may contain words, and is nothing else.
 */
export function meets(
  field: Pick<OwnField, 'type' | 'options' | 'currency'>,
  condition: OwnCondition,
  kept: OwnValue | undefined,
): boolean {
  if (asksNothing(condition)) return true;
  if (condition.test === 'empty') return kept === undefined;
  if (kept === undefined) return false;
  if (condition.test === 'filled') return true;
  const reading = readOwn(field, kept);
  const value = 'value' in reading ? reading.value : undefined;
  switch (condition.test) {
    case 'equals':
    case 'contains': {
      const text = fold('kept' in reading ? reading.kept : ownText(field, reading.value));
      const wanted = fold(condition.text);
      return condition.test === 'equals' ? text === wanted : text.includes(wanted);
    }
    case 'between': {
      // Amounts of another currency cannot be compared, and are in no span.
      if (value !== undefined && isMoney(value) && value.currency !== field.currency) return false;
      const number = value !== undefined && isMoney(value) ? amountOf(value) : value;
      return typeof number === 'number' && within(number, condition);
    }
    case 'days':
      return field.type === 'date' && typeof value === 'string' && within(value, condition);
    case 'anyOf': {
      const chosen = value === undefined ? [] : isList(value) ? value : [value];
      return chosen.some((id) => typeof id === 'string' && condition.options.includes(id));
    }
    case 'is':
      return value === condition.yes;
  }
}

const within = <T extends string | number>(
  value: T,
  { from, to }: { from?: T | undefined; to?: T | undefined },
): boolean => (from === undefined || value >= from) && (to === undefined || value <= to);
