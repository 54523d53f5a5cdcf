import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { ME, type TestBase, testBase } from '../../../db/testing.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { MissedCounts } from '../../../shared/contract/missed.ts';
import type { MissedReport } from '../../../shared/domain/missed/report.ts';
import type { Context } from '../host/dispatch.ts';
import { silentLog } from '../host/log.ts';
import { defaultSettings } from '../settings/settings.ts';
import { createMissedQueue } from './queue.ts';

const MINUTE = 60_000;
const COLLEAGUE = '01900000-0000-7000-8000-000000000002';
const CALLER = { number: '+79161112233', anonymous: false };
const asked = {} as Context;

let base: TestBase;
let told: { changed: Mock<(counts: MissedCounts) => void>; late: Mock<(late: unknown) => void> };
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  base = testBase();
  base.repos.users.save({ id: COLLEAGUE, name: 'Taras' });
  told = { changed: vi.fn(), late: vi.fn() };
});
afterEach(() => {
  base[Symbol.dispose]();
  vi.useRealTimers();
});

/** The queue as the workstation of this user has it; all of them share the base. */
const queueOf = (me: string) =>
  createMissedQueue({
    db: base.db,
    repositories: base.repos,
    me: () => me,
    now: () => base.clock.now,
    settings: () => ({ ...defaultSettings(), country: 'RU', zone: 'UTC', workHours: Array(7).fill(null) }),
    onChanged: told.changed,
    onLate: told.late,
    log: silentLog,
  });
const report = (name: string, at = base.clock.now, more: Partial<MissedReport> = {}): MissedReport => ({
  ref: `ami:${name}`,
  source: 'ami',
  at,
  endedAt: at + 20_000,
  cause: 'leftQueue',
  line: 'support',
  ...more,
});
const open = () => base.repos.missed.list('open', { now: base.clock.now, offset: 0, limit: 10 }).entries;

describe('two people', () => {
  it('who take the same: one wins, the other is told who, and gets it when the time of the first is over', () => {
    const mine = queueOf(ME);
    const theirs = queueOf(COLLEAGUE);
    mine.pbxMissed(CALLER, report('1'));
    const id = open()[0]?.id ?? expect.fail();
    theirs.handlers['missed.take']({ id }, asked);
    expect(() => mine.handlers['missed.take']({ id }, asked)).toThrow(
      expect.objectContaining({ code: 'missedTaken', params: expect.objectContaining({ name: 'Taras' }) }),
    );
    expect(() => mine.handlers['missed.resolve']({ id, reason: 'spam', note: '' }, asked)).toThrow(Failure);
    base.clock.now += 15 * MINUTE;
    mine.handlers['missed.take']({ id }, asked);
    expect(open()[0]?.holder?.name).toBe('Olena');
    expect(() => theirs.handlers['missed.release']({ id }, asked)).toThrow(
      expect.objectContaining({ code: 'missedGone' }),
    );
  });
});

describe('what the PBX tells', () => {
  it('is kept once, also when it is told again after the customer was reached', () => {
    const queue = queueOf(ME);
    queue.pbxMissed(CALLER, report('1'));
    queue.pbxMissed(CALLER, report('1'));
    expect(open()).toMatchObject([{ callCount: 1, calls: [{ line: 'support', cause: 'leftQueue' }] }]);
    base.clock.now += MINUTE;
    queue.pbxReached({ number: '8 916 111-22-33', anonymous: false }, base.clock.now);
    queue.pbxMissed(CALLER, report('1'));
    expect(open()).toEqual([]);
  });

  it('is told to the desks as one change', () => {
    const queue = queueOf(ME);
    for (let n = 0; n < 20; n += 1)
      queue.pbxMissed({ ...CALLER, number: `+7916111${1000 + n}` }, report(`${n}`));
    vi.advanceTimersByTime(200);
    expect(told.changed.mock.calls).toEqual([[{ open: 20, mine: 0, late: 0 }]]);
  });
});

it('late ones are told once, together, the most urgent first', () => {
  const queue = queueOf(ME);
  queue.start();
  queue.pbxMissed(CALLER, report('1', base.clock.now - 20 * MINUTE));
  queue.pbxMissed({ ...CALLER, number: '+79161112244' }, report('2', base.clock.now - 15 * MINUTE));
  vi.advanceTimersByTime(15_000);
  expect(told.late).not.toHaveBeenCalled();
  base.clock.now += 15 * MINUTE;
  vi.advanceTimersByTime(15_000);
  expect(told.late.mock.calls).toMatchObject([[{ count: 2, entry: { number: '+79161112233' } }]]);
  vi.advanceTimersByTime(60_000);
  expect(told.late).toHaveBeenCalledOnce();
  queue.stop();
});
