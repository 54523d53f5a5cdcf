import type { Db } from '../../../db/open.ts';
import type { Party, Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { MissedCounts, MissedRow, missedRequests } from '../../../shared/contract/missed.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { numberKey } from '../../../shared/domain/identity/identity.ts';
import { type MissedFact, type MissedSetting, waitsSince } from '../../../shared/domain/missed/entry.ts';
import { CLOCK_SLACK_MS, type MissedReport } from '../../../shared/domain/missed/report.ts';
import { findOutcome } from '../../../shared/domain/outcome/tree.ts';
import { afterWorkingMinutes } from '../../../shared/domain/schedule/working-time.ts';
import { identify } from '../calls/identify.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { missedHandlers } from './handlers.ts';
import { ownReport } from './own-report.ts';

/** A timer cannot be trusted over a sleep of the machine, so the clock looks at least this often. */
const LOOK_MS = 15_000;
/** Several changes at once are told as one. */
const TELL_MS = 100;
/** Behind the call or the import that changed the customers. */
const LOOK_UP_MS = 1_000;
/** What a crash kept from the queue is found in the log's last days. */
const LOG_DAYS = 7;

/** Somebody of whom the PBX tells: a number in any writing, or none. */
export interface PbxCaller {
  readonly number: string;
  readonly anonymous: boolean;
}

export interface MissedQueue {
  readonly handlers: Handlers<typeof missedRequests, Context>;
  /** A call of ours began, ended, or is now somebody else's. */
  callChanged(call: CallView): void;
  contactsChanged(ids: readonly string[]): void;
  /** Rows were changed by an undo. */
  changed(): void;
  /** The PBX has told of a call that reached nobody. Told again it changes nothing. */
  pbxMissed(caller: PbxCaller, report: MissedReport): void;
  /** The PBX has told of a talk, on any phone; `at`: when it began. */
  pbxReached(caller: PbxCaller, at: number): void;
  start(): void;
  stop(): void;
}

/** The queue of missed calls: one open entry for each number, which closes by itself when the customer is reached. */
export function createMissedQueue(options: {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly me: () => string;
  readonly now: () => number;
  readonly settings: () => Settings;
  readonly onChanged: (counts: MissedCounts) => void;
  readonly onLate: (late: { entry: MissedRow; count: number }) => void;
  readonly log: Log;
}): MissedQueue {
  const { db, repositories, now, settings, log } = options;
  const { missed } = repositories;
  const setting: MissedSetting = {
    dueAt(since) {
      const { missed: rules, workHours, zone } = settings();
      return afterWorkingMinutes(since, rules.deadlineMinutes, workHours, zone);
    },
  };

  let telling: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let lookingUp: NodeJS.Timeout | undefined;

  function changed(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      carefully('told', () => options.onChanged(missed.counts(now())));
    }, TELL_MS);
    telling.unref();
  }

  /** A call goes on whatever becomes of the queue: what it missed is found in the log at the next start. */
  function carefully(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      log.error({ err: error }, `the queue of missed calls could not be ${what}`);
    }
  }

  function apply(id: string, fact: MissedFact): void {
    if (missed.apply(id, fact, setting) !== undefined) changed();
  }

  function report(who: { key: string; number: string; contactId?: string | undefined }, told: MissedReport) {
    if (missed.report(who, told, setting) !== undefined) changed();
  }

  function reached(party: Party, at: number, callId?: string): void {
    for (const id of missed.openOf(party)) apply(id, { kind: 'reached', at, ...(callId ? { callId } : {}) });
  }

  /** An answering machine took it after all: who was taken off for it waits on. */
  function notReached(callId: string): void {
    for (const { id, key, contactId } of missed.resolvedBy(callId)) {
      if (missed.openOf({ key }).length > 0) continue;
      const reachedAt = missed.lastTalk({ key, contactId }, callId);
      apply(id, { kind: 'notReached', at: now(), callId, reachedAt });
    }
  }

  function wasReached({ outcome }: CallView): boolean {
    const node = outcome === undefined ? undefined : findOutcome(repositories.outcomes.list(), outcome);
    return node?.consequences.reached ?? true;
  }

  function own(call: CallView): void {
    const { id, identity, remote, contactId } = call;
    const key = numberKey(identity.reading) ?? ANONYMOUS;
    const number = identity.reading.kind === 'e164' ? identity.reading.e164 : remote.number;
    if (call.answeredAt !== undefined) {
      const party = { ...(key === ANONYMOUS ? {} : { key }), contactId };
      if (wasReached(call)) reached(party, call.answeredAt, id);
      else notReached(id);
    } else if (call.state === 'ended' && call.direction === 'outbound') {
      for (const each of missed.openOf({ key, contactId }))
        apply(each, { kind: 'attempted', at: call.startedAt, callId: id });
    } else {
      const { label = '', login = '' } = repositories.accounts.get(call.accountId) ?? {};
      const told = ownReport(call, label || login);
      if (told) report({ key, number, contactId }, told);
    }
  }

  const whoIs = ({ number, anonymous }: PbxCaller) => {
    const { reading, matches } = identify({ number, displayName: '', anonymous }, repositories, settings());
    return {
      key: numberKey(reading) ?? ANONYMOUS,
      number: reading.kind === 'e164' ? reading.e164 : number,
      contactId: matches[0]?.contactId,
    };
  };

  /** Numbers that became a customer's meanwhile, or another's. Mostly none: while an import tells of its customers nobody shall wait for it. */
  function identifyOpen(ids: ReadonlySet<string>): void {
    const news = missed.openNumbers().flatMap(({ id, number, contactId }) => {
      if (contactId !== undefined && !ids.has(contactId)) return [];
      const who = whoIs({ number, anonymous: false }).contactId;
      const entry = missed.get(id);
      const at = entry && missed.lastTalk({ contactId: who });
      const reachedAt = entry && at !== undefined && at >= waitsSince(entry) ? at : undefined;
      return who === contactId && reachedAt === undefined ? [] : [{ id, who, reachedAt }];
    });
    if (news.length === 0) return;
    db.transaction(() => {
      for (const { id, who, reachedAt } of news) {
        apply(id, { kind: 'identified', at: now(), contactId: who });
        if (reachedAt !== undefined) apply(id, { kind: 'reached', at: reachedAt });
      }
    });
  }
  const toIdentify = new Set<string>();

  function look(): void {
    clearTimeout(looking);
    carefully('looked at', () => {
      const at = now();
      const late = missed.late(at);
      for (const id of late) apply(id, { kind: 'lookedAt', at });
      if (late[0] !== undefined) options.onLate({ entry: missed.row(late[0]), count: late.length });
    });
    looking = setTimeout(look, LOOK_MS);
    looking.unref();
  }

  return {
    handlers: missedHandlers({ repositories, me: options.me, now, settings, setting, onChanged: changed }),
    changed,
    callChanged(call) {
      if (call.purpose === 'service') return;
      carefully('kept', () => own(call));
    },
    contactsChanged(ids) {
      for (const id of ids) toIdentify.add(id);
      lookingUp ??= setTimeout(() => {
        lookingUp = undefined;
        carefully('identified', () => identifyOpen(toIdentify));
        toIdentify.clear();
      }, LOOK_UP_MS);
      lookingUp.unref();
    },
    pbxMissed: (caller, told) => report(whoIs(caller), told),
    pbxReached(caller, at) {
      const { key, contactId } = whoIs(caller);
      if (key === ANONYMOUS) return;
      // Our own log says more of it: an outcome may come after it in which the customer was not spoken with.
      const around = { from: at - CLOCK_SLACK_MS, until: at + CLOCK_SLACK_MS };
      if (!missed.talkAround({ key, contactId }, around)) reached({ key, contactId }, at);
    },
    start() {
      carefully('filled from the log', () =>
        db.transaction(() => {
          for (const id of missed.missedInLog(LOG_DAYS)) own(repositories.calls.view(id));
        }),
      );
      // A moment later, when the desks are there to hear of it.
      looking = setTimeout(look, LOOK_MS);
      looking.unref();
    },
    stop() {
      for (const timer of [telling, looking, lookingUp]) clearTimeout(timer);
    },
  };
}

/** Hidden numbers are one entry: nobody can tell them apart, and nobody can call them back. */
const ANONYMOUS = 'anonymous';
