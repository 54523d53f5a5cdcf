import { byName } from '../text/by-name.ts';
import { BOARD_SOURCES, type BoardState, type KnownBoard } from './board.ts';

/** How long something may last before a supervisor wants to see it, s; 0: as long as it likes. */
export interface BoardLimits {
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapUpSeconds: number;
  readonly breakSeconds: number;
}

export interface BoardRow {
  /** Stable for the same person, whoever tells of them. */
  readonly id: string;
  readonly userId?: string | undefined;
  readonly extension?: string | undefined;
  readonly name: string;
  readonly state: BoardState;
  readonly since?: number | undefined;
  /** From then on it lasts too long. */
  readonly overAt?: number | undefined;
  readonly with?: string | undefined;
  readonly contactId?: string | undefined;
  readonly reason?: string | undefined;
  readonly queues: readonly string[];
}

export interface BoardQueue {
  readonly name: string;
  readonly waiting: number;
  /** Since when the first of them waits. */
  readonly since?: number | undefined;
  /** Who could take the next one, and who is there at all. */
  readonly free: number;
  readonly members: number;
}

const LIMIT: Readonly<Partial<Record<BoardState, keyof BoardLimits>>> = {
  talking: 'talkSeconds',
  onHold: 'holdSeconds',
  wrapUp: 'wrapUpSeconds',
  break: 'breakSeconds',
};

/** Everybody of whom anything is told, once, by name. */
export function boardRows({ told }: KnownBoard, limits: BoardLimits): BoardRow[] {
  const seen = new Map<string, Seen[]>();
  for (const source of BOARD_SOURCES)
    for (const person of told[source].people.values()) {
      const id = person.extension === undefined ? `${source}:${person.key}` : `ext:${person.extension}`;
      seen.set(id, [...(seen.get(id) ?? []), { ...person, source }]);
    }
  return [...seen]
    .map(([id, views]) => rowOf(id, views, limits))
    .sort((one, other) =>
      one.name === other.name ? byName(one.id, other.id) : byName(one.name, other.name),
    );
}

type Seen = ReturnType<KnownBoard['told']['queues']['people']['get']> & { readonly source: string };

function rowOf(id: string, views: readonly Seen[], limits: BoardLimits): BoardRow {
  // A break is known to whoever was asked for it: of the others such a person looks free.
  const telling = views.find(({ state }) => state !== 'unknown') ?? (views[0] as Seen);
  const paused = telling.state === 'free' ? views.find(({ state }) => state === 'break') : undefined;
  const { state, since, reason } = paused ?? telling;
  const limit = LIMIT[state];
  const seconds = limit === undefined ? 0 : limits[limit];
  const detail = views.find((view) => view.state === state && view.with !== undefined);
  // A queue's member without a name is called by its channel, so whoever else knows a name is asked first.
  const named = views.find(({ source, name }) => source !== 'queues' && name !== '') ?? telling;
  const first = <K extends 'userId' | 'extension' | 'queues'>(field: K) =>
    views.find((view) => view[field] !== undefined)?.[field];
  return {
    id,
    name: named.name || telling.name,
    ...given('userId', first('userId')),
    ...given('extension', first('extension')),
    state,
    // Since when nobody knows how somebody stands is no news of them.
    ...given('since', state === 'unknown' ? undefined : since),
    ...given('overAt', since === undefined || seconds === 0 ? undefined : since + seconds * 1000),
    ...given('with', detail?.with),
    ...given('contactId', detail?.contactId),
    ...given('reason', state === 'break' ? reason : undefined),
    queues: first('queues') ?? [],
  };
}

/** Queues by name, with who waits in them and who is there; `rows` as `boardRows` made them of the same board. */
export function boardQueues({ told }: KnownBoard, rows: readonly BoardRow[]): BoardQueue[] {
  const queues = new Map<string, { waiting: number; since: number; free: number; members: number }>();
  const of = (name: string) => {
    const known = queues.get(name) ?? { waiting: 0, since: Number.POSITIVE_INFINITY, free: 0, members: 0 };
    queues.set(name, known);
    return known;
  };
  for (const source of BOARD_SOURCES) {
    for (const name of told[source].queues) of(name);
    for (const { queue, since } of told[source].waiting.values()) {
      const known = of(queue);
      known.waiting += 1;
      known.since = Math.min(known.since, since);
    }
  }
  for (const row of rows)
    for (const name of row.queues) {
      const known = of(name);
      known.members += 1;
      if (row.state === 'free') known.free += 1;
    }
  return [...queues]
    .map(([name, { since, ...counts }]) => ({
      name,
      ...counts,
      ...given('since', counts.waiting === 0 ? undefined : since),
    }))
    .sort((one, other) => byName(one.name, other.name));
}

/** When the next of them begins to last too long; undefined: none will unless something happens. */
export const nextOver = (rows: readonly Pick<BoardRow, 'overAt'>[], now: number): number | undefined => {
  const later = rows.flatMap(({ overAt }) => (overAt !== undefined && overAt > now ? [overAt] : []));
  return later.length === 0 ? undefined : Math.min(...later);
};

export const isOver = ({ overAt }: Pick<BoardRow, 'overAt'>, now: number): boolean =>
  overAt !== undefined && overAt <= now;

const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
