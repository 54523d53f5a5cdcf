import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOARD_SOURCES,
  BOARD_STATES,
  type BoardNews,
  boardAfter,
  EMPTY_BOARD,
  MOST_TOLD,
  type SeenPerson,
} from './board.ts';
import { type BoardLimits, boardQueues, boardRows, isOver, nextOver } from './rows.ts';

const NOW = 1_795_780_368_000;
const LIMITS: BoardLimits = { talkSeconds: 600, holdSeconds: 120, wrapUpSeconds: 0, breakSeconds: 900 };

const seen = (some: Partial<SeenPerson> = {}): SeenPerson => ({
  key: '101',
  extension: '101',
  name: 'Irina',
  state: 'free',
  since: NOW,
  ...some,
});
const person = (source: BoardNews['source'], some: Partial<SeenPerson> = {}, at = NOW): BoardNews => ({
  source,
  at,
  kind: 'person',
  person: seen(some),
});
const rowsAfter = (...news: BoardNews[]) => boardRows(boardAfter(EMPTY_BOARD, news), LIMITS);

describe('somebody on the board', () => {
  it('is one row, however many tell of them; who knows best is believed', () => {
    const rows = rowsAfter(
      person('lamps', { name: 'Irina Sokolova', state: 'talking', since: undefined }),
      person('queues', { key: 'PJSIP/101', name: 'PJSIP/101', state: 'ringing', queues: ['sales'] }),
      person('workstation', {
        key: 'u1',
        userId: 'u1',
        name: '',
        state: 'wrapUp',
        since: NOW - 5,
        with: 'Anna',
      }),
    );
    expect(rows).toEqual([
      {
        id: 'ext:101',
        userId: 'u1',
        extension: '101',
        name: 'Irina Sokolova',
        state: 'wrapUp',
        since: NOW - 5,
        with: 'Anna',
        queues: ['sales'],
      },
    ]);
  });

  it('is on a break when only the PBX knows of it, but not in the middle of a talk', () => {
    const pause = person('queues', { state: 'break', reason: 'Lunch', since: NOW - 60_000 });
    expect(rowsAfter(person('workstation'), pause)[0]).toMatchObject({
      state: 'break',
      reason: 'Lunch',
      since: NOW - 60_000,
      overAt: NOW - 60_000 + 900_000,
    });
    const [talking] = rowsAfter(person('workstation', { state: 'talking' }), pause);
    expect(talking).toMatchObject({ state: 'talking' });
    expect(talking?.reason).toBeUndefined();
  });

  it('is not known while nobody says anything', () => {
    expect(rowsAfter(person('lamps', { state: 'unknown', since: undefined }))[0]).toMatchObject({
      state: 'unknown',
    });
    expect(rowsAfter(person('lamps', { state: 'unknown' }))[0]?.since).toBeUndefined();
    expect(
      rowsAfter(person('queues', { state: 'unknown' }), person('lamps', { state: 'talking' }))[0],
    ).toMatchObject({ state: 'talking' });
  });

  it('keeps the beginning of a state as long as it lasts', () => {
    const kept = (state: SeenPerson['state'], at: number) => person('lamps', { state, since: 'kept' }, at);
    expect(rowsAfter(kept('free', 1), kept('free', 5))[0]?.since).toBe(1);
    expect(rowsAfter(kept('free', 1), kept('talking', 5), kept('talking', 9))[0]?.since).toBe(5);
    const unseen = person('lamps', { state: 'talking', since: undefined }, 1);
    expect(rowsAfter(unseen, kept('talking', 5))[0]?.since).toBeUndefined();
  });

  it('is over a limit from a moment on, and without a limit never', () => {
    const [talking] = rowsAfter(person('workstation', { state: 'talking', since: NOW }));
    expect(talking?.overAt).toBe(NOW + 600_000);
    expect(isOver(talking ?? {}, NOW + 599_999)).toBe(false);
    expect(isOver(talking ?? {}, NOW + 600_000)).toBe(true);
    expect(nextOver([talking ?? {}], NOW)).toBe(NOW + 600_000);
    expect(nextOver([talking ?? {}], NOW + 600_000)).toBeUndefined();
    expect(rowsAfter(person('workstation', { state: 'wrapUp' }))[0]?.overAt).toBeUndefined();
    expect(
      rowsAfter(person('workstation', { state: 'talking', since: undefined }))[0]?.overAt,
    ).toBeUndefined();
  });
});

it('a queue has who waits, since when the first does, and who could take the next one', () => {
  const waiting = (callId: string, since: number): BoardNews => ({
    source: 'queues',
    at: NOW,
    kind: 'waiting',
    callId,
    queue: 'sales',
    since,
  });
  const known = boardAfter(EMPTY_BOARD, [
    { source: 'queues', at: NOW, kind: 'queue', name: 'empty' },
    waiting('1', NOW - 9_000),
    waiting('2', NOW - 4_000),
    waiting('3', NOW - 20_000),
    { source: 'queues', at: NOW, kind: 'waitingOver', callId: '3' },
    person('queues', { queues: ['sales'] }),
    person('queues', { key: '102', extension: '102', state: 'talking', queues: ['sales'] }),
  ]);
  expect(boardQueues(known, boardRows(known, LIMITS))).toEqual([
    { name: 'empty', waiting: 0, free: 0, members: 0 },
    { name: 'sales', waiting: 2, since: NOW - 9_000, free: 1, members: 2 },
  ]);
});

it('a source that hears nothing any more takes what it said with it, and nothing else', () => {
  const known = boardAfter(EMPTY_BOARD, [
    person('queues', { state: 'talking', queues: ['sales'] }),
    person('lamps', { state: 'ringing' }),
    { source: 'queues', at: NOW, kind: 'waiting', callId: '1', queue: 'sales', since: NOW },
    { source: 'queues', at: NOW + 1, kind: 'sourceGone' },
  ]);
  const rows = boardRows(known, LIMITS);
  expect(rows).toMatchObject([{ state: 'ringing', queues: [] }]);
  expect(boardQueues(known, rows)).toEqual([]);
});

it('has a bound, whatever a source tells', () => {
  const many = Array.from({ length: MOST_TOLD + 50 }, (_, n) =>
    person('queues', { key: `${n}`, extension: `${n}` }),
  );
  expect(boardRows(boardAfter(EMPTY_BOARD, many), LIMITS)).toHaveLength(MOST_TOLD);
});

const key = fc.integer({ min: 1, max: 4 }).map(String);
const anyNews: fc.Arbitrary<BoardNews> = fc
  .record({ source: fc.constantFrom(...BOARD_SOURCES), at: fc.integer({ min: 0, max: 100 }), n: key })
  .chain(({ source, at, n }) =>
    fc.oneof(
      fc
        .constantFrom(...BOARD_STATES)
        .chain((state) =>
          fc
            .constantFrom(1, 'kept' as const, undefined)
            .map((since) => person(source, { key: n, extension: n, state, since, queues: [n] }, at)),
        ),
      fc.constant<BoardNews>({ source, at, kind: 'personGone', key: n }),
      fc.constant<BoardNews>({ source, at, kind: 'queue', name: n }),
      fc.constant<BoardNews>({ source, at, kind: 'waiting', callId: n, queue: n, since: at }),
      fc.constant<BoardNews>({ source, at, kind: 'waitingOver', callId: n }),
      fc.constant<BoardNews>({ source, at, kind: 'sourceGone' }),
    ),
  );

describe('whatever is told', () => {
  it('comes to the same, one by one or together, and changes nothing that was known before', () => {
    fc.assert(
      fc.property(fc.array(anyNews), fc.array(anyNews), (earlier, later) => {
        const known = boardAfter(EMPTY_BOARD, earlier);
        const before = structuredClone(known);
        const together = boardAfter(known, later);
        expect(known).toEqual(before);
        expect(later.reduce((board, word) => boardAfter(board, [word]), known)).toEqual(together);
      }),
    );
  });

  it('has each person once, and counts all who wait', () => {
    fc.assert(
      fc.property(fc.array(anyNews), (news) => {
        const known = boardAfter(EMPTY_BOARD, news);
        const rows = boardRows(known, LIMITS);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        const told = BOARD_SOURCES.flatMap((source) => [...known.told[source].people.keys()]);
        expect(rows).toHaveLength(new Set(told).size);
        const waiting = BOARD_SOURCES.reduce((sum, source) => sum + known.told[source].waiting.size, 0);
        expect(boardQueues(known, rows).reduce((sum, queue) => sum + queue.waiting, 0)).toBe(waiting);
      }),
    );
  });
});
