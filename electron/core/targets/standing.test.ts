import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCallBlocks } from '../../../db/repositories/reports/blocks.ts';
import { createResultReader } from '../../../db/repositories/results/results.ts';
import { createTargetReader } from '../../../db/repositories/targets/targets.ts';
import { type TestBase, testBase } from '../../../db/testing.ts';
import { requests } from '../../../shared/contract/index.ts';
import { OLENA, PETRO } from '../../../shared/domain/reports/testing/month.ts';
import { writeMonth } from '../reports/testing/write-month.ts';
import { WORKPLACE } from '../results/testing/workplace.ts';
import { ownTargets, type TargetSources, targetStanding } from './standing.ts';

/** Monday, the last day of the hand-made month, 12:00 in Kyiv: six working hours are left. */
const NOW = Date.parse('2026-11-30T12:00+02:00');
const AROUND = { ...WORKPLACE, now: NOW, me: OLENA };
const MONTH = { span: 'month', day: '2026-11-15' } as const;

let base: TestBase;
let sources: TargetSources;
beforeAll(() => {
  base = testBase();
  writeMonth(base);
  const { sqlite } = base.db;
  sources = {
    blocks: createCallBlocks(sqlite),
    reader: createResultReader(sqlite),
    targets: createTargetReader(sqlite),
    holidaysOf: () => Promise.resolve(new Set(['2026-11-10'])),
  };
  const save = (since: string, goals: object, agentId?: string) =>
    base.repos.targets.save({ agentId, span: 'month', since, goals });
  save('2026-10-01', { calls: 1 }, OLENA);
  save('2026-11-01', { calls: 20, agreed: 5 }, OLENA);
  save('2026-11-01', { talks: 14 });
});
afterAll(() => base[Symbol.dispose]());

describe('the month against its targets', () => {
  it('has the facts and the calls left that were reckoned by hand', async () => {
    const standing = await targetStanding(sources, MONTH, AROUND);
    requests['targets.standing'].output.parse(standing);
    expect(standing).toMatchObject({ firstDay: '2026-11-01', lastDay: '2026-11-30', over: false });
    expect(standing.workMsLeft).toBe(6 * 3_600_000);
    const [firm, olena, petro] = standing.rows;
    // All 15 calls; 660 s of talk + 80 s of hold.
    expect(firm?.facts).toEqual({ calls: 15, talks: 7, answered: 4, agreed: 3, minutes: 740 / 60 });
    // 1 2 5 7 10 11 13 14; answered 1 2 7 13 14, of these inbound 1 2 7; agreed 1 13; 120 + 60 + 30 + 300 + 100 s.
    expect(olena).toMatchObject({
      agentId: OLENA,
      name: 'Olena',
      facts: { calls: 8, talks: 5, answered: 3, agreed: 2, minutes: 610 / 60 },
    });
    expect(petro?.facts).toMatchObject({ calls: 7, talks: 2, answered: 1, agreed: 1, minutes: 130 / 60 });
    // Olena has fewer than 30 calls, so the firm's conversion: 3 agreed of 15 calls, one each 5. She lacks 12 calls, and 3 × 5.
    expect(olena?.standing.goals).toEqual([
      { goal: 'calls', target: 20, fact: 8, share: 8 / 20, callsLeft: 12 },
      { goal: 'agreed', target: 5, fact: 2, share: 2 / 5, callsLeft: 15 },
    ]);
    expect(olena?.standing.callsLeft).toBe(15);
    expect(olena?.standing.perHour).toBe(15 / 6);
    // 7 talks of 14 are missing; 7 of 15 calls become one.
    expect(firm?.standing.callsLeft).toBe(15);
    expect(petro?.standing).toEqual({ goals: [], callsLeft: 0, perHour: 0 });
  });

  it('keeps the target of each period, and asks for nothing more of one that is over', async () => {
    const october = await targetStanding(sources, { span: 'month', day: '2026-10-31' }, AROUND);
    expect(october).toMatchObject({ over: true, workMsLeft: 0 });
    expect(october.rows.find(({ agentId }) => agentId === OLENA)?.standing).toMatchObject({
      goals: [{ goal: 'calls', target: 1, fact: 0, callsLeft: 1 }],
      perHour: null,
    });
  });

  it('leaves public holidays out of the time that is left', async () => {
    const week = { span: 'week', day: '2026-11-12' } as const;
    const now = Date.parse('2026-11-09T12:00+02:00');
    // Monday from 12: 6 h; Tuesday is a holiday; three days of 9 h.
    const { workMsLeft } = await targetStanding(sources, week, { ...AROUND, now });
    expect(workMsLeft).toBe((6 + 27) * 3_600_000);
  });

  it('shows only whom one may see, and the firm to whoever sees everybody', async () => {
    const { rows } = await targetStanding(sources, MONTH, { ...AROUND, owners: new Set([PETRO]) });
    expect(rows.map(({ agentId }) => agentId)).toEqual([PETRO]);
  });

  it('is one’s own line, of each span that has a target', async () => {
    const own = await ownTargets(sources, { ...AROUND, owners: new Set([OLENA]) });
    requests['targets.own'].output.parse(own);
    expect(own).toMatchObject([{ span: 'month', firstDay: '2026-11-01', standing: { callsLeft: 15 } }]);
    expect(await ownTargets(sources, { ...AROUND, me: PETRO })).toEqual([]);
    base.repos.targets.save({ agentId: OLENA, span: 'day', since: '2026-11-30', goals: { calls: 3 } });
    // Nothing was called on the 30th by her: 3 calls in 6 hours.
    const [day] = await ownTargets(sources, AROUND);
    expect(day).toMatchObject({ span: 'day', standing: { callsLeft: 3 } });
    base.repos.targets.save({ agentId: OLENA, span: 'day', since: '2026-11-30', goals: {} });
    expect(await ownTargets(sources, AROUND)).toHaveLength(1);
  });
});
