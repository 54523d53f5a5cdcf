import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { readNumber } from '../../shared/domain/phone-number/index.ts';
import {
  ANNA,
  BORIS,
  CLARA,
  fillHandOverBase,
  type HandOverBase,
  openHandOverBase,
} from './handover-base.ts';

const CUSTOMERS = 1_500;
let dir: string;
let base: HandOverBase | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-handover-'));
});
afterEach(async () => {
  await base?.close();
  base = undefined;
  rmSync(dir, { recursive: true, force: true });
});

const column = (sql: string) => base?.db.sqlite.prepare(sql).pluck().all() as unknown[];
const share = (who: string) => [
  column(`select count(*) from contacts where responsible_id = '${who}'`)[0],
  column(`select count(*) from tasks where assignee_id = '${who}'`)[0],
];
/** A promise is with whoever has its customer. */
const apart = () =>
  column(
    'select t.id from tasks t join contacts c on c.id = t.contact_id where t.assignee_id <> c.responsible_id',
  );
/** How often each thing changed hands. */
const changes = () =>
  column(`select distinct count(*) from outbox where table_name in ('contacts', 'tasks') group by row_id`);

async function killed(what: 'handOver' | 'takeBack'): Promise<string> {
  const victim = fork(join(import.meta.dirname, 'handover-victim.ts'), [dir, String(CUSTOMERS), what], {
    execArgv: [],
  });
  const gone = once(victim, 'exit').then(() => Promise.reject(new Error('the victim died by itself')));
  const [{ id }] = (await Promise.race([once(victim, 'message'), gone])) as [{ id: string }];
  gone.catch(() => {});
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  return id;
}

describe('a hand-over', () => {
  it('killed in the middle goes on at the next start: nothing is lost, nothing twice, and it is even', async () => {
    const id = await killed('handOver');
    base = openHandOverBase(dir);
    const [left] = share(ANNA);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(CUSTOMERS);
    base.domain.resume();
    expect(await base.until(id, 'done', 'failed')).toMatchObject({
      state: 'done',
      total: CUSTOMERS * 2,
      counts: { customers: { [BORIS]: CUSTOMERS / 2, [CLARA]: CUSTOMERS / 2 } },
    });
    expect([ANNA, BORIS, CLARA].map(share)).toEqual([
      [0, 0],
      [CUSTOMERS / 2, CUSTOMERS / 2],
      [CUSTOMERS / 2, CUSTOMERS / 2],
    ]);
    expect(apart()).toEqual([]);
    expect(changes()).toEqual([2]);
    expect(checkIntegrity(base.db.file).troubles).toEqual([]);
  });

  it('killed while it is taken back is taken back to the end', async () => {
    const id = await killed('takeBack');
    base = openHandOverBase(dir);
    base.domain.resume();
    expect(await base.until(id, 'undone', 'done')).toMatchObject({
      state: 'undone',
      back: CUSTOMERS * 2,
      kept: 0,
    });
    expect(share(ANNA)).toEqual([CUSTOMERS, CUSTOMERS]);
    expect(changes()).toEqual([3]);
  });

  it('is cancelled between two steps, says how far it came, and can be taken back', async () => {
    base = openHandOverBase(dir);
    fillHandOverBase(base, CUSTOMERS);
    const id = base.start(['customers']);
    expect(() => base?.start()).toThrow(expect.objectContaining({ code: 'handOverRunning' }));
    while (Number(share(ANNA)[0]) === CUSTOMERS) await new Promise((resolve) => setTimeout(resolve, 1));
    await base.domain.handlers['handOvers.cancel']({ id }, {} as never);
    const { counts } = await base.until(id, 'cancelled', 'done');
    expect(CUSTOMERS - Number(share(ANNA)[0])).toBe(
      (counts.customers?.[BORIS] ?? 0) + (counts.customers?.[CLARA] ?? 0),
    );
    // The end is written down a moment after the state.
    await expect.poll(() => base?.told.at(-1)?.state).toMatch(/cancelled|done/);
    base.undo(id);
    await base.until(id, 'undone');
    expect(share(ANNA)[0]).toBe(CUSTOMERS);
  });

  it('of thousands leaves lookups as they were, and stands in the audit', async () => {
    base = openHandOverBase(dir);
    fillHandOverBase(base, CUSTOMERS);
    const id = base.start();
    const reading = readNumber('+79161000700', { country: 'RU', areaCode: '' });
    let slowest = 0;
    let looked = 0;
    while (base.repositories.handOvers.get(id).state === 'running') {
      const begun = performance.now();
      expect(base.repositories.lookup.byNumber(reading, { ownNumbers: [] })).toHaveLength(1);
      slowest = Math.max(slowest, performance.now() - begun);
      looked += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(looked).toBeGreaterThan(20);
    console.log(`${looked} lookups beside a hand-over, the slowest ${slowest.toFixed(1)} ms`);
    await expect
      .poll(() => base?.repositories.audit.list({ limit: 5 }).map(({ action }) => action))
      .toContain('handOver.done');
  });
});
