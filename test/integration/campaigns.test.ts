import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import { DEFAULT_RULES, type PacingRules } from '../../shared/domain/pacing/campaign.ts';
import { startCore } from '../support/core-harness.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
let started: Started;
let desk: CoreClient;

/** A Thursday morning in London. */
const NOW = Date.UTC(2026, 10, 26, 11);

beforeEach(async () => {
  started = await startCore(undefined, { now: () => NOW });
  desk = started.connect('desk');
  await desk.request('settings.save', { country: 'GB', zone: 'Europe/London' });
});
afterEach(async () => {
  desk.close();
  await started.core.close();
});

const person = async (name: string, ...numbers: string[]) =>
  (
    await desk.request('contacts.create', {
      draft: { kind: 'person', name, phones: numbers.map((number) => ({ number })) },
    })
  ).id;

const create = async (rules: Partial<PacingRules> = {}, more: object = {}) =>
  (
    await desk.request('campaigns.create', {
      draft: { name: 'Autumn', pace: 'preview', rules: { ...DEFAULT_RULES, ...rules } },
      ...more,
    })
  ).id;

const filled = (id: string) =>
  vi.waitFor(
    async () => {
      const campaign = await desk.request('campaigns.get', { id });
      expect(campaign.filling).toBe(false);
      return campaign;
    },
    { timeout: 15_000, interval: 50 },
  );

describe('a list', () => {
  it('is filled from a segment in its own thread, told as it goes, and each customer is in it once', async () => {
    const told: string[] = [];
    desk.on('campaigns.changed', ({ ids }) => told.push(...ids));
    for (const name of ['Anna', 'Boris', 'Clara']) await person(name, '020 7946 0101');
    const { id: segmentId } = await desk.request('segments.save', {
      name: 'All',
      filter: { kind: 'person' },
    });
    const id = await create({}, { source: { kind: 'segment', segmentId } });
    expect((await filled(id)).counts).toMatchObject({ leads: 3, waiting: 3, due: 3 });
    await person('Dora');
    await desk.request('campaigns.fill', { id, source: { kind: 'segment', segmentId } });
    await vi.waitFor(async () => expect((await filled(id)).counts.leads).toBe(4), { timeout: 15_000 });
    expect(told).toContain(id);
    expect(await desk.request('segments.count', { filter: {} })).toEqual({ total: 4, withNumber: 3 });
  });

  it('shares its prospects out in turns', async () => {
    const ids = [await person('Anna'), await person('Boris'), await person('Clara')];
    const owners = (await desk.request('users.list', {})).map(({ id }) => id);
    const rules = DEFAULT_RULES;
    const { id } = await desk.request('campaigns.create', {
      draft: { name: 'Shared', pace: 'preview', rules, ownerIds: owners },
      source: { kind: 'contacts', ids },
    });
    await filled(id);
    const { leads } = await desk.request('campaigns.leads', { campaignId: id });
    expect(leads.map(({ ownerId }) => ownerId)).toEqual([owners[0], owners[0], owners[0]]);
  });

  it('goes on to be filled after the program was ended in the middle', async () => {
    for (let n = 0; n < 40; n += 1) await person(`Nr ${n}`);
    const id = await create({}, { source: { kind: 'filter', filter: { search: 'nr' } } });
    desk.close();
    await started.core.close();
    started = await startCore(started.dataDir, { now: () => NOW });
    desk = started.connect('desk');
    expect((await filled(id)).counts.leads).toBe(40);
  });

  it('is refused when somebody else has changed it', async () => {
    const id = await create();
    const { version, counts: _counts, ...campaign } = await desk.request('campaigns.get', { id });
    const draft = { ...campaign, name: 'Winter' };
    await desk.request('campaigns.update', { id, version, draft });
    await expect(desk.request('campaigns.update', { id, version, draft })).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    await desk.request('campaigns.setState', { id, state: 'ended' });
    expect(await desk.request('campaigns.list', {})).toEqual([]);
    expect(await desk.request('campaigns.list', { ended: true })).toMatchObject([
      { name: 'Winter', state: 'ended', endedAt: NOW },
    ]);
  });
});

describe('may I dial', () => {
  it('knows the clock and the holidays of the number', async () => {
    const campaignId = await create();
    await desk.request('campaigns.setState', { id: campaignId, state: 'running' });
    const ask = (number: string, contactId?: string) =>
      desk.request('pacing.mayDial', { number, campaignId, ...(contactId ? { contactId } : {}) });
    expect(await ask('020 7946 0101')).toEqual({ allowed: true });
    // Thanksgiving, and six in the morning: the day is asked about first.
    expect(await ask('+1 212 555 2368')).toMatchObject({
      allowed: false,
      because: 'holiday',
      until: Date.UTC(2026, 10, 27, 14),
    });
    expect(await ask('+81 3 1234 5678')).toMatchObject({ because: 'outsideHours', detail: '20:00' });
    const omsk = await desk.request('contacts.create', {
      draft: { kind: 'person', name: 'Omsk', zone: 'Asia/Omsk', phones: [{ number: '020 7946 0102' }] },
    });
    expect(await ask('020 7946 0102', omsk.id)).toEqual({ allowed: true });
    await desk.request('campaigns.setState', { id: campaignId, state: 'paused' });
    expect(await ask('020 7946 0101')).toMatchObject({ because: 'campaignNotRunning' });
  });

  it('forbids a number and a customer, by whatever way they are written, until they are taken off', async () => {
    const anna = await person('Anna', '020 7946 0101', '020 7946 0102');
    const { id } = await desk.request('doNotCall.add', { number: '(020) 7946-0101', reason: 'letter' });
    await desk.request('doNotCall.add', { contactId: anna, reason: '' });
    const ask = (number: string) => desk.request('pacing.mayDial', { number });
    expect(await ask('+442079460101')).toEqual({ allowed: false, because: 'doNotCallNumber' });
    expect(await ask('02079460102')).toEqual({ allowed: false, because: 'doNotCallCustomer' });
    expect(await ask('112')).toEqual({ allowed: true });
    await desk.request('doNotCall.remove', { id });
    expect(await ask('+442079460101')).toEqual({ allowed: false, because: 'doNotCallCustomer' });
    await expect(desk.request('doNotCall.add', { number: 'nobody' })).rejects.toMatchObject({
      code: 'invalidNumber',
    });
  });

  it('takes numbers in from a text, and says which lines it could not read', async () => {
    const text = 'number;name\n020 7946 0101;Anna\r\n\n"+44 20 7946 0102"\nnobody\n(020) 79460101\n';
    expect(await desk.request('doNotCall.import', { text, reason: 'bought list' })).toEqual({
      added: 2,
      known: 1,
      refused: [
        { line: 1, text: 'number;name' },
        { line: 5, text: 'nobody' },
      ],
    });
    expect((await desk.request('doNotCall.list', {})).total).toBe(2);
  });
});
