import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CallEnd, CallResult, CallState } from '../../shared/domain/call/call.ts';
import type { CallPurpose, FollowUpDraft, Identity, Outcome, RecordingState, WrapUp } from '../types.ts';
import { flag, json, shared } from './columns.ts';
import { contacts } from './people.ts';

/** One row for each attempt to talk, whatever its end. The remote columns are text from outside: data, never markup. */
export const calls = sqliteTable(
  'calls',
  {
    ...shared,
    accountId: text().notNull(),
    /** Who sat at this workstation. */
    agentId: text(),
    direction: text().$type<'inbound' | 'outbound'>().notNull(),
    state: text().$type<CallState>().notNull(),
    remoteNumber: text().notNull(),
    remoteName: text().notNull(),
    remoteAsserted: text(),
    remoteDiverted: text(),
    remoteAnonymous: flag().notNull(),
    /** The other side's number as E.164 without the plus, when it could be read. */
    e164: integer(),
    dialled: text(),
    startedAt: integer().notNull(),
    progressAt: integer(),
    answeredAt: integer(),
    endedAt: integer(),
    holdOperator: flag().notNull(),
    holdCustomer: flag().notNull(),
    heldMs: integer().notNull(),
    heldSince: integer(),
    muted: flag().notNull(),
    transferredTo: text(),
    result: text().$type<CallResult>(),
    cause: text().$type<CallEnd['cause']>(),
    endedBy: text().$type<CallEnd['by']>(),
    sipCode: integer(),
    reason: text(),
    identity: json<Identity>().notNull(),
    contactId: text().references(() => contacts.id),
    outcome: text().$type<Outcome>(),
    note: text().notNull(),
    wrapUp: text().$type<WrapUp>().notNull(),
    /** The next call as it stands in the wrap-up's field, until that is over. */
    followUpDraft: json<FollowUpDraft>(),
    purpose: text().$type<CallPurpose>().notNull().default('talk'),
    /** Of a `consult`: the call that waited for it. */
    consultFor: text(),
    joined: flag().notNull().default(false),
    signalLostAt: integer(),
    soundLostAt: integer(),
    /** Mean opinion score of the worst ten seconds, 1..4.5. */
    mos: real(),
    /** The list and the prospect for which it was dialled. */
    campaignId: text(),
    leadId: text(),
    /** When the wrap-up was closed; null: there was none, it is open, or nobody kept it then. */
    wrappedUpAt: integer(),
  },
  (t) => [
    index('calls_started').on(t.startedAt, t.id),
    // Covers the choice of a timeline's rows, so that a customer with thousands of calls costs no more than twenty.
    index('calls_contact').on(t.contactId, t.startedAt, t.id, t.state, t.answeredAt),
    index('calls_number').on(t.e164, t.startedAt),
    index('calls_open').on(t.startedAt).where(sql`state <> 'ended'`),
    index('calls_wrap_up').on(t.startedAt).where(sql`wrap_up = 'open'`),
    index('calls_campaign').on(t.campaignId, t.startedAt).where(sql`campaign_id is not null`),
    index('calls_lead').on(t.leadId, t.startedAt).where(sql`lead_id is not null`),
  ],
);

/** Local: every fact that was stated about a call, in order of arrival, for diagnosis. Only added to. */
export const callFacts = sqliteTable(
  'call_facts',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    callId: text().notNull(),
    at: integer().notNull(),
    kind: text().notNull(),
    body: json<Readonly<Record<string, unknown>>>().notNull(),
    /** When the core took it, UTC ms: clocks of reporters may differ. */
    receivedAt: integer().notNull(),
  },
  (t) => [index('call_facts_call').on(t.callId, t.seq)],
);

export const recordings = sqliteTable(
  'recordings',
  {
    ...shared,
    callId: text()
      .notNull()
      .references(() => calls.id),
    mime: text().notNull(),
    state: text().$type<RecordingState>().notNull(),
    startedAt: integer().notNull(),
    durationMs: integer(),
    bytes: integer().notNull(),
    /** Hex, of the finished file. */
    sha256: text(),
  },
  (t) => [
    index('recordings_call').on(t.callId, t.startedAt),
    index('recordings_unfinished').on(t.startedAt).where(sql`state = 'recording'`),
  ],
);

/** Local: how far a running recording is on this machine's disk. It changes each second and is nobody else's business. */
export const recordingProgress = sqliteTable('recording_progress', {
  recordingId: text().primaryKey(),
  bytes: integer().notNull(),
});

/** Promises to customers: what to do, when, about whom. */
export const tasks = sqliteTable(
  'tasks',
  {
    ...shared,
    contactId: text().references(() => contacts.id),
    callId: text().references(() => calls.id),
    /** Number to dial, when it is neither the call's nor the contact's. */
    phone: text(),
    title: text().notNull(),
    dueAt: integer().notNull(),
    /** IANA zone in which a person meant the wall clock. */
    zone: text().notNull(),
    done: flag().notNull(),
    postponements: integer().notNull(),
    doneAt: integer(),
    rangAt: integer(),
    authorId: text(),
    /** How long it is expected to take. */
    minutes: integer().notNull().default(10),
    /** Who has to do it; null: its author. */
    assigneeId: text(),
    /** Made by a rule, for this occasion of it: a rule makes each but once (`contractEnd:<contact>:2026-12-01`). */
    ruleId: text(),
    occasion: text(),
    leadId: text(),
  },
  (t) => [
    // Conditions are literals: a bound one would not use the partial index (performance.md).
    index('tasks_open').on(t.dueAt).where(sql`done = 0 and deleted_at is null`),
    index('tasks_done').on(t.doneAt).where(sql`done = 1 and deleted_at is null`),
    index('tasks_contact').on(t.contactId, t.dueAt).where(sql`done = 0 and deleted_at is null`),
    // All of a customer's, when their card becomes one with another.
    index('tasks_customer').on(t.contactId).where(sql`contact_id is not null and deleted_at is null`),
    index('tasks_due').on(t.dueAt, t.assigneeId).where(sql`deleted_at is null`),
    // Of a call that is written or removed: its promises are looked for.
    index('tasks_call').on(t.callId).where(sql`call_id is not null`),
    // Whether a rule has spoken about a customer, also under the name of one that was merged into it.
    index('tasks_rule').on(t.ruleId, t.contactId).where(sql`rule_id is not null`),
    index('tasks_occasion').on(t.occasion).where(sql`occasion is not null`),
  ],
);
