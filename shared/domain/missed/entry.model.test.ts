import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  entryAfter,
  holderOf,
  type MissedEntry,
  type MissedFact,
  waitingCalls,
  waitsSince,
  withReport,
} from './entry.ts';
import type { MissedReport } from './report.ts';

const MINUTE = 60_000;
const LEASE = 15 * MINUTE;
const SETTING = { dueAt: (since: number) => since + 30 * MINUTE };
const NUMBERS = ['+1', '+2'] as const;
const AGENTS = ['ann', 'bob', 'eve'] as const;

interface Talk {
  readonly key: string;
  readonly at: number;
}

/** The base and the log; the rules are the real ones, only the reading of rows is not SQL. */
class World {
  now = 1_000 * MINUTE;
  readonly entries = new Map<string, MissedEntry>();
  readonly talks: Talk[] = [];
  readonly told = new Map<string, string>();
  /** Who was given it, and has neither lost nor finished it. */
  readonly working = new Map<string, { by: string; until: number }>();

  of = (key: string) => [...this.entries.values()].filter((entry) => entry.key === key);

  apply(id: string, fact: MissedFact): boolean {
    const entry = this.entries.get(id);
    if (!entry) throw new Error(`lost: ${id}`);
    const next = entryAfter(entry, fact, SETTING);
    this.entries.set(id, next);
    return next !== entry;
  }

  report(key: string, report: MissedReport): void {
    if (this.told.has(report.ref)) return;
    this.told.set(report.ref, key);
    const reachedAt = Math.max(-1, ...this.talks.filter((talk) => talk.key === key).map(({ at }) => at));
    const begin = { id: `entry-${this.entries.size}`, key, number: key };
    const entry = withReport(this.of(key), begin, report, reachedAt, SETTING);
    this.entries.set(entry.id, entry);
  }

  talk(key: string, at: number): void {
    this.talks.push({ key, at });
    for (const { id, state } of this.of(key)) if (state === 'open') this.apply(id, { kind: 'reached', at });
  }

  take(id: string, by: string): void {
    const entry = this.entries.get(id);
    if (entry?.state !== 'open') return;
    const holder = holderOf(entry, this.now);
    this.apply(id, { kind: 'taken', at: this.now, by, until: this.now + LEASE });
    const now = holderOf(this.entries.get(id) as MissedEntry, this.now);
    // Exclusive: who had it keeps it, and otherwise it is theirs who asked.
    expect(now?.by).toBe(holder?.by ?? by);
  }

  check(): void {
    for (const key of NUMBERS)
      expect(this.of(key).filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(1);
    // Nothing that was told is lost, and nothing is in two places.
    const kept = [...this.entries.values()].flatMap(({ key, reports }) =>
      reports.map(({ ref }) => [ref, key]),
    );
    expect(kept.sort()).toEqual([...this.told].sort());
    for (const entry of this.entries.values()) {
      expect(entry.end === undefined).toBe(entry.state === 'open');
      if (entry.state === 'resolved') expect(entry.lease).toBeUndefined();
      // Resolved by a talk means that nobody of it waits.
      if (entry.end?.how === 'reached') expect(waitingCalls(entry)).toEqual([]);
    }
  }
}

type Step = (world: World) => void;

const number = fc.constantFrom(...NUMBERS);
const agent = fc.constantFrom(...AGENTS);
const open = (world: World, key: string) => world.of(key).find(({ state }) => state === 'open');
const ago = fc.integer({ min: 0, max: 120 }).map((minutes) => minutes * MINUTE);
const source = fc.constantFrom('own' as const, 'ami' as const);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(number, source, ago, fc.integer({ min: 0, max: 40 })).map(
      ([key, from, back, name]): Step =>
        (world) => {
          const at = world.now - back;
          const ref = `${from}:${key}:${name}`;
          world.report(key, { ref, source: from, at, endedAt: at + 20_000, cause: 'unanswered', line: '' });
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(number, ago).map(
      ([key, back]): Step =>
        (world) =>
          world.talk(key, world.now - back),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(number, agent).map(
      ([key, by]): Step =>
        (world) => {
          const entry = open(world, key);
          if (entry) world.take(entry.id, by);
        },
    ),
  },
  fc.tuple(number, agent).map(
    ([key, by]): Step =>
      (world) => {
        const entry = open(world, key);
        if (!entry) return;
        const holder = holderOf(entry, world.now);
        world.apply(entry.id, { kind: 'released', at: world.now, by });
        // Nobody gives back what another one holds.
        if (holder && holder.by !== by)
          expect(holderOf(world.entries.get(entry.id) as MissedEntry, world.now)).toEqual(holder);
      },
  ),
  fc.tuple(number, agent).map(
    ([key, by]): Step =>
      (world) => {
        const entry = open(world, key);
        if (entry) world.apply(entry.id, { kind: 'resolved', at: world.now, by, reason: 'spam', note: '' });
      },
  ),
  number.map(
    (key): Step =>
      (world) => {
        const last = world.of(key).at(-1);
        if (last && !open(world, key)) world.apply(last.id, { kind: 'reopened', at: world.now });
      },
  ),
  fc.tuple(number, fc.integer({ min: 0, max: 9 })).map(
    ([key, n]): Step =>
      (world) => {
        const entry = open(world, key);
        if (!entry) return;
        const fact = { kind: 'attempted', at: world.now, callId: `call-${n}` } as const;
        world.apply(entry.id, fact);
        expect(world.apply(entry.id, fact)).toBe(false);
      },
  ),
  number.map(
    (key): Step =>
      (world) => {
        const entry = open(world, key);
        if (!entry) return;
        const fact = { kind: 'lookedAt', at: world.now } as const;
        // Told once that it is late, and only when it is.
        expect(world.apply(entry.id, fact)).toBe(entry.dueAt <= world.now && entry.lateAt === undefined);
        expect(world.apply(entry.id, fact)).toBe(false);
      },
  ),
  fc.integer({ min: 1, max: 40 }).map(
    (minutes): Step =>
      (world) => {
        world.now += minutes * MINUTE;
      },
  ),
);

it('never two open of a number, none lost, none taken twice, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = new World();
      for (const each of steps) {
        each(world);
        world.check();
      }
    }),
    { numRuns: 300 },
  );
});

/** What of a number is told by its calls and talks alone: who waits, since when, and until when they must be called. */
const standing = (world: World) =>
  NUMBERS.map((key) => {
    const entry = open(world, key);
    return (
      entry && {
        waiting: waitingCalls(entry).map(({ at, endedAt }) => [at, endedAt]),
        since: waitsSince(entry),
        dueAt: entry.dueAt,
      }
    );
  });

it('the order in which news of calls and talks come does not matter', () => {
  // Far enough apart that the PBX and the workstation agree which call is which.
  const news = fc.uniqueArray(
    fc.record({
      minute: fc.integer({ min: 0, max: 60 }),
      key: number,
      kind: fc.constantFrom('own', 'ami', 'both', 'talk'),
    }),
    { selector: ({ minute }) => minute, maxLength: 12 },
  );
  fc.assert(
    fc.property(
      news.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const after = (told: typeof all) => {
          const world = new World();
          for (const { minute, key, kind } of told) {
            const at = minute * MINUTE;
            if (kind === 'talk') world.talk(key, at);
            const sources =
              kind === 'both' ? (['own', 'ami'] as const) : kind === 'talk' ? [] : [kind as 'own' | 'ami'];
            for (const from of sources) {
              const ref = `${from}:${minute}`;
              world.report(key, {
                ref,
                source: from,
                at,
                endedAt: at + 20_000,
                cause: 'unanswered',
                line: '',
              });
            }
          }
          world.check();
          return standing(world);
        };
        expect(after(shuffled)).toEqual(after([...all].sort((a, b) => a.minute - b.minute)));
      },
    ),
    { numRuns: 300 },
  );
});
