import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Likeable, likeness, SHOWN_FROM } from './likeness.ts';
import { isNear, nameKeyOf } from './name-key.ts';

interface Given {
  readonly name: string;
  readonly kind?: 'person' | 'organisation';
  readonly numbers?: readonly (string | readonly [string, number])[];
  readonly emails?: readonly string[];
  readonly company?: string;
  readonly birthday?: string;
  readonly region?: string;
}

const card = ({ name, kind = 'person', numbers = [], emails = [], ...rest }: Given): Likeable => ({
  kind,
  name: nameKeyOf(name, kind),
  company: rest.company,
  numbers: numbers.map((each) =>
    typeof each === 'string' ? { number: each, holders: 2 } : { number: each[0], holders: each[1] },
  ),
  emails: emails.map((address) => ({ address, holders: 2 })),
  birthday: rest.birthday,
  region: rest.region,
});

const M = '79161112233';

// [what it is, one card, the other, shown?, certain?]: judged by hand.
const TABLE: ReadonlyArray<readonly [string, Given, Given, 'certain' | 'shown' | 'no']> = [
  [
    'the same name and number',
    { name: 'Анна Петрова', numbers: [M] },
    { name: 'Анна Петрова', numbers: [M] },
    'certain',
  ],
  [
    'the words turned',
    { name: 'Петрова Анна', numbers: [M] },
    { name: 'Анна Петрова', numbers: [M] },
    'certain',
  ],
  [
    'the other script',
    { name: 'Anna Petrova', numbers: [M] },
    { name: 'Анна Петрова', numbers: [M] },
    'certain',
  ],
  [
    'other letters of one sound',
    { name: 'Гарин Олег', numbers: [M] },
    { name: 'Харин Олег', numbers: [M] },
    'shown',
  ],
  ['an initial', { name: 'Петрова А.', numbers: [M] }, { name: 'Анна Петрова', numbers: [M] }, 'shown'],
  ['one letter', { name: 'Анна Пестрова', numbers: [M] }, { name: 'Анна Петрова', numbers: [M] }, 'shown'],
  ['a first name alone', { name: 'Анна', numbers: [M] }, { name: 'Анна', numbers: [M] }, 'shown'],
  [
    'a couple with one line',
    { name: 'Иван Петров', numbers: [M] },
    { name: 'Анна Смирнова', numbers: [M] },
    'no',
  ],
  [
    'colleagues behind a switchboard',
    { name: 'Иван Петров', numbers: [[M, 50]], company: 'volga' },
    { name: 'Анна Смирнова', numbers: [[M, 50]], company: 'volga' },
    'no',
  ],
  [
    'namesakes behind a switchboard of another company’s',
    { name: 'Иван Петров', numbers: [[M, 50]], company: 'volga' },
    { name: 'Иван Петров', numbers: [[M, 50]], company: 'neva' },
    'no',
  ],
  [
    'twice in one company',
    { name: 'Иван Петров', company: 'volga' },
    { name: 'Иван Петров', company: 'volga' },
    'shown',
  ],
  [
    'a slip of the pen in one company',
    { name: 'Иван Петров', company: 'volga' },
    { name: 'Иван Пертов', company: 'volga' },
    'shown',
  ],
  [
    'father and son: the name and the number, and a birthday each',
    { name: 'Иван Петров', numbers: [M], birthday: '1960-01-02' },
    { name: 'Иван Петров', numbers: [M], birthday: '1990-05-06' },
    'no',
  ],
  [
    'a birthday with its year and without',
    { name: 'Иван Петров', birthday: '1960-01-02' },
    { name: 'Иван Петров', birthday: '--01-02' },
    'shown',
  ],
  [
    'two namesakes',
    { name: 'Иван Петров', numbers: [M] },
    { name: 'Иван Петров', numbers: ['79030000000'] },
    'no',
  ],
  [
    'a number without its area code',
    { name: 'Иван Петров', numbers: ['74951112233'] },
    { name: 'Иван Петров', numbers: ['1112233'] },
    'shown',
  ],
  [
    'an address',
    { name: 'Иван Петров', emails: ['a@b.ru'] },
    { name: 'Petrov Ivan', emails: ['a@b.ru'] },
    'shown',
  ],
  [
    'a company with and without its form of law',
    { name: 'ООО «Волга»', kind: 'organisation', numbers: [M] },
    { name: 'Волга', kind: 'organisation', numbers: [M] },
    'certain',
  ],
];

describe('likeness', () => {
  test.each(TABLE)('%s', (_what, one, other, wanted) => {
    const found = likeness(card(one), card(other));
    expect(found.certain ? 'certain' : found.score >= SHOWN_FROM ? 'shown' : 'no').toBe(wanted);
  });

  it('tells its reasons and its doubts', () => {
    expect(
      likeness(
        card({ name: 'Иван Петров', numbers: [[M, 50]], company: 'a', region: 'омск' }),
        card({ name: 'Ivan Petrov', numbers: [[M, 50]], company: 'b', region: 'омск' }),
        40,
      ),
    ).toMatchObject({
      reasons: ['sameNameOtherScript', 'sameRegion'],
      doubts: ['otherCompany', 'sharedNumber', 'commonName'],
      certain: false,
    });
  });

  it('is the same whichever of the two is the first', () => {
    const any = fc
      .record({
        name: fc.constantFrom('Иван Петров', 'Petrov I.', 'Иван', 'Анна Ким', ''),
        numbers: fc.array(fc.constantFrom<string | [string, number]>(M, '1112233', ['74950000000', 40])),
        emails: fc.array(fc.constantFrom('a@b.ru', 'c@d.ru')),
        company: fc.constantFrom('a', 'b', undefined),
        birthday: fc.constantFrom('1960-01-02', '--01-02', undefined),
      })
      .map((given) => card(given as Given));
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(likeness(one, other)).toEqual(likeness(other, one));
        expect(likeness(one, other).score).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('a name', () => {
  test.each([
    ['Юлия Щербакова', 'Yuliya Shcherbakova'],
    ['Юлия', 'Julia'],
    ['Сергей Хрущёв', 'Sergey Khrushchev'],
    ['Дмитрий', 'Dmitry'],
    ['Цветкова', 'Tsvetkova'],
    ['Алексей', 'Alexey'],
    ['Мар’яна', 'Марʼяна'],
  ])('%s is %s', (one, other) => {
    expect(nameKeyOf(one, 'person').key).toBe(nameKeyOf(other, 'person').key);
  });

  test.each([
    ['petrov', 'petrova', true],
    ['petrov', 'pertov', true],
    ['petrov', 'petrov', false],
    ['petrov', 'pebrow', false],
    ['a', 'b', true],
    ['shop 1', 'shop 2', false],
    ['', 'ab', false],
  ])('%s and %s: one letter apart: %s', (one, other, near) => {
    expect(isNear(one, other)).toBe(near);
  });
});
