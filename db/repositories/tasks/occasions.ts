import type { RuleKind } from '../../../shared/domain/schedule/occasion.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';

/** A customer of whom a rule may have to speak. */
export interface Candidate {
  readonly contactId: string;
  readonly name: string;
  readonly responsibleId?: string;
  /** End of the contract, or birthday. */
  readonly fact: string;
}

/** A customer with the end of one of the contracts on the card. */
export interface Signed extends Candidate {
  readonly contractId: string;
}

/** A customer with the start of the last talk, UTC ms. */
export interface Silent {
  readonly contactId: string;
  readonly name: string;
  readonly responsibleId?: string;
  readonly callId: string;
  readonly lastTalkAt: number;
}

/** What a rule can be about. */
export interface ContactFacts {
  readonly name: string;
  readonly responsibleId?: string;
  readonly consent?: 'given' | 'refused';
  readonly birthday?: string;
  /** Of the card's own day and of every contract that is signed. */
  readonly contractEnds: readonly string[];
  readonly lastTalkAt?: number;
}

/** A promise that a rule made and that nobody has heard of yet. */
export interface Unheard {
  readonly id: string;
  readonly contactId: string;
  readonly ruleId: string;
  /** `contractEnd:<contact>:2026-12-01` */
  readonly occasion: string;
}

/**
 * What rules look for, in pages: each is one reach into an index, so that millions of customers stop nobody. Whoever
 * refused to be called is neither congratulated nor missed; the end of a contract is the firm's own business.
 */
export interface Occasions {
  /** Customers whose card has such a day up to `to`, by day; after this one. */
  contractEnds(after: { day: string; id: string }, to: string, limit: number): Candidate[];
  /** Signed contracts that end up to `to`, by day; after this contract. */
  signedEnds(after: { day: string; id: string }, to: string, limit: number): Signed[];
  /** Birthdays that end in `mm-dd`, by customer; after this one. */
  birthdays(monthDay: string, after: string, limit: number): Candidate[];
  /** Last talks before `to`, by time; after this one. Colleagues are none. */
  lastTalks(after: { at: number; id: string }, to: number, limit: number): Silent[];
  /** Undefined for a customer who is gone. */
  factsOf(contactId: string): ContactFacts | undefined;
  /** Whether the rule has ever made a promise of this occasion: also one that was done, or that somebody deleted. */
  wasMade(ruleId: string, kind: RuleKind, contactId: string, same: string): boolean;
  /** In the order of ids. */
  unheard(after: string, limit: number): Unheard[];
  unheardOf(contactId: string): Unheard[];
}

export function createOccasions({ db }: Pick<Deps, 'db'>): Occasions {
  const { sqlite } = db;
  const who = 'c.id as contactId, c.name, c.responsible_id as responsibleId';
  const askable = "(c.consent is null or c.consent <> 'refused')";
  const contractEnds = sqlite.prepare(
    `select ${who}, c.contract_ends_on as fact from contacts c
     where c.contract_ends_on is not null and c.deleted_at is null
       and (c.contract_ends_on, c.id) > (@day, @id) and c.contract_ends_on <= @to
     order by c.contract_ends_on, c.id limit +@limit`,
  );
  const signed = "k.ends_on is not null and k.state = 'signed' and k.deleted_at is null";
  const signedEnds = sqlite.prepare(
    `select ${who}, k.id as contractId, k.ends_on as fact from contracts k
     join contacts c on c.id = k.contact_id and c.deleted_at is null
     where ${signed} and (k.ends_on, k.id) > (@day, @id) and k.ends_on <= @to
     order by k.ends_on, k.id limit +@limit`,
  );
  const endsOf = sqlite
    .prepare(
      `select c.contract_ends_on from contacts c where c.id = +@id and c.contract_ends_on is not null
       union select k.ends_on from contracts k where k.contact_id = +@id and ${signed} order by 1`,
    )
    .pluck();
  const birthdays = sqlite.prepare(
    `select ${who}, c.birthday as fact from contacts c
     where substr(birthday, -5) = +@monthDay and c.birthday is not null and c.deleted_at is null
       and c.id > @after and ${askable}
     order by c.id limit +@limit`,
  );
  const talk = "answered_at is not null and state = 'ended'";
  const lastTalks = sqlite.prepare(
    `select ${who}, k.id as callId, k.started_at as lastTalkAt from calls k
     join contacts c on c.id = k.contact_id and c.deleted_at is null and c.relation <> 'colleague' and ${askable}
     where (k.started_at, k.id) > (@at, @id) and k.started_at < @to and k.answered_at is not null and k.state = 'ended'
       and not exists (select 1 from calls l where l.contact_id = k.contact_id and l.started_at > k.started_at and ${talk})
     order by k.started_at, k.id limit +@limit`,
  );
  const facts = sqlite.prepare(
    `select c.name, c.responsible_id as responsibleId, c.consent, c.birthday,
       (select max(started_at) from calls where contact_id = c.id and ${talk}) as lastTalkAt
     from contacts c where c.id = +? and c.deleted_at is null`,
  );
  const made = sqlite
    .prepare('select 1 from tasks where rule_id = +? and contact_id = +? and occasion glob ?')
    .pluck();
  const columns = 'id, contact_id as contactId, rule_id as ruleId, occasion';
  const untouched = `rule_id is not null and occasion is not null and contact_id is not null and done = 0
    and deleted_at is null and rang_at is null and postponements = 0`;
  const unheard = sqlite.prepare(
    `select ${columns} from tasks where ${untouched} and id > @after order by id limit +@limit`,
  );
  const unheardOf = sqlite.prepare(`select ${columns} from tasks where contact_id = +? and ${untouched}`);

  return {
    contractEnds: (after, to, limit) =>
      (contractEnds.all({ ...after, to, limit }) as Candidate[]).map((row) => present(row) as Candidate),
    signedEnds: (after, to, limit) =>
      (signedEnds.all({ ...after, to, limit }) as Signed[]).map((row) => present(row) as Signed),
    birthdays: (monthDay, after, limit) =>
      (birthdays.all({ monthDay, after, limit }) as Candidate[]).map((row) => present(row) as Candidate),
    lastTalks: (after, to, limit) =>
      (lastTalks.all({ ...after, to, limit }) as Silent[]).map((row) => present(row) as Silent),
    factsOf(contactId) {
      const row = facts.get(contactId) as Omit<ContactFacts, 'contractEnds'> | undefined;
      return (
        row && { ...(present(row) as typeof row), contractEnds: endsOf.all({ id: contactId }) as string[] }
      );
    },
    wasMade: (ruleId, kind, contactId, same) => made.get(ruleId, contactId, `${kind}:*:${same}`) === 1,
    unheard: (after, limit) => unheard.all({ after, limit }) as Unheard[],
    unheardOf: (contactId) => unheardOf.all(contactId) as Unheard[],
  };
}
