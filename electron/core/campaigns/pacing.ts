import type { CallingFacts, DialableNumber, Repositories } from '../../../db/repositories/index.ts';
import type { OfferedNumber } from '../../../shared/contract/campaigns.ts';
import type { CampaignState, Lead, PacingRules, Verdict } from '../../../shared/domain/pacing/campaign.ts';
import { type DialQuestion, mayDial } from '../../../shared/domain/pacing/may-dial.ts';
import { inOrder } from '../../../shared/domain/pacing/next-number.ts';
import type { Places } from './places.ts';

export interface List {
  readonly rules: PacingRules;
  readonly state: CampaignState;
}

const NO_NUMBER: Verdict = { allowed: false, because: 'noNumber' };
const NO_DAYS: ReadonlyMap<string, string> = new Map();

/** Brings together what the rules of calling ask about: base, clock and calendar. */
export function createPacing(options: {
  readonly repositories: Pick<Repositories, 'leads'>;
  readonly places: Places;
  readonly now: () => number;
}) {
  const { places, now } = options;

  /** Undefined: the calendar of that country has to be brought first (`places.ready`). */
  function question(
    facts: CallingFacts,
    number: DialableNumber | undefined,
    list: List | undefined,
    lead: Lead | undefined,
  ): DialQuestion | undefined {
    const at = now();
    const place = places.of(facts, number?.number);
    const holidays = list?.rules.restOnHolidays ? places.holidays(place, at) : NO_DAYS;
    if (holidays === undefined) return undefined;
    return {
      now: at,
      rules: list?.rules,
      state: list?.state,
      hasNumber: number !== undefined,
      doNotCall: { number: number?.doNotCall ?? false, customer: facts.doNotCall },
      consent: facts.consent,
      zone: place.zone,
      holidays,
      attempts: lead?.attempts ?? 0,
      attemptsOfNumber: number?.attempts ?? [],
      nextAt: lead?.nextAt,
      lastTalkAt: facts.lastTalkAt,
    };
  }

  function verdict(
    facts: CallingFacts,
    number: DialableNumber | undefined,
    list: List | undefined,
    lead?: Lead,
  ): Verdict | undefined {
    const asked = question(facts, number, list, lead);
    return asked && mayDial(asked);
  }

  /** The numbers in the order in which this prospect's are tried. */
  function ordered(facts: CallingFacts, lead: Lead): DialableNumber[] {
    const order = inOrder(
      facts.numbers.map(({ number }) => number),
      lead.nextNumber,
    );
    return order.flatMap((number) => facts.numbers.find((known) => known.number === number) ?? []);
  }

  return {
    verdict,
    ordered,
    /** For the choice: the prospect may be called when one of its numbers may. */
    judge(facts: CallingFacts, list: List, lead: Lead): Verdict | undefined {
      const numbers = ordered(facts, lead);
      if (numbers.length === 0) return verdict(facts, undefined, list, lead) ?? NO_NUMBER;
      const verdicts: Verdict[] = [];
      for (const number of numbers) {
        const answer = verdict(facts, number, list, lead);
        if (answer === undefined || answer.allowed) return answer;
        verdicts.push(answer);
      }
      return soonest(verdicts);
    },
    /** For the screen. Undefined as above. */
    offered(facts: CallingFacts, list: List, lead: Lead): OfferedNumber[] | undefined {
      const offered = ordered(facts, lead).map((number) => {
        const answer = verdict(facts, number, list, lead);
        return answer && { ...shown(number), verdict: answer };
      });
      return offered.some((number) => number === undefined)
        ? undefined
        : offered.filter((number) => number !== undefined);
    },
    zoneOf: (facts: CallingFacts, number: string | undefined): string => places.of(facts, number).zone,
  };
}

export type Pacing = ReturnType<typeof createPacing>;

const shown = ({ number, display, label }: DialableNumber) => ({ number, display, label });

/** Of several refusals the one that is over first; one that never is only when all are so. */
function soonest(verdicts: readonly Verdict[]): Verdict | undefined {
  const refusals = verdicts.filter((verdict) => !verdict.allowed);
  const passing = refusals.filter(({ until }) => until !== undefined);
  return passing.length === 0
    ? refusals[0]
    : passing.reduce((first, other) => ((other.until ?? 0) < (first.until ?? 0) ? other : first));
}
