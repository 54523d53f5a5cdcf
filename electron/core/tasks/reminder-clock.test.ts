import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestBase, testBase } from '../../../db/testing.ts';
import { wallClock } from '../../../shared/domain/schedule/day.ts';
import { createReminderClock } from './reminder-clock.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** The longest wait of the clock: nothing may ring later than that while the machine is awake. */
const LATEST = 15 * SECOND;

// Timers run on the time that the machine is awake, the clock on the wall goes its own way.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A workstation whose wall clock and whose waking hours the test moves. */
function workstation(base: TestBase, start: number) {
  const rings: { id: string; at: number; awake: number }[] = [];
  let wall = start;
  let awake = 0;
  base.clock.now = wall;
  const make = () =>
    createReminderClock({
      repositories: base.repos,
      now: () => wall,
      ring: ({ id }) => rings.push({ id, at: wall, awake }),
      onFailed: (error) => {
        throw error;
      },
    });
  let clock: ReturnType<typeof make> | undefined = make();
  clock.look();
  const setWall = (at: number) => {
    wall = at;
    base.clock.now = at;
  };
  return {
    rings,
    get wall() {
      return wall;
    },
    works(ms: number) {
      for (let gone = 0; gone < ms; gone += SECOND) {
        setWall(wall + SECOND);
        awake += SECOND;
        vi.advanceTimersByTime(SECOND);
      }
    },
    sleeps: (ms: number) => setWall(wall + ms),
    isSetTo: setWall,
    closes() {
      clock?.stop();
      clock = undefined;
    },
    starts() {
      clock?.stop();
      clock = make();
      clock.look();
    },
    [Symbol.dispose]() {
      clock?.stop();
    },
    promise(dueAt: number): string {
      const { id } = base.repos.tasks.create({ title: 'Call', zone: 'Europe/Berlin', dueAt });
      clock?.look();
      return id;
    },
  };
}

const NOON = Date.parse('2026-11-24T12:00:00Z');

describe('a promise', () => {
  it('rings at its second, once', () => {
    using base = testBase();
    using desk = workstation(base, NOON);
    const id = desk.promise(NOON + 100 * SECOND);
    desk.works(HOUR);
    expect(desk.rings).toEqual([{ id, at: NOON + 100 * SECOND, awake: 100 * SECOND }]);
  });

  it('rings after a sleep over its time, soon after the waking', () => {
    using base = testBase();
    using desk = workstation(base, NOON);
    const ids = [20 * MINUTE, 3 * HOUR].map((after) => desk.promise(NOON + after));
    desk.works(MINUTE);
    desk.sleeps(8 * HOUR);
    desk.works(LATEST);
    expect(desk.rings.map(({ id }) => id)).toEqual(ids);
    desk.works(HOUR);
    expect(desk.rings).toHaveLength(2);
  });

  it('rings at the start of a program that was closed at its time, and not again at the next start', () => {
    using base = testBase();
    using desk = workstation(base, NOON);
    const id = desk.promise(NOON + 10 * MINUTE);
    desk.closes();
    desk.sleeps(3 * 24 * HOUR);
    desk.starts();
    expect(desk.rings.map((ring) => ring.id)).toEqual([id]);
    desk.starts();
    desk.works(HOUR);
    expect(desk.rings).toHaveLength(1);
  });

  it('does not ring twice when the clock is put back an hour, and waits for its time by the new clock', () => {
    using base = testBase();
    using desk = workstation(base, NOON);
    const early = desk.promise(NOON + MINUTE);
    const late = desk.promise(NOON + 30 * MINUTE);
    desk.works(2 * MINUTE);
    desk.isSetTo(NOON - HOUR);
    desk.works(2 * HOUR);
    expect(desk.rings.map(({ id }) => id)).toEqual([early, late]);
    expect(desk.rings[1]?.at).toBe(NOON + 30 * MINUTE);
  });

  it('rings within a quarter of a minute when the clock is put forward over its time', () => {
    using base = testBase();
    using desk = workstation(base, NOON);
    const id = desk.promise(NOON + 30 * MINUTE);
    desk.works(MINUTE);
    desk.isSetTo(NOON + 2 * HOUR);
    desk.works(LATEST);
    expect(desk.rings.map((ring) => ring.id)).toEqual([id]);
  });

  it('rings again at its own time when a clock with a wrong year had rung it', () => {
    using base = testBase();
    using desk = workstation(base, NOON);
    const id = desk.promise(NOON + 24 * HOUR);
    const before = desk.promise(NOON + MINUTE);
    desk.isSetTo(NOON + 5 * 365 * 24 * HOUR);
    desk.works(LATEST);
    expect(desk.rings.map((ring) => ring.id)).toEqual([before, id]);
    desk.isSetTo(NOON + 2 * MINUTE);
    desk.works(LATEST);
    desk.sleeps(24 * HOUR);
    desk.works(LATEST);
    expect(desk.rings.map((ring) => ring.id)).toEqual([before, id, id]);
  });

  it('rings at the wall clock that was meant, on both nights on which clocks change', () => {
    for (const [day, hours] of [
      ['2026-03-29', 2],
      ['2026-10-25', 4],
    ] as const) {
      using base = testBase();
      const zone = 'Europe/Berlin';
      using desk = workstation(base, wallClock(day, '00:30', zone));
      const due = wallClock(day, '03:30', zone);
      desk.promise(due);
      desk.works(hours * HOUR - MINUTE);
      expect(desk.rings).toEqual([]);
      desk.works(2 * MINUTE);
      expect(desk.rings.map(({ at }) => at)).toEqual([due]);
    }
  });

  it('is neither lost nor doubled, whatever happens to machine, program and clock', () => {
    const minutes = (max: number) => fc.integer({ min: 1, max });
    const event = fc.oneof(
      fc.record({ kind: fc.constant('works' as const), minutes: minutes(20) }),
      fc.record({ kind: fc.constant('sleeps' as const), minutes: minutes(600) }),
      fc.record({ kind: fc.constant('restarts' as const), minutes: minutes(600) }),
      // Fourteen times that is less than the half day from which on a clock counts as wrong by far.
      fc.record({ kind: fc.constant('back' as const), minutes: minutes(50) }),
      fc.record({ kind: fc.constant('forward' as const), minutes: minutes(180) }),
      fc.record({ kind: fc.constant('promise' as const), minutes: minutes(240) }),
    );
    fc.assert(
      fc.property(fc.array(event, { minLength: 3, maxLength: 14 }), (events) => {
        using base = testBase();
        using desk = workstation(base, NOON);
        const due = new Map<string, number>();
        for (const { kind, minutes: m } of events) {
          const ms = m * MINUTE;
          if (kind === 'works') desk.works(ms);
          else if (kind === 'sleeps') desk.sleeps(ms);
          else if (kind === 'back') desk.isSetTo(desk.wall - ms);
          else if (kind === 'forward') desk.isSetTo(desk.wall + ms);
          else if (kind === 'promise') due.set(desk.promise(desk.wall + ms), desk.wall + ms);
          else {
            desk.closes();
            desk.sleeps(ms);
            desk.starts();
          }
        }
        desk.sleeps(24 * HOUR);
        desk.works(LATEST);
        expect(desk.rings.map(({ id }) => id).sort()).toEqual([...due.keys()].sort());
        for (const { id, at } of desk.rings) expect(at).toBeGreaterThanOrEqual(due.get(id) ?? 0);
      }),
      { numRuns: 15 },
    );
  });
});
