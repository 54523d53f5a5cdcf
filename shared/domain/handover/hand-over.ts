/** What of somebody can be handed over; customers first, since what is about them follows them. */
export const HANDOVER_KINDS = ['customers', 'lists', 'prospects', 'tasks', 'missed'] as const;
export type HandOverKind = (typeof HANDOVER_KINDS)[number];

export const HANDOVER_KEYS = ['stage', 'segment', 'list'] as const;
export type HandOverKey = (typeof HANDOVER_KEYS)[number];

/** To whom: all to one (one in `rest`), evenly to some, or parts of it to each and the rest in turn. */
export interface HandOverRule {
  /** What the keys of the parts are. */
  readonly by?: HandOverKey | undefined;
  /** The first that fits counts. */
  readonly parts: readonly { readonly key: string; readonly to: string }[];
  /** Who shares what belongs to no part, in turns; never empty. */
  readonly rest: readonly string[];
}

/** One thing that somebody has. */
export interface HandOverItem {
  readonly kind: HandOverKind;
  /** Stages, segments or lists to which it belongs, as the rule asks. */
  readonly keys: readonly string[];
  /** Who is responsible for the customer that it is about. */
  readonly customerOf?: string | undefined;
}

/** How many of each kind were dealt out in turn. */
export type Turns = Readonly<Partial<Record<HandOverKind, number>>>;

export const receiversOf = ({ parts, rest }: HandOverRule): ReadonlySet<string> =>
  new Set([...parts.map(({ to }) => to), ...rest]);

export type HandOverFault = 'nobody' | 'toThemselves' | 'twice';

/** What is wrong with a rule by which this person's things are to be handed over. */
export function faultOf(rule: HandOverRule, from: string): HandOverFault | undefined {
  if (rule.rest.length === 0) return 'nobody';
  if (receiversOf(rule).has(from)) return 'toThemselves';
  const keys = rule.parts.map(({ key }) => key);
  const twice = new Set(rule.rest).size < rule.rest.length || new Set(keys).size < keys.length;
  return twice ? 'twice' : undefined;
}

/**
 * Who gets it. A promise, a prospect or a missed call goes to whom its customer belongs already, if that is one of the
 * receivers: two people must not call the same customer. What belongs to no part goes round in turn, each kind by itself.
 */
export function receiverOf(
  { kind, keys, customerOf }: HandOverItem,
  rule: HandOverRule,
  turns: Turns,
): { readonly to: string; readonly turns: Turns } {
  if (kind !== 'customers' && customerOf !== undefined && receiversOf(rule).has(customerOf))
    return { to: customerOf, turns };
  const part = rule.parts.find(({ key }) => keys.includes(key));
  if (part) return { to: part.to, turns };
  const turn = turns[kind] ?? 0;
  const to = rule.rest[turn % rule.rest.length];
  if (to === undefined) throw new Error('a hand-over needs somebody to whom');
  return { to, turns: { ...turns, [kind]: turn + 1 } };
}
