import type { Repositories } from '../../../db/repositories/index.ts';
import type { Input, Output } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { DEFAULT_RULES } from '../../../shared/domain/pacing/campaign.ts';
import { closed } from '../../../shared/domain/pacing/may-dial.ts';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import type { Places } from './places.ts';

type Name = 'pacing.callingTime';

/** Where a customer is on the clock, and whether a call would come at a bad time. A list that is gone has the usual rules. */
export function createCallingTime(options: {
  readonly repositories: Pick<Repositories, 'contacts' | 'campaigns'>;
  readonly places: Places;
  readonly settings: () => Settings;
}): (asked: Input<Name>) => Promise<Output<Name>> {
  const { repositories, places, settings } = options;
  const NO_DAYS: ReadonlyMap<string, string> = new Map();
  return async ({ number, contactId, campaignId, at }) => {
    const reading = number === undefined ? undefined : readNumber(number, settings());
    const contact = contactId === undefined ? undefined : repositories.contacts.get(contactId);
    const place = places.of(contact ?? {}, reading?.kind === 'e164' ? reading.e164 : undefined);
    const { zone } = place;
    if (at === undefined) return { zone };
    const list = campaignId === undefined ? undefined : repositories.campaigns.pacing(campaignId);
    const rules = list?.rules ?? DEFAULT_RULES;
    let holidays = rules.restOnHolidays ? places.holidays(place, at) : NO_DAYS;
    if (!holidays) {
      await places.ready();
      holidays = places.holidays(place, at) ?? NO_DAYS;
    }
    const against = closed({ zone, holidays }, rules, at);
    if (!against) return { zone };
    const { because, detail } = against;
    return { zone, against: { because, ...(detail === undefined ? {} : { detail }) } };
  };
}
