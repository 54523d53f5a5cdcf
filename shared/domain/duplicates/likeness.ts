import { isNear, type NameKey } from './name-key.ts';

/** What speaks for two cards being one. */
export const REASONS = [
  'sameNumber',
  'sameEmail',
  'sameName',
  'sameNameOtherScript',
  'nearName',
  'partOfName',
  'sameCompany',
  'sameBirthday',
  'sameLastDigits',
  'sameRegion',
] as const;
/** What speaks against it. */
export const DOUBTS = [
  'otherName',
  'otherBirthday',
  'otherCompany',
  'otherNumbers',
  'sharedNumber',
  'sharedEmail',
  'commonName',
] as const;
export type Reason = (typeof REASONS)[number];
export type Doubt = (typeof DOUBTS)[number];

/** A card, as far as it can be like another one. */
export interface Likeable {
  readonly kind: 'person' | 'organisation';
  readonly name: NameKey;
  /** Id of the company, of a person. */
  readonly company: string | undefined;
  /** E.164 or digits; `holders`: how many cards have it. */
  readonly numbers: readonly { readonly number: string; readonly holders: number }[];
  readonly emails: readonly { readonly address: string; readonly holders: number }[];
  /** `yyyy-mm-dd`, or `--mm-dd`. */
  readonly birthday: string | undefined;
  /** Folded. */
  readonly region: string | undefined;
}

export interface Likeness {
  /** 0 to 100. */
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly doubts: readonly Doubt[];
  /** Same name and a number of their own: nobody has to look at it. */
  readonly certain: boolean;
}

/** More cards than that have a number that is nobody's own: a switchboard, a family's line, a mistake of an import. */
export const OWN_HOLDERS = 3;
/** More than so many of one name are namesakes and not copies. */
export const MANY_NAMESAKES = 12;
/** From here on a pair is shown. */
export const SHOWN_FROM = 45;

const WEIGHTS: Readonly<Record<Reason | Doubt, number>> = {
  sameNumber: 50,
  sameEmail: 45,
  sameName: 35,
  sameNameOtherScript: 35,
  nearName: 25,
  partOfName: 15,
  sameCompany: 20,
  sameBirthday: 30,
  sameLastDigits: 20,
  sameRegion: 10,
  otherName: -45,
  // Two people of one name with a birthday each are two people.
  otherBirthday: -60,
  otherCompany: -10,
  otherNumbers: -8,
  sharedNumber: 0,
  sharedEmail: 0,
  commonName: -20,
};

/** With a country code and without one, or after the number's area was renumbered. */
const LAST_DIGITS = 7;

/**
 * How likely two cards are one: each reason and doubt has a weight, their sum is the score. `namesakes`: how many cards have the
 * name; undefined: that was not counted.
 */
export function likeness(one: Likeable, other: Likeable, namesakes?: number): Likeness {
  const said = [
    ...names(one, other, namesakes),
    ...numbers(one, other),
    ...emails(one, other),
    ...companies(one, other),
    ...birthdays(one, other),
    ...(one.region !== undefined && one.region === other.region ? (['sameRegion'] as const) : []),
  ];
  const reasons = REASONS.filter((reason) => said.includes(reason));
  const doubts = DOUBTS.filter((doubt) => said.includes(doubt));
  const sum = [...reasons, ...doubts].reduce((total, each) => total + WEIGHTS[each], 0);
  const sameName = reasons.includes('sameName') || reasons.includes('sameNameOtherScript');
  return {
    score: Math.max(0, Math.min(100, sum)),
    reasons,
    doubts,
    certain:
      sameName &&
      reasons.includes('sameNumber') &&
      !doubts.includes('otherBirthday') &&
      isFull(one) &&
      isFull(other),
  };
}

/** A first name alone is said of many. */
const isFull = ({ kind, name }: Likeable): boolean => kind === 'organisation' || name.words.length >= 2;

function names(one: Likeable, other: Likeable, namesakes: number | undefined): (Reason | Doubt)[] {
  const [a, b] = [one.name, other.name];
  if (a.key === '' || b.key === '') return [];
  const common: Doubt[] = (namesakes ?? 0) > MANY_NAMESAKES ? ['commonName'] : [];
  if (a.key === b.key) {
    if (isLatin(a.written) !== isLatin(b.written)) return ['sameNameOtherScript', ...common];
    // Within one script the form of all scripts is too coarse: Гарин and Харин are one in it.
    return [a.sorted === b.sorted ? 'sameName' : 'nearName', ...common];
  }
  if (isNear(a.key, b.key)) return ['nearName'];
  return isPart(a.words, b.words) || isPart(b.words, a.words) ? ['partOfName'] : ['otherName'];
}

const isLatin = (text: string): boolean => /[a-z]/.test(text);

/** Each word of the shorter name stands in the longer one, or begins one of it by its initial. At least one is whole. */
function isPart(short: readonly string[], long: readonly string[]): boolean {
  if (short.length > long.length) return false;
  const left = [...long];
  let whole = 0;
  for (const word of short.toSorted((x, y) => y.length - x.length)) {
    const at = left.findIndex((other) => other === word || isInitial(word, other) || isInitial(other, word));
    if (at < 0) return false;
    if (left[at] === word) whole += 1;
    left.splice(at, 1);
  }
  return whole > 0;
}

const isInitial = (short: string, long: string): boolean => short.length <= 2 && long.startsWith(short);

function numbers(one: Likeable, other: Likeable): (Reason | Doubt)[] {
  if (one.numbers.length === 0 || other.numbers.length === 0) return [];
  const theirs = new Set(other.numbers.map(({ number }) => number));
  const common = one.numbers.filter(({ number }) => theirs.has(number));
  if (common.some(({ holders }) => holders <= OWN_HOLDERS)) return ['sameNumber'];
  if (common.length > 0) return ['sharedNumber'];
  const ends = new Set(other.numbers.map(({ number }) => endOf(number)));
  const near = one.numbers.some(({ number }) => number.length >= LAST_DIGITS && ends.has(endOf(number)));
  return near ? ['sameLastDigits'] : ['otherNumbers'];
}

const endOf = (number: string): string => number.slice(-LAST_DIGITS);

function emails(one: Likeable, other: Likeable): (Reason | Doubt)[] {
  const theirs = new Set(other.emails.map(({ address }) => address));
  const common = one.emails.filter(({ address }) => theirs.has(address));
  if (common.length === 0) return [];
  return [common.some(({ holders }) => holders <= OWN_HOLDERS) ? 'sameEmail' : 'sharedEmail'];
}

function companies(one: Likeable, other: Likeable): (Reason | Doubt)[] {
  if (one.company === undefined || other.company === undefined) return [];
  return [one.company === other.company ? 'sameCompany' : 'otherCompany'];
}

function birthdays({ birthday: one }: Likeable, { birthday: other }: Likeable): (Reason | Doubt)[] {
  if (one === undefined || other === undefined) return [];
  if (one.slice(-5) !== other.slice(-5)) return ['otherBirthday'];
  if (one.startsWith('--') || other.startsWith('--')) return ['sameBirthday'];
  return [one === other ? 'sameBirthday' : 'otherBirthday'];
}
