import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFunnelReader } from '../../../db/repositories/funnel/funnel.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import { createResultReader } from '../../../db/repositories/results/results.ts';
import { draft, HOME, type TestBase, testBase } from '../../../db/testing.ts';
import { requests } from '../../../shared/contract/index.ts';
import type { Stage } from '../../../shared/domain/contact/stage.ts';
import { OLENA, PETRO } from '../../../shared/domain/reports/testing/month.ts';
import { WORKPLACE } from '../results/testing/workplace.ts';
import { type FunnelSources, funnelCustomers, funnelFigures } from './funnel.ts';

const NOVEMBER = { firstDay: '2026-11-01', lastDay: '2026-11-30' };
const DAY = 86_400_000;

let base: TestBase;
let sources: FunnelSources;

/** As the core writes them: a customer is made, then each change of his stage is one of his card. Days of November 2026. */
function way(
  name: string,
  who: string,
  [began, ...moves]: readonly (readonly [day: number, stage: Stage])[],
  fields: object = {},
): string {
  const repos = createRepositories(base.db, {
    now: () => base.clock.now,
    newId: v7,
    actorId: () => who,
    home: () => HOME,
  });
  const on = (day: number) => {
    base.clock.now = Date.parse('2026-11-01T12:00+02:00') + (day - 1) * DAY;
  };
  on(began?.[0] ?? 1);
  const { id } = repos.contacts.create(draft({ name, stage: began?.[1] ?? 'new', ...fields }));
  for (const [day, stage] of moves) {
    on(day);
    repos.contacts.setStage(id, stage);
  }
  return id;
}

beforeAll(() => {
  base = testBase();
  base.repos.users.save({ id: PETRO, name: 'Petro' });
  const olenas = { responsibleId: OLENA, channel: 'website', region: 'Kyiv' };
  way(
    'Anna',
    OLENA,
    [
      [2, 'new'],
      [4, 'contacted'],
      [10, 'negotiation'],
      [12, 'customer'],
    ],
    olenas,
  );
  way(
    'Boris',
    OLENA,
    [
      [3, 'new'],
      [5, 'contacted'],
      [6, 'refused'],
    ],
    olenas,
  );
  way(
    'Vera',
    PETRO,
    [
      [3, 'new'],
      [9, 'contacted'],
    ],
    { channel: 'website', region: 'Lviv' },
  );
  // Began in October, went on in November, won after it.
  way(
    'Gleb',
    PETRO,
    [
      [-10, 'new'],
      [7, 'interested'],
      [34, 'customer'],
    ],
    { channel: 'press' },
  );
  // Imported as what he is.
  way('Dana', PETRO, [[20, 'customer']]);
  // Of the month before and never moved; and deleted.
  way('Egor', PETRO, [[-20, 'new']]);
  const gone = way('Zoya', PETRO, [
    [5, 'new'],
    [6, 'contacted'],
  ]);
  base.repos.contacts.remove(gone);
  sources = {
    funnel: createFunnelReader(base.db.sqlite),
    reader: createResultReader(base.db.sqlite),
  };
});
afterAll(() => base[Symbol.dispose]());

const figures = (filter = {}, around = {}) =>
  funnelFigures(sources, { ...NOVEMBER, ...filter }, { ...WORKPLACE, ...around });
const entered = (filter = {}, around = {}) => figures(filter, around).rows.map((row) => row.entered);

describe('the funnel of the month', () => {
  it('has the figures that were reckoned by hand', () => {
    const report = figures();
    requests['funnel.figures'].output.parse(report);
    const row = (stage: string) => report.rows.find((one) => one.stage === stage);
    // Anna, Boris, Vera; all went on, after 2, 2 and 6 days. Egor and Gleb began before: 2.
    expect(row('new')).toEqual({
      ...{ stage: 'new', entered: 3, began: 3, wentOn: 3, left: 0, stays: 0, medianMs: 2 * DAY, before: 2 },
    });
    // Anna went on after 6 days, Boris refused after 1, Vera is there: the middle of 6 and 1 is 3.5.
    expect(row('contacted')).toMatchObject({
      entered: 3,
      began: 0,
      wentOn: 1,
      left: 1,
      stays: 1,
      medianMs: 3.5 * DAY,
    });
    // Gleb, who won 27 days later.
    expect(row('interested')).toMatchObject({ entered: 1, wentOn: 1, medianMs: 27 * DAY });
    // Anna, 2 days.
    expect(row('negotiation')).toMatchObject({ entered: 1, wentOn: 1, medianMs: 2 * DAY });
    // Anna, and Dana who began so.
    expect(row('customer')).toMatchObject({ entered: 2, began: 1, stays: 2, medianMs: null, before: 0 });
  });

  it('says who brought them, by what they came and where they are', () => {
    const { per } = figures();
    // Olena: began Anna and Boris, moved both; Petro moved Vera and Gleb; nobody is responsible for Vera and Dana.
    expect(
      per.agent.map(({ name, entered: { new: began, contacted, customer } }) => [
        name,
        began,
        contacted,
        customer,
      ]),
    ).toEqual([
      ['Olena', 2, 2, 1],
      ['', 1, 0, 1],
      ['Petro', 0, 1, 0],
    ]);
    expect(per.channel.map(({ key, entered: { new: began } }) => [key, began])).toEqual([
      ['website', 3],
      [undefined, 0],
      ['press', 0],
    ]);
    expect(per.region.find(({ key }) => key === 'Lviv')?.entered).toMatchObject({ new: 1, contacted: 1 });
  });

  it('is narrowed by person, channel, region, list and reach', () => {
    expect(entered({ agentId: PETRO })).toEqual([0, 1, 1, 0, 0]);
    expect(entered({ channel: 'press' })).toEqual([0, 0, 1, 0, 0]);
    expect(entered({ region: 'Kyiv' })).toEqual([2, 2, 0, 1, 1]);
    expect(entered({ campaignId: v7() })).toEqual([0, 0, 0, 0, 0]);
    // What is nobody's is within every reach: Vera's and Dana's beginnings.
    expect(entered({}, { owners: new Set([PETRO]) })).toEqual([1, 1, 1, 0, 1]);
  });

  it('shows the customers behind each figure', () => {
    const names = (selection: object) =>
      funnelCustomers(sources, { ...NOVEMBER, limit: 300, ...selection } as never, WORKPLACE).customers.map(
        ({ name }) => name,
      );
    expect(names({ stage: 'contacted' })).toEqual(['Vera', 'Boris', 'Anna']);
    expect(names({ stage: 'contacted', fate: 'left' })).toEqual(['Boris']);
    expect(names({ stage: 'customer', began: true })).toEqual(['Dana']);
    expect(names({ stage: 'new', by: { dimension: 'agent', key: null } })).toEqual(['Vera']);
    const { customers, more } = funnelCustomers(sources, { ...NOVEMBER, stage: 'new', limit: 1 }, WORKPLACE);
    expect([customers.length, more]).toEqual([1, true]);
    requests['funnel.customers'].output.parse({ customers, more });
    for (const { stage, ...row } of figures().rows)
      for (const fate of ['wentOn', 'left', 'stays'] as const)
        expect(names({ stage, fate })).toHaveLength(row[fate]);
  });

  it('counts nothing over an empty year, and a leap year is compared with the year before', () => {
    const year = figures({ firstDay: '2028-01-01', lastDay: '2028-12-31' });
    expect(year.rows.every((row) => row.entered === 0 && row.medianMs === null)).toBe(true);
    expect(year.before).toEqual({ firstDay: '2027-01-01', lastDay: '2027-12-31' });
  });
});

it('writes each change of a stage in the transaction of the change, and an undo as a slip', () => {
  const id = way('Ira', OLENA, [[21, 'new']]);
  const moved = base.repos.contacts.setStage(id, 'customer');
  base.repos.changes.undo(moved.changeId);
  expect(
    base.db.sqlite
      .prepare('select from_stage, to_stage from stage_changes where contact_id = ? order by seq')
      .all(id),
  ).toEqual([
    { from_stage: 'new', to_stage: 'customer' },
    { from_stage: 'customer', to_stage: 'new' },
  ]);
  expect(entered()).toEqual([4, 3, 1, 1, 2]);
  const failing = () =>
    base.db.transaction(() => {
      base.repos.contacts.setStage(id, 'contacted');
      throw new Error('something else failed');
    });
  expect(failing).toThrow('something else');
  expect(entered()).toEqual([4, 3, 1, 1, 2]);
});
