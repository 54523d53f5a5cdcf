import { describe, expect, it } from 'vitest';
import type { OwnType } from '../../../shared/domain/own-field/field.ts';
import { ownField } from '../../../shared/domain/own-field/testing/field.ts';
import type { AnswerValue } from '../../../shared/domain/talk-script/script.ts';
import { filledOwn } from './fill-own.ts';

const contact = { kind: 'person', own: { other: 'stays' } } as const;
const options = [
  { id: 'gold', name: 'Gold', retired: false },
  { id: 'silver', name: 'Silver', retired: false },
];
const fill = (type: OwnType, text: string, answer?: AnswerValue) => {
  const field = ownField({ id: 'f', type, options });
  const filled = filledOwn(contact, field, text, 'ru', answer);
  return typeof filled === 'string' ? filled : filled.own;
};

describe('a value of a talk in a field of the firm’s own', () => {
  it.each<[OwnType, string, AnswerValue | undefined, unknown]>([
    ['number', '1 200', { kind: 'number', number: 1200 }, 1200],
    ['number', '8', { kind: 'scale', step: 8 }, 8],
    ['money', '12,50 €', { kind: 'money', minor: 1250, currency: 'EUR' }, { minor: 1250, currency: 'EUR' }],
    ['money', '1,200', undefined, { minor: 120, currency: 'EUR' }],
    ['date', '10 марта 2027 г.', { kind: 'date', date: '2027-03-10' }, '2027-03-10'],
    ['yesNo', 'Да', { kind: 'yesNo', yes: true }, true],
    ['choice', 'gold', { kind: 'one', option: 'first' }, 'gold'],
    ['multi', 'Gold, silver', { kind: 'several', options: ['first', 'second'] }, ['gold', 'silver']],
    ['text', 'Да', { kind: 'yesNo', yes: true }, 'Да'],
  ])('%s from "%s"', (type, text, answer, value) =>
    expect(fill(type, text, answer)).toEqual({ other: 'stays', f: value }),
  );

  it('says why it does not go in', () => {
    expect(fill('number', 'many')).toBe('notNumber');
    expect(fill('choice', 'Iron')).toBe('unknownOption');
    expect(filledOwn(contact, undefined, 'x', 'en')).toBe('unknownField');
    expect(filledOwn(contact, ownField({ holders: 'organisations' }), 'x', 'en')).toBe('unknownField');
    expect(filledOwn(contact, ownField({ archived: true }), 'x', 'en')).toBe('unknownField');
  });
});
