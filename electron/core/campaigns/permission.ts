import type { CallingFacts, DialableNumber, Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Lead, Verdict } from '../../../shared/domain/pacing/campaign.ts';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import type { List, Pacing } from './pacing.ts';
import type { Places } from './places.ts';

export interface AskedNumber {
  /** In any writing. */
  readonly number: string;
  readonly contactId?: string | undefined;
  readonly campaignId?: string | undefined;
}

/** Of a customer who is not known, nothing forbids but the number itself. */
const STRANGER: Omit<CallingFacts, 'numbers'> = { contactId: '', doNotCall: false };

const REFUSES = new Set(['doNotCallNumber', 'doNotCallCustomer']);

/** May this number be dialled? For any number on the screen, and for every call that leaves the house. */
export function createPermission(options: {
  readonly repositories: Repositories;
  readonly pacing: Pacing;
  readonly places: Places;
  readonly settings: () => Settings;
  readonly now: () => number;
}) {
  const { repositories, pacing, places, settings, now } = options;
  const { leads, campaigns, lookup } = repositories;

  function look({ number: written, contactId, campaignId }: AskedNumber): Verdict | undefined {
    const reading = readNumber(written, settings());
    // Extensions, feature codes and emergency numbers are nobody's on a list.
    if (reading.kind !== 'e164') return { allowed: true };
    const list: List | undefined = campaignId === undefined ? undefined : campaigns.pacing(campaignId);
    if (campaignId !== undefined && list === undefined) throw new Failure('notFound', { id: campaignId });
    const customer =
      contactId ?? lookup.byNumber(reading, { ownNumbers: settings().ownNumbers })[0]?.contactId;
    const lead: Lead | undefined =
      campaignId === undefined || customer === undefined ? undefined : leads.inList(campaignId, customer);
    const facts =
      customer === undefined
        ? undefined
        : leads.facts(customer, {
            now: now(),
            leadId: lead?.id,
            quietDays: list?.rules.quietDays ?? 0,
          });
    const number: DialableNumber = {
      number: reading.e164,
      display: reading.display,
      label: 'other',
      ...leads.numberFacts(reading.e164, now()),
    };
    return pacing.verdict(facts ?? { ...STRANGER, numbers: [] }, number, list, lead);
  }

  return {
    async ask(asked: AskedNumber): Promise<Verdict> {
      const answer = look(asked);
      if (answer !== undefined) return answer;
      await places.ready();
      return look(asked) ?? { allowed: true };
    },
    /**
     * For a call from anywhere: who asked not to be called is not, by whatever way. Other reasons are the lists' own.
     *
     * @param override somebody answers for it, by name and with the reason
     * @throws Failure `mayNotDial`
     */
    need(asked: Omit<AskedNumber, 'campaignId'>, override?: { readonly reason: string }): void {
      const verdict = look(asked);
      if (!verdict || verdict.allowed || !REFUSES.has(verdict.because)) return;
      if (override === undefined) throw refusal(verdict, asked);
      repositories.audit.add({
        kind: 'overridden',
        action: 'dial.override',
        subject: asked.contactId === undefined ? 'number' : 'contact',
        subjectId: asked.contactId,
        detail: { reason: override.reason, because: verdict.because, number: asked.number },
      });
    },
  };
}

export type Permission = ReturnType<typeof createPermission>;

/** @param asked what was to be dialled, for whoever did not name it: the last number once more */
export function refusal(
  verdict: Exclude<Verdict, { allowed: true }>,
  asked?: Pick<AskedNumber, 'number' | 'contactId'>,
): Failure {
  const { because, until, detail } = verdict;
  return new Failure('mayNotDial', {
    because,
    ...(until === undefined ? {} : { until }),
    ...(detail === undefined ? {} : { detail }),
    ...(asked === undefined ? {} : { number: asked.number }),
    ...(asked?.contactId === undefined ? {} : { contactId: asked.contactId }),
  });
}
