import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedResults } from '../../scripts/seed/results.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { requests } from '../../shared/contract/index.ts';
import { CALL_RESULTS, type CallResult } from '../../shared/domain/call/call.ts';
import { EXPORT_WORDS, type ExportWord } from '../../shared/domain/results/export-words.ts';
import { startCore } from '../support/core-harness.ts';

// Through the channel, the dispatcher and the thread of the reports, on 1,000 calls and 300 talks of one list.
let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let campaignId: string;
let scriptId: string;
beforeAll(async () => {
  const first = await startCore();
  await first.core.close();
  ({ campaignId, scriptId } = seedResults(join(first.dataDir, 'ringdesk.db'), 1000, 300));
  started = await startCore(first.dataDir);
  desk = started.connect('desk');
});
afterAll(async () => {
  desk.close();
  await started.core.close();
});

const keys = <T extends string>(names: readonly T[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as unknown as Record<T, string>;
const WORDS = {
  words: keys<ExportWord>(EXPORT_WORDS),
  resultNames: keys<CallResult>(CALL_RESULTS),
  outcomeNames: {},
};

describe('results through the core', () => {
  it('offer the list, the template and the callers to filter by', async () => {
    const { campaigns, scripts, agents } = await desk.request('results.choices', {});
    expect(campaigns).toEqual([{ id: campaignId, name: 'Autumn offer' }]);
    expect(scripts).toEqual([{ id: scriptId, name: 'First call' }]);
    expect(agents.length).toBeGreaterThanOrEqual(3);
  });

  it('add up: callers, days and outcomes each to the whole', async () => {
    const results = await desk.request('results.calls', { campaignId });
    requests['results.calls'].output.parse(results);
    const { total, perAgent, perDay, perOutcome } = results;
    expect(total.dialled).toBe(1000);
    for (const figure of ['dialled', 'answered', 'reached', 'agreed', 'refused', 'talkMs'] as const) {
      expect(perAgent.reduce((sum, row) => sum + row[figure], 0)).toBe(total[figure]);
      expect(perDay.reduce((sum, row) => sum + row[figure], 0)).toBe(total[figure]);
    }
    expect(perOutcome.reduce((sum, row) => sum + row.calls, 0)).toBe(1000);
  });

  it('have behind each figure as many talks as it says', async () => {
    const { funnel, answers, runs, finished } = await desk.request('results.script', { scriptId });
    const count = async (selection: object) =>
      (await desk.request('results.talks', { scriptId, limit: 500, ...selection })).talks.length;
    expect(runs).toBe(300);
    expect(await count({ finished: true })).toBe(finished);
    for (const step of funnel) {
      expect(await count({ nodeId: step.nodeId })).toBe(step.reached);
      expect(await count({ nodeId: step.nodeId, leftHere: true })).toBe(step.leftHere);
    }
    expect(finished + funnel.reduce((sum, { leftHere }) => sum + leftHere, 0)).toBe(runs);
    for (const { nodeId, values, answered } of answers) {
      expect(await count({ nodeId, answered: true })).toBe(answered);
      for (const { value, count: times } of values) expect(await count({ nodeId, value })).toBe(times);
    }
  });

  it('come as a file, byte for byte through the channel', async () => {
    const { fileName, bytes } = await desk.request('results.export', {
      campaignId,
      kind: 'calls',
      format: 'csv',
      ...WORDS,
    });
    expect(fileName).toMatch(/^ringdesk-calls-\d{4}-\d\d-\d\d\.csv$/);
    expect(Buffer.from(bytes).toString().trimEnd().split('\r\n')).toHaveLength(1001);
  });

  it('refuse with a reason what cannot be made, and go on', async () => {
    const answers = { kind: 'answers', format: 'xlsx', ...WORDS } as const;
    await expect(desk.request('results.export', answers)).rejects.toMatchObject({ code: 'badRequest' });
    const { bytes } = await desk.request('results.export', { scriptId, ...answers });
    // A zip.
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
  });
});
