import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import type { SweepState } from '../../shared/contract/duplicates.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { type DuplicatesBase, fillDuplicatesBase, openDuplicatesBase, sweepBase } from './duplicates-base.ts';

const PAIRS = 24;
const LONG = 400;
/** Of each of the three: a merge by hand, the run, its undo. */
const POINTS = 20;

/** Points at a time: a run rests between two merges, and in the rest another one works. */
const AT_ONCE = 3;

let ready: string;
let victims: Bundle;
let dir: string;
let base: DuplicatesBase | undefined;
let untouched: unknown;

beforeAll(async () => {
  ready = mkdtempSync(join(tmpdir(), 'ringdesk-duplicates-ready-'));
  victims = await bundle(join(import.meta.dirname, 'duplicates-victim.ts'), [
    'electron/core/duplicates/duplicates.worker.ts',
  ]);
  base = openDuplicatesBase(ready);
  fillDuplicatesBase(base, PAIRS, LONG);
  sweepBase(base);
  untouched = told(base);
  await base.close();
  base = undefined;
}, 60_000);
afterAll(() => {
  victims.remove();
  rmSync(ready, { recursive: true, force: true });
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-duplicates-'));
});
afterEach(async () => {
  await base?.close();
  base = undefined;
  rmSync(dir, { recursive: true, force: true });
});

/** A copy of the base that was made once. */
function copied(name: string): string {
  const copy = join(dir, name);
  cpSync(ready, copy, { recursive: true });
  return copy;
}

/** As the screen is told of them. */
async function untilPairs({ domain }: DuplicatesBase, count: number): Promise<void> {
  const look = domain.handlers['duplicates.sweep'] as () => SweepState;
  for (;;) {
    const { state, pairs } = look();
    if (state === 'done' && pairs === count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Who is there, and what is whose. */
function told({ db }: DuplicatesBase): unknown {
  const all = (sql: string) => db.sqlite.prepare(sql).all();
  return {
    contacts: all('select id, name, tags, rseq from contacts where deleted_at is null order by id'),
    phones: all(
      'select p.id, contact_id, e164, main from contact_phones p where deleted_at is null order by p.id',
    ),
    calls: all('select id, contact_id from calls order by id'),
    notes: all('select id, contact_id from notes where deleted_at is null order by id'),
    words: all('select rowid, words from contact_search order by rowid'),
  };
}

/** A merge that is there is there whole: nobody is between two cards. */
function noHalfMerge({ db }: DuplicatesBase): void {
  const none = (sql: string) => expect(db.sqlite.prepare(sql).pluck().all(), sql).toEqual([]);
  const standing = 'select from_id from merges where deleted_at is null';
  none(`select id from contacts where deleted_at is null and id in (${standing})`);
  none(`select id from contacts where deleted_at is not null and id not in (${standing})`);
  none(`select id from notes where contact_id in (${standing}) and deleted_at is null`);
  // Only a long history may still be on its way, and it is written down that it is.
  none(`select distinct contact_id from calls where contact_id in (${standing}
    and id not in (select merge_id from merge_steps where going is not null))`);
  none(
    'select rowid from contact_search where rowid in (select rseq from contacts where deleted_at is not null)',
  );
}

/** A base of which this was in the making when its program was killed. */
async function killedAt(what: 'merge' | 'undo' | 'one', point: number): Promise<DuplicatesBase> {
  const folder = copied(`${what}-${point}`);
  const victim = fork(victims.program, [folder, what], { execArgv: [] });
  const gone = once(victim, 'exit');
  // The first points are by what was done, so that a slow machine does not miss them; then some milliseconds more.
  const wanted = what === 'one' ? Math.floor(point / 8) : (point * PAIRS) / POINTS;
  await new Promise<void>((resolve, reject) => {
    victim.on('message', ({ done }: { done: number }) => done >= wanted && resolve());
    void gone.then(() => reject(new Error('the victim died by itself')));
  });
  await new Promise((resolve) => setTimeout(resolve, (point * 7) % 23));
  victim.kill('SIGKILL');
  await gone;
  const killed = openDuplicatesBase(folder);
  noHalfMerge(killed);
  expect(checkIntegrity(killed.db.file).troubles).toEqual([]);
  return killed;
}

/** `look` at what each of the points left behind. */
async function atEachPoint(
  what: 'merge' | 'undo' | 'one',
  look: (killed: DuplicatesBase) => Promise<void>,
): Promise<void> {
  const points = Array.from({ length: POINTS }, (_, point) => point);
  const one = async () => {
    for (let point = points.shift(); point !== undefined; point = points.shift()) {
      const killed = await killedAt(what, point);
      try {
        await look(killed);
      } finally {
        await killed.close();
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

describe('duplicates, killed', () => {
  it(`during the run that merges all, at ${POINTS} points: no half merge, it goes on, and all of it can be undone`, async () => {
    await atEachPoint('merge', async (killed) => {
      const id = killed.run()?.id ?? '';
      killed.domain.start();
      await killed.until(id, 'done');
      expect(
        killed.db.sqlite.prepare('select count(*) from contacts where deleted_at is null').pluck().get(),
      ).toBe(PAIRS);
      noHalfMerge(killed);
      killed.undo(id);
      expect(await killed.until(id, 'undone')).toMatchObject({ back: PAIRS, kept: 0 });
      expect(told(killed)).toEqual(untouched);
    });
  }, 300_000);

  it(`while a run is undone, at ${POINTS} points: it goes on to the end`, async () => {
    await atEachPoint('undo', async (killed) => {
      const id = killed.run()?.id ?? '';
      killed.domain.start();
      await killed.until(id, 'undone');
      expect(told(killed)).toEqual(untouched);
      expect(checkIntegrity(killed.db.file).troubles).toEqual([]);
    });
  }, 300_000);

  it(`between merges by hand with long histories, at ${POINTS} points: each is there or not`, async () => {
    await atEachPoint('one', async (killed) => {
      const { merges } = killed.repositories;
      while (merges.step());
      noHalfMerge(killed);
      const [standing] = killed.db.sqlite
        .prepare('select id from merges where deleted_at is null')
        .pluck()
        .all() as string[];
      if (standing !== undefined) merges.undo(standing);
      while (merges.step());
      expect(told(killed)).toEqual(untouched);
    });
  }, 300_000);
});

describe('the run that merges all', () => {
  it('is cancelled between two merges, says how far it came, and is taken back', async () => {
    base = openDuplicatesBase(copied('run'));
    const id = base.begin();
    expect(() => base?.begin()).toThrow(expect.objectContaining({ code: 'mergeRunRunning' }));
    while ((base.run()?.merged ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    base.domain.handlers['duplicates.cancelRun']({ id }, {} as never);
    const { merged } = await base.until(id, 'cancelled', 'done');
    expect(base.db.sqlite.prepare('select count(*) from merges where deleted_at is null').pluck().get()).toBe(
      merged,
    );
    base.undo(id);
    await base.until(id, 'undone');
    expect(told(base)).toEqual(untouched);
    expect(base.repositories.audit.list({ limit: 5 }).map(({ action }) => action)).toContain(
      'duplicates.run.undone',
    );
    await untilPairs(base, PAIRS);
  }, 60_000);

  it('and one merge that is taken back leave their pairs to be seen again', async () => {
    base = openDuplicatesBase(copied('run'));
    const id = base.begin();
    await base.until(id, 'done');
    await untilPairs(base, 0);
    const [one] = base.db.sqlite.prepare('select id from merges where deleted_at is null').pluck().all() as [
      string,
    ];
    (base.domain.handlers['duplicates.undo'] as (input: object, context: object) => unknown)(
      { mergeId: one },
      { within: () => undefined },
    );
    await untilPairs(base, 1);
  }, 60_000);

  it('leaves a customer alone who is on the line', async () => {
    base = openDuplicatesBase(copied('run'));
    const { calls } = base.repositories;
    const open = calls.get(
      base.db.sqlite
        .prepare("select id from calls where state = 'ended' order by id desc limit 1")
        .pluck()
        .get() as string,
    );
    if (open === undefined) throw new Error('no call');
    const { end: _end, endedAt: _at, ...live } = open.call;
    calls.save({ ...open, call: { ...live, state: 'talking' } });
    const id = base.begin();
    expect(await base.until(id, 'done')).toMatchObject({ merged: PAIRS - 1, skipped: 1 });
  }, 60_000);
});
