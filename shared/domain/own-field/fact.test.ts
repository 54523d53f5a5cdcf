import { expect, it } from 'vitest';
import { holds } from '../talk-script/condition.ts';
import type { Condition, ScriptFacts, TalkScript } from '../talk-script/script.ts';
import { plainText } from '../talk-script/text.ts';
import { ownFacts } from './fact.ts';
import { ownField } from './testing/field.ts';

const uuid = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const gold = { id: uuid(9), name: 'Gold', retired: false };
const fields = [
  ownField({ id: uuid(1), name: 'Level', type: 'choice', options: [gold] }),
  ownField({ id: uuid(2), name: 'Limit', type: 'money' }),
  ownField({ id: uuid(3), name: 'VIP', type: 'yesNo' }),
  ownField({ id: uuid(4), name: 'Since', type: 'date' }),
  ownField({ id: uuid(5), name: 'Gone', archived: true }),
];
const own = {
  [uuid(1)]: gold.id,
  [uuid(2)]: { minor: 120_050, currency: 'EUR' },
  [uuid(3)]: false,
  [uuid(4)]: '2020-03-09',
  [uuid(5)]: 'x',
};
const facts: ScriptFacts = {
  contact: {},
  own: ownFacts(fields, own, 'uk'),
  me: { name: 'Olena' },
  today: '2026-11-27',
};
const asks = (n: number, comparison: Extract<Condition, { kind: 'field' }>['comparison'], value?: string) =>
  holds({ kind: 'field', field: `own.${uuid(n)}`, comparison, value }, {}, facts);

it('conditions of a script ask the firm’s own fields', () => {
  expect(asks(1, 'is', gold.id)).toBe(true);
  expect(asks(1, 'isNot', gold.id)).toBe(false);
  expect(asks(2, 'more', '1200')).toBe(true);
  expect(asks(2, 'less', '1200')).toBe(false);
  expect(asks(3, 'is', 'no')).toBe(true);
  expect(asks(4, 'less', '2021-01-01')).toBe(true);
  expect(asks(4, 'known')).toBe(true);
  expect(asks(5, 'unknown')).toBe(true);
  expect(asks(6, 'unknown')).toBe(true);
});

it('texts of a script have them by name, whatever its case', () => {
  const script = { languages: ['uk'], nodes: [] } as unknown as TalkScript;
  const text = (template: string) => plainText(template, { script, language: 'uk', facts, answers: {} });
  expect(text('{{contact.own.Level}}, {{contact.own.since}}')).toBe('Gold, 9 березня 2020 р.');
  expect(text('{{contact.own.Other|нічого}}')).toBe('нічого');
  expect(text('{{#if contact.own.VIP}}vip{{else}}як усі{{/if}}')).toBe('як усі');
  expect(text('{{#if contact.own.Level}}є{{/if}}')).toBe('є');
});
