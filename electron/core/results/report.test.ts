import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResultReader, type ResultReader } from '../../../db/repositories/results/results.ts';
import { type TestBase, testBase } from '../../../db/testing.ts';
import { requests } from '../../../shared/contract/index.ts';
import { builtInOutcomes } from '../../../shared/domain/outcome/outcome.ts';
import { resultsOfCalls } from './of-calls.ts';
import { resultsOfScript } from './of-script.ts';
import { talksBehind } from './talks.ts';
import type { ParsedInput } from './task.ts';
import { callId, fillMonth, LIST_A, LIST_B, OLENA, PETRO, SCRIPT } from './testing/month.ts';
import { WORKPLACE } from './testing/workplace.ts';

let base: TestBase;
let reader: ResultReader;
beforeAll(() => {
  base = testBase();
  fillMonth(base);
  reader = createResultReader(base.db.sqlite);
});
afterAll(() => base[Symbol.dispose]());

const counts = (
  dialled: number,
  answered: number,
  reached: number,
  agreed: number,
  refused: number,
  talkSeconds: number,
) => ({ dialled, answered, reached, agreed, refused, talkMs: talkSeconds * 1000 });

/** Numbers of the calls, as the month has them. */
const talks = (asked: Omit<ParsedInput<'results.talks'>, 'limit'>) =>
  talksBehind(reader, { limit: 100, ...asked }, WORKPLACE).talks.map(
    (talk) => Number(talk.callId.slice(-3)) - 100,
  );

describe('the figures of a list', () => {
  const results = () => resultsOfCalls(reader, { campaignId: LIST_A }, WORKPLACE);

  it('are what the month was written with', () => {
    expect(results().total).toEqual(counts(10, 8, 5, 2, 2, 565));
    requests['results.calls'].output.parse(results());
  });

  it('are shared out among the callers', () => {
    expect(results().perAgent).toEqual([
      { agentId: OLENA, name: 'Olena', ...counts(5, 4, 2, 1, 0, 265) },
      { agentId: PETRO, name: 'Petro', ...counts(5, 4, 3, 1, 2, 300) },
    ]);
  });

  it('go to the day of the workplace, and a day without calls stays in its place', () => {
    expect(results().perDay).toEqual([
      { day: '2026-11-02', ...counts(3, 2, 2, 1, 1, 180) },
      { day: '2026-11-03', ...counts(3, 3, 2, 0, 1, 135) },
      { day: '2026-11-04', ...counts(0, 0, 0, 0, 0, 0) },
      { day: '2026-11-05', ...counts(4, 3, 1, 1, 0, 250) },
    ]);
  });

  it('say how the calls ended, those without an outcome too', () => {
    const byOutcome = results().perOutcome;
    expect(byOutcome[0]).toEqual({ calls: 3 });
    expect(
      byOutcome
        .slice(1)
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['agreed', 'callback', 'doNotCall', 'order', 'refused', 'voicemail', 'wrongNumber']);
  });

  it('follow what the firm says an outcome means', () => {
    const outcomes = builtInOutcomes().map((outcome) =>
      outcome.key === 'callback'
        ? { ...outcome, consequences: { ...outcome.consequences, success: true } }
        : outcome,
    );
    const { total } = resultsOfCalls(reader, { campaignId: LIST_A }, { ...WORKPLACE, outcomes });
    expect(total).toEqual(counts(10, 8, 5, 3, 2, 565));
  });

  it('can be those of a caller, a period, a direction, a template', () => {
    const totalOf = (filter: object) => resultsOfCalls(reader, filter, WORKPLACE).total;
    expect(totalOf({ campaignId: LIST_A, agentId: PETRO })).toEqual(counts(5, 4, 3, 1, 2, 300));
    expect(totalOf({ campaignId: LIST_B })).toEqual(counts(1, 1, 1, 0, 1, 20));
    expect(totalOf({ direction: 'inbound' })).toEqual(counts(1, 1, 1, 0, 0, 300));
    expect(totalOf({})).toEqual(counts(12, 10, 7, 2, 3, 885));
    expect(totalOf({ firstDay: '2026-11-03', lastDay: '2026-11-03' })).toEqual(counts(3, 3, 2, 0, 1, 135));
    expect(totalOf({ lastDay: '2026-11-02' })).toEqual(counts(3, 2, 2, 1, 1, 180));
    expect(totalOf({ firstDay: '2026-11-06' })).toEqual(counts(1, 1, 1, 0, 1, 20));
    // Calls 1, 3, 4, 6, 7, 10 and 11.
    expect(totalOf({ scriptId: SCRIPT })).toEqual(counts(7, 7, 6, 2, 2, 840));
    expect(totalOf({ scriptId: SCRIPT, campaignId: LIST_A })).toEqual(counts(6, 6, 5, 2, 2, 540));
  });

  it('are nothing where nobody called', () => {
    expect(resultsOfCalls(reader, { campaignId: SCRIPT }, WORKPLACE)).toEqual({
      total: counts(0, 0, 0, 0, 0, 0),
      perAgent: [],
      perDay: [],
      perOutcome: [],
    });
  });
});

describe('the talks behind a figure', () => {
  it('are as many as the figure says, newest first', () => {
    expect(talks({ campaignId: LIST_A })).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(talks({ campaignId: LIST_A, figure: 'answered' })).toEqual([10, 8, 7, 6, 5, 4, 3, 1]);
    expect(talks({ campaignId: LIST_A, figure: 'reached' })).toEqual([7, 6, 4, 3, 1]);
    expect(talks({ campaignId: LIST_A, figure: 'agreed' })).toEqual([7, 1]);
    expect(talks({ campaignId: LIST_A, figure: 'refused' })).toEqual([4, 3]);
  });

  it('can be those of a day, of an outcome, or of none', () => {
    expect(talks({ campaignId: LIST_A, day: '2026-11-02' })).toEqual([3, 2, 1]);
    expect(talks({ campaignId: LIST_A, day: '2026-11-03', figure: 'refused' })).toEqual([4]);
    expect(talks({ outcome: 'refused' })).toEqual([12, 3]);
    expect(talks({ outcome: 'refused', figure: 'agreed' })).toEqual([]);
    expect(talks({ campaignId: LIST_A, outcome: null })).toEqual([10, 9, 2]);
  });

  it('tell who, with whom, and what came of it', () => {
    const { talks: found, more } = talksBehind(
      reader,
      { campaignId: LIST_A, figure: 'agreed', limit: 1 },
      WORKPLACE,
    );
    expect(more).toBe(true);
    expect(found).toEqual([
      {
        callId: callId(7),
        at: Date.parse('2026-11-05T12:00+02:00'),
        direction: 'outbound',
        number: '+79161234567',
        contactId: expect.any(String),
        contactName: 'Anna Petrova',
        agentName: 'Petro',
        result: 'answered',
        outcome: 'order',
        talkMs: 200_000,
        recordingId: expect.any(String),
      },
    ]);
  });
});

describe('the results of a template', () => {
  const results = (filter = {}) => resultsOfScript(reader, { scriptId: SCRIPT, ...filter }, WORKPLACE);

  it('count a talk that went on in a later call once', () => {
    // Calls 1, 3, 4, 7 (which went on from 6), 10 and 11.
    expect(results()).toMatchObject({ runs: 6, finished: 3 });
    requests['results.script'].output.parse(results());
  });

  it('say for each step of both versions who came and who left there', () => {
    expect(results().funnel).toEqual([
      { nodeId: 'hello', title: 'Greeting', kind: 'say', reached: 6, leftHere: 1 },
      { nodeId: 'price', title: 'Price', kind: 'ask', reached: 5, leftHere: 1 },
      { nodeId: 'budget', title: 'Budget', kind: 'ask', reached: 2, leftHere: 0 },
      { nodeId: 'from', title: 'Heard from', kind: 'ask', reached: 1, leftHere: 0 },
      { nodeId: 'why', title: 'Why', kind: 'ask', reached: 1, leftHere: 0 },
      { nodeId: 'bye', title: 'Goodbye', kind: 'end', reached: 3, leftHere: 0 },
      { nodeId: 'dear', title: 'Too dear', kind: 'objection', reached: 1, leftHere: 1 },
    ]);
  });

  it('count the answers of each question, in all and by caller', () => {
    const [price, budget, from, why] = results().answers;
    expect(price).toMatchObject({
      key: 'fair',
      kind: 'yesNo',
      answered: 3,
      values: [
        { value: 'yes', label: '', count: 2 },
        { value: 'no', label: '', count: 1 },
      ],
    });
    expect(price?.perAgent).toEqual([
      {
        agentId: OLENA,
        name: 'Olena',
        answered: 2,
        values: [
          { value: 'no', count: 1 },
          { value: 'yes', count: 1 },
        ],
      },
      { agentId: PETRO, name: 'Petro', answered: 1, values: [{ value: 'yes', count: 1 }] },
    ]);
    expect(budget).toMatchObject({
      kind: 'money',
      currency: 'UAH',
      numbers: { min: 50_000, q1: 55_000, median: 60_000, q3: 65_000, max: 70_000 },
    });
    expect(from?.values).toEqual([
      { value: 'ad', label: '=Advertising', count: 1 },
      { value: 'friend', label: 'A friend', count: 1 },
    ]);
    expect(why?.texts).toEqual([{ callId: callId(7), text: '=It was the ad' }]);
  });

  it('are those of the filter', () => {
    expect(results({ campaignId: LIST_A })).toMatchObject({ runs: 5, finished: 2 });
    expect(results({ agentId: PETRO })).toMatchObject({ runs: 3, finished: 1 });
  });

  it('lead to the talks, and to their second in the recording', () => {
    const at = (selection: object) =>
      talksBehind(reader, { scriptId: SCRIPT, limit: 100, ...selection }, WORKPLACE).talks.map(
        (talk) => [Number(talk.callId.slice(-3)) - 100, talk.offsetMs] as const,
      );
    expect(at({ nodeId: 'price', value: 'yes' })).toEqual([
      // Answered in call 6, of whose recording the seconds are.
      [7, undefined],
      [1, 10_000],
    ]);
    expect(at({ nodeId: 'price', leftHere: true })).toEqual([[3, 8000]]);
    expect(at({ nodeId: 'dear', leftHere: true })).toEqual([[4, 7000]]);
    expect(at({ nodeId: 'budget', answered: true })).toEqual([
      [7, 9000],
      [1, 25_000],
    ]);
    expect(at({ nodeId: 'hello', leftHere: true })).toEqual([[10, undefined]]);
    expect(talks({ scriptId: SCRIPT, finished: true })).toEqual([11, 7, 1]);
    expect(talks({ scriptId: SCRIPT, finished: false })).toEqual([10, 4, 3]);
  });
});
