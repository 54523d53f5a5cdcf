import { describe, expect, it } from 'vitest';
import { draft, type TestBase, testBase } from '../../../db/testing.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { DEFAULT_RULES, type Hours, type PacingRules } from '../../../shared/domain/pacing/campaign.ts';
import { createCallingTime } from './calling-time.ts';
import { createPlaces } from './places.ts';

/** A Tuesday; 13:00 in Kyiv, 06:00 in New York. */
const TUESDAY = Date.UTC(2026, 11, 1, 11);
const HOUR = 3_600_000;
const NEW_YORK = '+12125552368';

function clock(base: TestBase, holidays: Readonly<Record<string, string>> = {}) {
  const settings = { country: 'UA', areaCode: '', zone: 'Europe/Kyiv' } as Settings;
  let brought = 0;
  const places = createPlaces({
    settings: () => settings,
    loadHolidays: async () => {
      brought += 1;
      return new Map(Object.entries(holidays));
    },
  });
  const ask = createCallingTime({ repositories: base.repos, places, settings: () => settings });
  return { ask, brought: () => brought };
}

function listWith(base: TestBase, rules: Partial<PacingRules>): string {
  const given = { name: 'List', pace: 'manual' as const, ownerIds: [], goal: {} };
  return base.repos.campaigns.create({ ...given, rules: { ...DEFAULT_RULES, ...rules } }).id;
}

describe('the clock of a customer', () => {
  it('is the card’s, then the number’s, then the region’s, then the firm’s', async () => {
    using base = testBase();
    const { ask } = clock(base);
    const customer = (fields: { zone?: string; region?: string }) =>
      base.repos.contacts.create(draft({ name: 'Anna', ...fields })).id;
    const both = customer({ zone: 'Asia/Omsk', region: 'Samara' });
    const region = customer({ region: 'Samara' });
    expect(await ask({ contactId: both, number: NEW_YORK })).toEqual({ zone: 'Asia/Omsk' });
    expect(await ask({ contactId: region, number: NEW_YORK })).toEqual({ zone: 'America/New_York' });
    expect(await ask({ contactId: region })).toEqual({ zone: 'Europe/Samara' });
    expect(await ask({ contactId: customer({}), number: '204' })).toEqual({ zone: 'Europe/Kyiv' });
    expect(await ask({})).toEqual({ zone: 'Europe/Kyiv' });
  });

  it('says nothing against a moment in the hours, and what speaks against another', async () => {
    using base = testBase();
    const { ask } = clock(base);
    const kyiv = { number: '+380441234567' };
    expect(await ask({ ...kyiv, at: TUESDAY })).toEqual({ zone: 'Europe/Kyiv' });
    expect(await ask({ number: NEW_YORK, at: TUESDAY })).toMatchObject({
      zone: 'America/New_York',
      against: { because: 'outsideHours' },
    });
    expect((await ask({ ...kyiv, at: TUESDAY + 4 * 24 * HOUR })).against?.because).toBe('restDay');
  });

  it('goes by the rules of the list; one that is gone has the usual ones', async () => {
    using base = testBase();
    const { ask } = clock(base);
    const early: Hours = { from: 5 * 60, to: 7 * 60 };
    const campaignId = listWith(base, { hours: [early, early, early, early, early, early, early] });
    const asked = { number: NEW_YORK, campaignId, at: TUESDAY };
    expect((await ask(asked)).against).toBeUndefined();
    expect((await ask({ ...asked, at: TUESDAY + 5 * HOUR })).against?.because).toBe('outsideHours');
    base.repos.campaigns.remove(campaignId);
    expect((await ask(asked)).against?.because).toBe('outsideHours');
  });

  it('waits for the calendar, names the holiday, and asks for none where the list works on it', async () => {
    using base = testBase();
    const resting = clock(base, { '2026-12-01': 'Day of Dignity' });
    expect(await resting.ask({ at: TUESDAY })).toMatchObject({
      against: { because: 'holiday', detail: 'Day of Dignity' },
    });
    expect(resting.brought()).toBeGreaterThan(0);
    const working = clock(base, { '2026-12-01': 'Day of Dignity' });
    const campaignId = listWith(base, { restOnHolidays: false });
    expect((await working.ask({ campaignId, at: TUESDAY })).against).toBeUndefined();
    expect(working.brought()).toBe(0);
  });
});
