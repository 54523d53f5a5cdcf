import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  faultOf,
  HANDOVER_KINDS,
  type HandOverItem,
  type HandOverRule,
  receiverOf,
  receiversOf,
  type Turns,
} from './hand-over.ts';

const people = ['anna', 'boris', 'clara', 'dmytro'];
const anyone = fc.constantFrom(...people);
const anyKey = fc.constantFrom('k1', 'k2', 'k3');
const anyRule: fc.Arbitrary<HandOverRule> = fc.record({
  parts: fc.uniqueArray(fc.record({ key: anyKey, to: anyone }), { selector: ({ key }) => key }),
  rest: fc.uniqueArray(anyone, { minLength: 1 }),
});
const anyItem: fc.Arbitrary<HandOverItem> = fc.record({
  kind: fc.constantFrom(...HANDOVER_KINDS),
  keys: fc.uniqueArray(anyKey),
  customerOf: fc.option(fc.constantFrom(...people, 'from', 'stranger'), { nil: undefined }),
});

function deal(items: readonly HandOverItem[], rule: HandOverRule, begin: Turns = {}) {
  let turns = begin;
  const given = items.map((item) => {
    const next = receiverOf(item, rule, turns);
    turns = next.turns;
    return { item, to: next.to };
  });
  return { given, turns };
}

describe('whatever is handed over by whatever rule', () => {
  it('each thing goes to one of the receivers, and to nobody else', () => {
    fc.assert(
      fc.property(fc.array(anyItem), anyRule, (items, rule) => {
        const { given } = deal(items, rule);
        expect(given).toHaveLength(items.length);
        for (const { to } of given) expect(receiversOf(rule)).toContain(to);
      }),
    );
  });

  it('what belongs to no part and to no customer of theirs is even within one, kind by kind', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 200 }), anyRule, (items, rule) => {
        const { given } = deal(items, rule);
        for (const kind of HANDOVER_KINDS) {
          const free = given.filter(
            ({ item }) =>
              item.kind === kind &&
              !rule.parts.some(({ key }) => item.keys.includes(key)) &&
              (kind === 'customers' || !receiversOf(rule).has(item.customerOf ?? '')),
          );
          const shares = rule.rest.map((person) => free.filter(({ to }) => to === person).length);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('a customer goes by its first part; what is about a receiver’s customer follows it', () => {
    fc.assert(
      fc.property(fc.array(anyItem), anyRule, (items, rule) => {
        for (const { item, to } of deal(items, rule).given) {
          const follows = item.kind !== 'customers' && receiversOf(rule).has(item.customerOf ?? '');
          const part = rule.parts.find(({ key }) => item.keys.includes(key));
          if (follows) expect(to).toBe(item.customerOf);
          else if (part) expect(to).toBe(part.to);
          else expect(rule.rest).toContain(to);
        }
      }),
    );
  });

  it('goes on after a break as if there had been none', () => {
    fc.assert(
      fc.property(fc.array(anyItem), fc.array(anyItem), anyRule, (earlier, later, rule) => {
        const whole = deal([...earlier, ...later], rule);
        const first = deal(earlier, rule);
        const second = deal(later, rule, first.turns);
        expect([...first.given, ...second.given]).toEqual(whole.given);
        expect(second.turns).toEqual(whole.turns);
      }),
    );
  });
});

it.each([
  ['nobody', { parts: [{ key: 'k1', to: 'anna' }], rest: [] }],
  ['toThemselves', { parts: [], rest: ['anna', 'from'] }],
  ['toThemselves', { parts: [{ key: 'k1', to: 'from' }], rest: ['anna'] }],
  ['twice', { parts: [], rest: ['anna', 'anna'] }],
  [
    'twice',
    {
      parts: [
        { key: 'k1', to: 'anna' },
        { key: 'k1', to: 'boris' },
      ],
      rest: ['anna'],
    },
  ],
  [undefined, { parts: [{ key: 'k1', to: 'anna' }], rest: ['anna'] }],
] as const)('%s is wrong with this rule', (fault, rule) => {
  expect(faultOf(rule, 'from')).toBe(fault);
});
