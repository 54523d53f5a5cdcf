import type { LeadRow } from '../../../shared/contract/campaigns.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Consequences } from '../../../shared/domain/outcome/outcome.ts';
import {
  DEFAULT_RULES,
  type Lead,
  type PacingRules,
  VERDICT_REASONS,
  type Verdict,
  type VerdictReason,
} from '../../../shared/domain/pacing/campaign.ts';
import {
  CONTACT_GONE,
  type LeadEvent,
  type LeadSetting,
  leadAfter,
} from '../../../shared/domain/pacing/lead.ts';
import { leads } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { Search } from '../search/search.ts';
import { createChoice } from './choice.ts';
import { type CallingFacts, createCallingFacts } from './facts.ts';
import { createLeadList, type LeadFilter, type LeadPage } from './lead-list.ts';
import { type LeadState, toLead, toLeadState } from './lead-row.ts';

export interface Settlement {
  readonly callId: string;
  /** Key of the outcome. */
  readonly outcome: string;
  readonly consequences: Consequences;
  /** Of the promise that was made with it. */
  readonly promiseAt?: number | undefined;
}

export interface ClaimRequest {
  readonly campaignId: string;
  readonly agentId: string;
  /** Made by whoever asks, new for each claim: asked again after a lost reply it brings the same prospect. */
  readonly token: string;
  /** The reservation runs out then unless it is renewed. */
  readonly until: number;
  /** At most so many prospects are looked at. */
  readonly budget: number;
  /** May this one be called now? Undefined: that cannot be said yet, so the choice stops there. */
  judge(lead: Lead, facts: CallingFacts): Verdict | undefined;
}

/** `more`: the budget is used up, and nobody can say yet that there is none. */
export interface ClaimResult {
  readonly lead?: Lead | undefined;
  readonly more: boolean;
}

/** What a person changes of a prospect. */
export interface LeadChange {
  readonly priority?: number | undefined;
  readonly ownerId?: string | null | undefined;
  readonly nextAt?: number | null | undefined;
  readonly removed?: boolean | undefined;
}

/** Prospects: customers in lists. Everything that happens to one goes through `leadAfter`. */
export interface Leads {
  get(id: string): Lead | undefined;
  /** @throws Failure `notFound` */
  row(id: string): LeadRow;
  list(filter: LeadFilter): LeadPage;
  /** Undefined: this customer is in this list already. */
  addTo(campaignId: string, contactId: string, more?: NewLead): Changed | undefined;
  /** As `addTo` for many, in the caller's transaction; true: it is new. */
  put(campaignId: string, contactId: string, lead: Required<NewLead>): boolean;
  /** The place behind the last one, from 0. */
  nextPosition(campaignId: string): number;
  /**
   * Reserves the prospect whose turn it is. Those that may not be called get their next time, or their end, and are out
   * of the way. One transaction.
   */
  claim(request: ClaimRequest): ClaimResult;
  /** Reserves this very one. @throws Failure `leadTaken`, `leadGone` */
  take(id: string, lease: { agentId: string; token: string; until: number }): Lead;
  /** What became of it. An event that comes too late changes nothing. Undefined: there is no such prospect. */
  apply(id: string, event: LeadEvent): Lead | undefined;
  /**
   * What the outcome of a call means for its prospect. Runs in the caller's transaction; once more for the same call
   * corrects it.
   */
  settle(id: string, settlement: Settlement): void;
  /** Not before; null: at once. */
  setNextAt(id: string, at: number | null): void;
  /** @throws Failure `notFound` */
  change(id: string, change: LeadChange): Changed;
  /** Prospects that the customer still is, in any list. */
  openOf(contactId: string): Lead[];
  /** The customer's place in this list, whatever became of it. */
  inList(campaignId: string, contactId: string): Lead | undefined;
  /** The customer was deleted, or is back. */
  contactGone(contactId: string): void;
  contactBack(contactId: string): void;
  /** The customer became one with another: so do the places in lists. Answers the changes of which it consists. */
  contactMerged(fromId: string, intoId: string): Changed[];
  /** Ended because of a do-not-call that is taken back; `contactIds`: whose. */
  callAgain(contactIds: readonly string[]): void;
  /** Reservations that have run out by now are given back; answers their lists. */
  sweep(now: number): string[];
  /** Reservations of this operator. */
  heldBy(agentId: string): Lead[];
  nextAt(campaignId: string, agentId: string, now: number): number | undefined;
  facts(
    contactId: string,
    asked: { now: number; leadId?: string | undefined; quietDays: number },
  ): CallingFacts | undefined;
  numberFacts(e164: string, now: number): { doNotCall: boolean; attempts: number[] };
  /** Ended because they must not be called at all. */
  refused(campaignId: string): { because: VerdictReason; leads: number }[];
  /** Some of the waiting ones, evenly over the list: for an answer to "why nobody?". */
  sample(campaignId: string, agentId: string, limit: number): { ids: string[]; total: number };
}

export interface NewLead {
  readonly priority?: number;
  readonly position?: number;
  readonly ownerId?: string | undefined;
}

export function createLeads(
  deps: Deps,
  changes: Changes,
  search: Search,
  rulesOf: (campaignId: string) => PacingRules | undefined,
): Leads {
  const { db, now, newId, home } = deps;
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, leads);
  changes.register(aggregate);
  const facts = createCallingFacts(sqlite, home);
  const choice = createChoice(sqlite);
  const list = createLeadList(deps, search);

  const inList = sqlite
    .prepare('select id from leads where contact_id = +? and campaign_id = +? limit 1')
    .pluck();
  const position = sqlite
    .prepare('select coalesce(max(position), -1) + 1 from leads where campaign_id = +?')
    .pluck();
  // A handful among all: told the way, or SQLite without statistics reads every prospect.
  const CLAIMED =
    "select id from leads indexed by leads_claimed where state = 'claimed' and deleted_at is null";
  const byToken = sqlite.prepare(`${CLAIMED} and lease_token = ?`).pluck();
  const ranOut = sqlite.prepare(`${CLAIMED} and lease_until <= +?`).pluck();
  const held = sqlite.prepare(`${CLAIMED} and lease_by = ?`).pluck();
  const ofContact = sqlite
    .prepare('select id from leads where contact_id = +? and deleted_at is null')
    .pluck();
  const numberOf = sqlite.prepare('select e164 from calls where id = +?').pluck();
  const WAITING = `from leads where campaign_id = +@campaignId and state = 'waiting' and deleted_at is null
    and (owner_id is null or owner_id = @agentId)`;
  const waitingIds = sqlite
    .prepare(
      `select id from (select id, row_number() over () as n ${WAITING}) where n % +@every = 0 limit +@limit`,
    )
    .pluck();
  const refused = sqlite.prepare(
    `select last_result as because, count(*) as leads from leads where campaign_id = +? and state = 'done'
     and end in ('doNotCall', 'exhausted', 'unreachable') and deleted_at is null
     and last_result in (select value from json_each(?)) group by last_result`,
  );
  const waitingCount = sqlite.prepare(`select count(*) ${WAITING}`).pluck();

  function get(id: string): Lead | undefined {
    const stored = aggregate.read(id);
    return stored === undefined || stored.stamp.deletedAt !== null ? undefined : toLead(id, stored.state);
  }

  const need = (id: string): Lead => {
    const lead = get(id);
    if (lead === undefined) throw new Failure('notFound', { id });
    return lead;
  };

  /** What an event may ask about; each is read only when it does. */
  const settingOf = (lead: Lead, callId = ''): LeadSetting => ({
    // The list was removed; what is still under way in it ends all the same.
    get rules() {
      return rulesOf(lead.campaignId) ?? DEFAULT_RULES;
    },
    get numbers() {
      return facts.numbers(lead.contactId);
    },
    get useless() {
      return facts.useless(lead.id, callId);
    },
  });

  function put(id: string, lead: Lead): Changed {
    return changes.save(aggregate, id, toLeadState(lead));
  }

  function applied(lead: Lead, event: LeadEvent): Lead {
    const next = leadAfter(lead, event, settingOf(lead, 'callId' in event ? event.callId : ''));
    if (next !== lead) put(lead.id, next);
    return next;
  }

  const apply = (id: string, event: LeadEvent): Lead | undefined =>
    db.transaction(() => {
      const lead = get(id);
      return lead && applied(lead, event);
    });

  function sweep(at: number): string[] {
    const lists = (ranOut.all(at) as string[]).flatMap(
      (id) => apply(id, { kind: 'leaseRanOut', at })?.campaignId ?? [],
    );
    return [...new Set(lists)];
  }

  const each = (contactId: string, work: (lead: Lead) => void): void =>
    db.transaction(() => {
      for (const id of ofContact.all(contactId) as string[]) work(need(id));
    });

  const fresh = (campaignId: string, contactId: string, given: Required<NewLead>): LeadState =>
    toLeadState({ id: '', campaignId, contactId, state: 'waiting', attempts: 0, ...given });

  return {
    get,
    row(id) {
      const [row] = list.rows([id]);
      if (row === undefined) throw new Failure('notFound', { id });
      return row;
    },
    list: (filter) => list.page(filter, now()),
    addTo: (campaignId, contactId, more = {}) =>
      db.transaction(() => {
        if (inList.get(contactId, campaignId) !== undefined) return undefined;
        const given = {
          priority: more.priority ?? 0,
          position: more.position ?? (position.get(campaignId) as number),
          ownerId: more.ownerId,
        };
        return changes.save(aggregate, newId(), fresh(campaignId, contactId, given));
      }),
    put(campaignId, contactId, given) {
      if (inList.get(contactId, campaignId) !== undefined) return false;
      changes.put(aggregate, newId(), fresh(campaignId, contactId, given), undefined);
      return true;
    },
    nextPosition: (campaignId) => position.get(campaignId) as number,
    claim: ({ campaignId, agentId, token, until, budget, judge }) =>
      db.transaction(() => {
        const again = byToken.get(token) as string | undefined;
        if (again !== undefined) return { lead: need(again), more: false };
        const at = now();
        sweep(at);
        const quietDays = rulesOf(campaignId)?.quietDays ?? 0;
        for (let looked = 0; looked < budget; looked += 1) {
          const id = choice.first(campaignId, agentId, at);
          if (id === undefined) return { more: false };
          const lead = need(id);
          const known = facts.of(lead.contactId, { now: at, leadId: id, quietDays });
          if (known === undefined) {
            applied(lead, { kind: 'removed', at, why: CONTACT_GONE });
            continue;
          }
          const verdict = judge(lead, known);
          if (verdict === undefined) return { more: true };
          if (verdict.allowed) {
            return {
              lead: applied(lead, { kind: 'claimed', at, lease: { token, agentId, until } }),
              more: false,
            };
          }
          applied(lead, { kind: 'forbidden', at, because: verdict.because, until: verdict.until });
        }
        return { more: true };
      }),
    take: (id, lease) =>
      db.transaction(() => {
        const at = now();
        sweep(at);
        const lead = need(id);
        if (lead.lease?.token === lease.token) return lead;
        if (lead.state === 'claimed') throw new Failure('leadTaken');
        if (lead.state === 'done') throw new Failure('leadGone');
        return applied(lead, { kind: 'claimed', at, lease });
      }),
    apply,
    settle(id, settlement) {
      db.transaction(() => {
        const lead = get(id);
        if (lead === undefined) return;
        const number = numberOf.get(settlement.callId) as number | null | undefined;
        applied(lead, {
          kind: 'settled',
          at: now(),
          ...settlement,
          ...(typeof number === 'number' ? { number: `+${number}` } : {}),
        });
      });
    },
    setNextAt: (id, at) =>
      db.transaction(() => {
        changes.patch(aggregate, id, { nextAt: at });
      }),
    change: (id, { priority, ownerId, nextAt, removed }) =>
      db.transaction(() => {
        const at = now();
        const lead = need(id);
        const event: LeadEvent | undefined =
          removed === undefined ? undefined : { kind: removed ? 'removed' : 'restored', at };
        const moved = event === undefined ? lead : leadAfter(lead, event, settingOf(lead));
        return changes.save(aggregate, id, {
          ...toLeadState(moved),
          ...(priority === undefined ? {} : { priority }),
          ...(ownerId === undefined ? {} : { ownerId }),
          ...(nextAt === undefined ? {} : { nextAt }),
        });
      }),
    openOf: (contactId) =>
      (ofContact.all(contactId) as string[]).map(need).filter(({ state }) => state !== 'done'),
    inList(campaignId, contactId) {
      const id = inList.get(contactId, campaignId) as string | undefined;
      return id === undefined ? undefined : get(id);
    },
    contactGone: (contactId) =>
      each(contactId, (lead) => applied(lead, { kind: 'removed', at: now(), why: CONTACT_GONE })),
    contactBack: (contactId) =>
      each(contactId, (lead) => {
        if (lead.lastResult === CONTACT_GONE) applied(lead, { kind: 'restored', at: now() });
      }),
    contactMerged: (fromId, intoId) =>
      db.transaction(() =>
        (ofContact.all(fromId) as string[]).map(need).flatMap((lead) => {
          if (inList.get(intoId, lead.campaignId) === undefined)
            return put(lead.id, { ...lead, contactId: intoId });
          const next = leadAfter(lead, { kind: 'removed', at: now(), why: CONTACT_GONE }, settingOf(lead));
          return next === lead ? [] : put(lead.id, next);
        }),
      ),
    callAgain: (contactIds) =>
      db.transaction(() => {
        for (const contactId of contactIds)
          each(contactId, (lead) => {
            if (lead.end === 'doNotCall') applied(lead, { kind: 'restored', at: now() });
          });
      }),
    sweep: (at) => db.transaction(() => sweep(at)),
    heldBy: (agentId) => (held.all(agentId) as string[]).map(need),
    nextAt: choice.nextAt,
    facts: facts.of,
    numberFacts: facts.number,
    refused: (campaignId) =>
      refused.all(campaignId, JSON.stringify(VERDICT_REASONS)) as { because: VerdictReason; leads: number }[],
    sample(campaignId, agentId, limit) {
      const total = waitingCount.get({ campaignId, agentId }) as number;
      const every = Math.max(1, Math.floor(total / limit));
      return { ids: waitingIds.all({ campaignId, agentId, every, limit }) as string[], total };
    },
  };
}
