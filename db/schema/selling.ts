import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AuditKind } from '../../shared/contract/audit.ts';
import type { SegmentFilter } from '../../shared/contract/segments.ts';
import type { ScriptTestCase, ScriptUse } from '../../shared/contract/talk-scripts.ts';
import type { Consequences } from '../../shared/domain/outcome/outcome.ts';
import type {
  CampaignState,
  LeadEnd,
  LeadState,
  Pace,
  PacingRules,
} from '../../shared/domain/pacing/campaign.ts';
import type {
  ScriptFacts,
  ScriptLanguage,
  ScriptMove,
  TakenBack,
  TalkScript,
} from '../../shared/domain/talk-script/script.ts';
import { flag, json, shared } from './columns.ts';
import { contacts } from './people.ts';

/** How a talk can end, in the firm's words. Its key is what calls keep; empty: nobody changed what the program brings. */
export const outcomes = sqliteTable('outcomes', {
  ...shared,
  key: text().notNull(),
  parent: text(),
  name: text(),
  position: integer().notNull(),
  retired: flag().notNull(),
  consequences: json<Consequences>().notNull(),
});

/** A filter of customers with a name. */
export const segments = sqliteTable('segments', {
  ...shared,
  name: text().notNull(),
  filter: json<SegmentFilter>().notNull(),
});

/** Lists to call through. */
export const campaigns = sqliteTable('campaigns', {
  ...shared,
  name: text().notNull(),
  state: text().$type<CampaignState>().notNull(),
  pace: text().$type<Pace>().notNull(),
  scriptId: text(),
  ownerIds: json<string[]>().notNull(),
  goal: json<{ calls?: number; reached?: number; agreed?: number }>().notNull(),
  rules: json<PacingRules>().notNull(),
  startedAt: integer(),
  endedAt: integer(),
});

/**
 * Prospects: customers in a list, never copies. The lease is a reservation by one operator: the token goes with each
 * change of who holds it, so that a late one is refused.
 */
export const leads = sqliteTable(
  'leads',
  {
    ...shared,
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    contactId: text()
      .notNull()
      .references(() => contacts.id),
    state: text().$type<LeadState>().notNull(),
    priority: integer().notNull(),
    /** Order of equals. */
    position: integer().notNull(),
    ownerId: text(),
    attempts: integer().notNull(),
    lastAttemptAt: integer(),
    /** Outcome of the last attempt, or how it failed. */
    lastResult: text(),
    nextAt: integer(),
    /** E.164 with the plus. */
    nextNumber: text(),
    end: text().$type<LeadEnd>(),
    leaseToken: text(),
    leaseBy: text(),
    leaseUntil: integer(),
    /** Of the attempt under way, or the last one that was counted. */
    callId: text(),
  },
  (t) => [
    // The choice of the next one: a range of what is due, best first. Conditions are literals (performance.md).
    index('leads_next')
      .on(t.campaignId, t.priority, t.nextAt, t.position)
      .where(sql`state = 'waiting' and deleted_at is null`),
    // The same for one operator's own and for the pool (null), so that nobody reads past the prospects of the others.
    index('leads_next_own')
      .on(t.campaignId, t.ownerId, t.priority, t.nextAt, t.position)
      .where(sql`state = 'waiting' and deleted_at is null`),
    index('leads_state').on(t.campaignId, t.state, t.end).where(sql`deleted_at is null`),
    index('leads_claimed').on(t.leaseUntil).where(sql`state = 'claimed' and deleted_at is null`),
    index('leads_contact').on(t.contactId, t.campaignId),
  ],
);

/** Who must not be called: a number, or a customer as a whole. */
export const doNotCall = sqliteTable(
  'do_not_call',
  {
    ...shared,
    /** E.164 without the plus. */
    e164: integer(),
    contactId: text().references(() => contacts.id),
    reason: text().notNull(),
    authorId: text(),
    /** Of a person who was erased: `repositories/do-not-call/number-hash.ts`. */
    numberHash: text(),
  },
  (t) => [
    index('do_not_call_hash').on(t.numberHash).where(sql`number_hash is not null and deleted_at is null`),
    index('do_not_call_number').on(t.e164).where(sql`e164 is not null and deleted_at is null`),
    index('do_not_call_contact').on(t.contactId).where(sql`contact_id is not null and deleted_at is null`),
  ],
);

/** Who did what that somebody may have to answer for. Rows are only added. */
export const audit = sqliteTable(
  'audit',
  {
    ...shared,
    at: integer().notNull(),
    actorId: text().notNull(),
    action: text().notNull(),
    /** Kind and id of what it was done to. */
    subject: text().notNull(),
    subjectId: text(),
    detail: json<Readonly<Record<string, string | number>>>().notNull(),
    kind: text().$type<AuditKind>(),
    /** The chain of this node, see `repositories/audit/chain.ts`. Null: from before there was one. */
    node: text(),
    seq: integer(),
    prev: text(),
    hash: text(),
  },
  (t) => [
    index('audit_at').on(t.at),
    index('audit_subject').on(t.subject, t.subjectId, t.at),
    uniqueIndex('audit_chain').on(t.node, t.seq).where(sql`node is not null`),
  ],
);

/** Conversation templates: the draft, which people edit. */
export const talkScripts = sqliteTable('talk_scripts', {
  ...shared,
  name: text().notNull(),
  use: json<ScriptUse>().notNull(),
  script: json<TalkScript>().notNull(),
  testCases: json<ScriptTestCase[]>().notNull(),
  publishedVersionId: text(),
  archived: flag().notNull(),
});

/** What was published; never changed, since talks refer to it. */
export const talkScriptVersions = sqliteTable(
  'talk_script_versions',
  {
    ...shared,
    scriptId: text()
      .notNull()
      .references(() => talkScripts.id),
    number: integer().notNull(),
    name: text().notNull(),
    at: integer().notNull(),
    authorId: text(),
    remark: text().notNull(),
    script: json<TalkScript>().notNull(),
  },
  (t) => [index('talk_script_versions_script').on(t.scriptId, t.number)],
);

/** A talk that a template leads: the moves of the operator, of which everything else follows. */
export const talkRuns = sqliteTable(
  'talk_runs',
  {
    ...shared,
    callId: text().notNull(),
    scriptId: text().notNull(),
    versionId: text().notNull(),
    contactId: text(),
    campaignId: text(),
    agentId: text(),
    language: text().$type<ScriptLanguage>().notNull(),
    facts: json<ScriptFacts>().notNull(),
    moves: json<ScriptMove[]>().notNull(),
    /** Moves that were taken back, oldest first: they led nowhere, but they were said. */
    takenBack: json<TakenBack[]>().notNull().default([]),
    /** Actions that were carried out, by their node: each once. */
    carriedOut: json<string[]>().notNull(),
    state: text().$type<'running' | 'finished' | 'left'>().notNull(),
    resumedFrom: text(),
    startedAt: integer().notNull(),
  },
  (t) => [
    index('talk_runs_call').on(t.callId),
    index('talk_runs_contact').on(t.contactId, t.startedAt),
    index('talk_runs_script').on(t.scriptId, t.startedAt),
    index('talk_runs_campaign').on(t.campaignId, t.startedAt).where(sql`campaign_id is not null`),
  ],
);

/** Regular reminders: what makes promises by itself. */
export const reminderRules = sqliteTable('reminder_rules', {
  ...shared,
  kind: text().$type<'contractEnd' | 'birthday' | 'noContact'>().notNull(),
  days: integer().notNull(),
  title: text().notNull(),
  time: text().notNull(),
  assigneeId: text(),
  enabled: flag().notNull(),
});
