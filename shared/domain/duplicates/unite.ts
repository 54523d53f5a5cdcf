import type { Stage } from '../contact/stage.ts';

/** What of two cards one has to choose between. Numbers, addresses and tags are united, never chosen. */
export const CHOSEN_FIELDS = [
  'name',
  'organisationId',
  'role',
  'relation',
  'stage',
  'responsibleId',
  'channel',
  'region',
  'field',
  'headCount',
  'needs',
  'language',
  'zone',
  'consent',
  'birthday',
  'contractEndsOn',
  'about',
] as const;
export type ChosenField = (typeof CHOSEN_FIELDS)[number];

/** `into`: of the card that stays; `both`: one text under the other. */
export type Side = 'into' | 'from' | 'both';

/** By field, or `own.` and the id of an own field. What is not named goes by `usualSide`. */
export type Choices = Readonly<Record<string, Side>>;

export const ownKey = (fieldId: string): string => `own.${fieldId}`;

/** Texts that can stand one under the other. */
const TEXTS: ReadonlySet<string> = new Set(['about', 'needs'] satisfies ChosenField[]);
export const canBeBoth = (key: string): boolean => TEXTS.has(key);

/** As long as the contract lets each of them be. */
const LONGEST: Readonly<Record<string, number>> = { about: 10_000, needs: 2_000 };
/** As many as a card may have of each: one with more could not be edited any more. */
export const MOST = 50;
/** The same of postal addresses. */
export const MOST_PLACES = 20;

/** A contact as the base or the contract has it; null, absent and empty are the same. */
export type CardLike = { readonly [F in ChosenField]?: unknown } & {
  readonly own?: Readonly<Record<string, unknown>> | undefined;
  readonly tags: readonly string[];
};

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const same = (one: unknown, other: unknown): boolean =>
  one === other ||
  (isEmpty(one) && isEmpty(other)) ||
  // Values of own fields are plain data with their keys in one order.
  (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));

export const fieldValue = (card: CardLike, key: string): unknown =>
  key.startsWith('own.') ? card.own?.[key.slice(4)] : card[key as ChosenField];

/** Every field that one of the two has, in the order of the card. */
export function fieldsOf(into: CardLike, from: CardLike): string[] {
  const own = new Set([...Object.keys(into.own ?? {}), ...Object.keys(from.own ?? {})]);
  return [...CHOSEN_FIELDS, ...[...own].map(ownKey)].filter(
    (key) => !isEmpty(fieldValue(into, key)) || !isEmpty(fieldValue(from, key)),
  );
}

/** Fields about which the two say different things: both say something. */
export const disputed = (into: CardLike, from: CardLike): string[] =>
  fieldsOf(into, from).filter((key) => {
    const [one, other] = [fieldValue(into, key), fieldValue(from, key)];
    return !isEmpty(one) && !isEmpty(other) && !same(one, other);
  });

/**
 * What nobody chose: what is known beats what is not; a refusal to be called beats everything; a stage that somebody reached
 * beats the first one; of two texts neither is lost; else the card that stays.
 */
export function usualSide(key: string, into: CardLike, from: CardLike): Side {
  const [one, other] = [fieldValue(into, key), fieldValue(from, key)];
  if (isEmpty(one)) return isEmpty(other) ? 'into' : 'from';
  if (isEmpty(other) || same(one, other)) return 'into';
  if (key === 'consent') return other === 'refused' ? 'from' : 'into';
  if (key === 'stage') return one === ('new' satisfies Stage) ? 'from' : 'into';
  if (canBeBoth(key) && String(one).length + String(other).length < (LONGEST[key] ?? 0)) return 'both';
  return 'into';
}

function chosen(key: string, into: CardLike, from: CardLike, choices: Choices): unknown {
  const side = choices[key] ?? usualSide(key, into, from);
  const [one, other] = [fieldValue(into, key), fieldValue(from, key)];
  if (side === 'from') return other;
  if (side === 'into' || !canBeBoth(key) || isEmpty(other) || same(one, other)) return one;
  if (isEmpty(one)) return other;
  // What of the second text stands in the first already is not said again.
  const lines = new Set(
    String(one)
      .split('\n')
      .map((line) => line.trim()),
  );
  const added = String(other)
    .split('\n')
    .filter((line) => line.trim() === '' || !lines.has(line.trim()));
  return [one, ...added].join('\n').trim().slice(0, LONGEST[key]);
}

/** Everything that is chosen, as it is on the card that stays. */
export function chosenOf(into: CardLike, from: CardLike, choices: Choices): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const key of CHOSEN_FIELDS) {
    if (key in into) fields[key] = chosen(key, into, from, choices);
  }
  if (into.own !== undefined || from.own !== undefined) {
    const own: Record<string, unknown> = {};
    for (const id of new Set([...Object.keys(into.own ?? {}), ...Object.keys(from.own ?? {})])) {
      const value = chosen(ownKey(id), into, from, choices);
      if (!isEmpty(value)) own[id] = value;
    }
    fields.own = own;
  }
  return fields;
}

/** Both lists, each entry once: those of the card that stays first. */
export function united<T>(into: readonly T[], from: readonly T[], keyOf: (entry: T) => unknown): T[] {
  const known = new Set(into.map(keyOf));
  const more = from.filter((entry) => {
    const key = keyOf(entry);
    return !known.has(key) && known.add(key);
  });
  return [...into, ...more];
}
