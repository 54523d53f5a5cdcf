/** How somebody stands. `away`: no call would reach them. `unknown`: nobody says. */
export const BOARD_STATES = [
  'free',
  'ringing',
  'dialing',
  'talking',
  'onHold',
  'wrapUp',
  'break',
  'away',
  'unknown',
] as const;
export type BoardState = (typeof BOARD_STATES)[number];

/**
 * Who tells: this workstation of who sits here, the queues of the PBX, the PBX's lamps of extensions. In this order they
 * are believed; a team's server will be one more.
 */
export const BOARD_SOURCES = ['workstation', 'queues', 'lamps'] as const;
export type BoardSource = (typeof BOARD_SOURCES)[number];

/** Somebody as one source sees them. */
export interface SeenPerson {
  /** Of this person within the source. */
  readonly key: string;
  readonly userId?: string | undefined;
  /** By it sources agree who is meant. */
  readonly extension?: string | undefined;
  readonly name: string;
  readonly state: BoardState;
  /** Since when; `kept`: as long as this source has told the same state. Absent: since before anybody looked. */
  readonly since?: number | 'kept' | undefined;
  /** The other side of the call, as people call it. */
  readonly with?: string | undefined;
  readonly contactId?: string | undefined;
  /** Of a break. */
  readonly reason?: string | undefined;
  /** Queues that send calls to them. */
  readonly queues?: readonly string[] | undefined;
}

/** What a source tells. Each word replaces all that it said of the same subject before. */
export type BoardNews = { readonly source: BoardSource; readonly at: number } & (
  | { readonly kind: 'person'; readonly person: SeenPerson }
  | { readonly kind: 'personGone'; readonly key: string }
  | { readonly kind: 'queue'; readonly name: string }
  | { readonly kind: 'queueGone'; readonly name: string }
  | {
      readonly kind: 'waiting';
      readonly callId: string;
      readonly queue: string;
      readonly since: number;
    }
  | { readonly kind: 'waitingOver'; readonly callId: string }
  /** It hears nothing any more: what it knew is worth nothing. */
  | { readonly kind: 'sourceGone' }
);

interface KnownPerson extends Omit<SeenPerson, 'since'> {
  readonly since: number | undefined;
}
interface WaitingCall {
  readonly queue: string;
  readonly since: number;
}
interface Told {
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly queues: ReadonlySet<string>;
  readonly waiting: ReadonlyMap<string, WaitingCall>;
}

/** All that was told and still holds. */
export interface KnownBoard {
  readonly told: Readonly<Record<BoardSource, Told>>;
  /** Of the newest word, UTC ms. */
  readonly at: number;
}

const NOTHING: Told = { people: new Map(), queues: new Set(), waiting: new Map() };
export const EMPTY_BOARD: KnownBoard = {
  told: { workstation: NOTHING, queues: NOTHING, lamps: NOTHING },
  at: 0,
};

/** More than the largest exchange has; what a source tells beyond is left out, so that a mad one does not fill the memory. */
export const MOST_TOLD = 5_000;

/** The one place where the board changes: what was known, and what was told since, in order. */
export function boardAfter(known: KnownBoard, news: readonly BoardNews[]): KnownBoard {
  if (news.length === 0) return known;
  const told = { ...known.told };
  // Copied once for all that was told at a time: a queue of hundreds tells hundreds at once.
  const own = new Map<BoardSource, { [K in keyof Told]: Mutable<Told[K]> }>();
  const writable = (source: BoardSource) => {
    const before = own.get(source);
    if (before) return before;
    const { people, queues, waiting } = told[source];
    const copy = { people: new Map(people), queues: new Set(queues), waiting: new Map(waiting) };
    own.set(source, copy);
    told[source] = copy;
    return copy;
  };
  let at = known.at;
  for (const word of news) {
    at = Math.max(at, word.at);
    const { people, queues, waiting } = writable(word.source);
    switch (word.kind) {
      case 'person':
        if (people.has(word.person.key) || people.size < MOST_TOLD)
          people.set(word.person.key, withSince(word.person, people.get(word.person.key), word.at));
        break;
      case 'personGone':
        people.delete(word.key);
        break;
      case 'queue':
        if (queues.size < MOST_TOLD) queues.add(word.name);
        break;
      case 'queueGone':
        queues.delete(word.name);
        break;
      case 'waiting':
        if (waiting.has(word.callId) || waiting.size < MOST_TOLD)
          waiting.set(word.callId, { queue: word.queue, since: word.since });
        break;
      case 'waitingOver':
        waiting.delete(word.callId);
        break;
      case 'sourceGone':
        people.clear();
        queues.clear();
        waiting.clear();
        break;
    }
  }
  return { told, at };
}

function withSince(
  { since, ...person }: SeenPerson,
  before: KnownPerson | undefined,
  at: number,
): KnownPerson {
  if (since !== 'kept') return { ...person, since };
  return { ...person, since: before?.state === person.state ? before.since : at };
}

type Mutable<T> =
  T extends ReadonlyMap<infer K, infer V> ? Map<K, V> : T extends ReadonlySet<infer V> ? Set<V> : never;
