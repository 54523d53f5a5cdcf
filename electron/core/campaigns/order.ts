import { v7 as uuid } from 'uuid';
import type { DialableNumber, Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { dialTarget } from '../../../shared/domain/call/dial-target.ts';
import type { Verdict } from '../../../shared/domain/pacing/campaign.ts';
import type { Dialling } from '../calls/dialling.ts';
import type { Pacing } from './pacing.ts';
import { refusal } from './permission.ts';
import type { Places } from './places.ts';
import { LEASE_MS } from './search-next.ts';

/** What a key or the countdown asks for. */
export interface DialOrder {
  /** One of the prospect's; absent: the first that may be dialled. */
  readonly number?: string | undefined;
  readonly override?: { readonly reason: string } | undefined;
}

interface Reserved {
  readonly id: string;
  readonly token: string;
}

/** Puts a reserved prospect on the line. */
export function createOrder(options: {
  readonly repositories: Repositories;
  readonly pacing: Pacing;
  readonly places: Places;
  readonly settings: () => Settings;
  readonly dialling: () => Dialling;
  readonly agentId: () => string;
  readonly now: () => number;
}) {
  const { repositories, pacing, places, now, agentId } = options;
  const { leads, campaigns, audit } = repositories;

  function look(campaignId: string, { id }: Reserved) {
    const list = campaigns.pacing(campaignId);
    const lead = leads.get(id);
    const facts =
      list &&
      lead &&
      leads.facts(lead.contactId, { now: now(), leadId: id, quietDays: list.rules.quietDays });
    if (list === undefined || lead === undefined || facts === undefined) throw new Failure('leadGone');
    return { list, lead, facts, numbers: pacing.ordered(facts, lead) };
  }

  /** The number and whether it may be dialled, asked again at the moment of dialling. */
  async function choose(campaignId: string, reserved: Reserved, wanted: string | undefined) {
    for (;;) {
      const { list, lead, facts, numbers } = look(campaignId, reserved);
      const asked = wanted === undefined ? numbers : [chosen(numbers, wanted)];
      const verdicts = (asked.length === 0 ? [undefined] : asked).map((number) => ({
        number,
        verdict: pacing.verdict(facts, number, list, lead),
      }));
      const first = verdicts.find(({ verdict }) => verdict?.allowed !== false) ?? verdicts[0];
      if (first?.verdict !== undefined) return { lead, number: first.number, verdict: first.verdict };
      await places.ready();
    }
  }

  function permit(
    verdict: Verdict,
    number: DialableNumber | undefined,
    leadId: string,
    override: DialOrder['override'],
  ): asserts number is DialableNumber {
    if (verdict.allowed && number !== undefined) return;
    const no = verdict.allowed ? ({ allowed: false, because: 'noNumber' } as const) : verdict;
    if (override === undefined || number === undefined) throw refusal(no);
    audit.add({
      kind: 'overridden',
      action: 'dial.override',
      subject: 'lead',
      subjectId: leadId,
      detail: { reason: override.reason, because: no.because, number: number.number },
    });
  }

  return {
    /**
     * @param begun runs with the call's id before the phone hears of it
     * @throws Failure `mayNotDial`, `leadGone`, `invalidNumber`, and what the phone says
     */
    async dial(
      campaignId: string,
      reserved: Reserved,
      { number: wanted, override }: DialOrder,
      begun: (callId: string) => void,
    ): Promise<void> {
      options.dialling().needLine();
      const { lead, number, verdict } = await choose(campaignId, reserved, wanted);
      permit(verdict, number, lead.id, override);
      const target = dialTarget(number.number, options.settings());
      if (target === undefined) throw new Failure('invalidNumber', { number: number.number.slice(0, 60) });
      const { id: leadId, contactId } = lead;
      const intention = { contactId, purpose: 'talk', campaignId, leadId } as const;
      let order: string | undefined;
      try {
        await options.dialling().dial(target, intention, (callId) => {
          order = callId;
          const dialled = leads.apply(leadId, {
            kind: 'dialling',
            at: now(),
            token: reserved.token,
            callId,
          });
          if (dialled?.callId !== callId) throw new Failure('leadGone');
          begun(callId);
        });
      } catch (error) {
        if (order !== undefined) leads.apply(leadId, { kind: 'notDialled', at: now(), callId: order });
        throw error;
      }
    },
    /** Reserves one that somebody picked. @throws Failure `leadTaken`, `leadGone`, `notFound` */
    take(campaignId: string, leadId: string): Reserved {
      if (leads.get(leadId)?.campaignId !== campaignId) throw new Failure('notFound', { id: leadId });
      const token = uuid();
      leads.take(leadId, { agentId: agentId(), token, until: now() + LEASE_MS });
      return { id: leadId, token };
    },
  };
}

/** @throws Failure `invalidNumber`: none of this customer's */
function chosen(numbers: readonly DialableNumber[], wanted: string): DialableNumber {
  const found = numbers.find(({ number, display }) => number === wanted || display === wanted);
  if (found === undefined) throw new Failure('invalidNumber', { number: wanted.slice(0, 60) });
  return found;
}
