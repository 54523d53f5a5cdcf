import type { Db } from '../../../db/open.ts';
import type { CallRecord, Repositories } from '../../../db/repositories/index.ts';
import type { CallView, FollowUpDraft, WrapUpRemark } from '../../../shared/contract/calls.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { OutcomeNode } from '../../../shared/domain/outcome/outcome.ts';
import { createConsequences, type FollowUp, type Told } from './consequences.ts';
import type { LiveCalls } from './live-calls.ts';

export interface WrapUpOptions {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly live: Pick<LiveCalls, 'amend' | 'announce'>;
  readonly onTasksChanged: (ids: string[]) => void;
  readonly onContactsChanged: (ids: string[]) => void;
  /** The wrap-up of this call is over; a list goes on. After everything is kept. */
  readonly onWrapUpClosed?: (callId: string) => void;
}

export interface WrapUpInput {
  readonly callId: string;
  /** Null: none after all. */
  readonly outcome?: string | null | undefined;
  readonly note?: string | undefined;
  /** Null: no promise after all. One that was made before by this wrap-up gives way to a new one. */
  readonly followUp?: FollowUp | null | undefined;
  /** The next call as it is typed. Null: nothing any more. */
  readonly followUpDraft?: FollowUpDraft | null | undefined;
  readonly close: boolean;
  /** Nobody is there to be asked: it closes without a promise that is missing. */
  readonly unattended?: boolean;
}

export type WrapUp = (input: WrapUpInput) => CallView & { readonly remarks?: WrapUpRemark[] };

/**
 * How a talk or an attempt ended. Outcome, note, promise and all that follows from the outcome are one transaction: a crash
 * leaves all of it or nothing. Consequences come with the end of the wrap-up; saved again later they are corrected, and what
 * somebody changed since is left and told.
 *
 * @throws Failure `notFound`, `badRequest` (an outcome of nobody), `promiseMissing`
 */
export function createWrapUp(options: WrapUpOptions): WrapUp {
  const { db, live } = options;
  const settle = createSettlement(options);
  return (input) => {
    const { callId } = input;
    const told = db.transaction(() => settle(input));
    if (told.taskIds.length > 0) options.onTasksChanged(told.taskIds);
    if (told.contactIds.length > 0) options.onContactsChanged(told.contactIds);
    const { call } = live.announce(callId);
    if (told.closed) options.onWrapUpClosed?.(callId);
    return told.remarks.length > 0 ? { ...call, remarks: told.remarks } : call;
  };
}

/** Keeps outcome, note and promise with all that follows, in the caller's transaction. */
export function createSettlement({
  repositories,
  live,
}: {
  readonly repositories: Repositories;
  readonly live: Pick<LiveCalls, 'amend'>;
}): (input: WrapUpInput) => Told & { readonly closed: boolean } {
  const consequences = createConsequences(repositories);

  function nodeOf(key: string | undefined): OutcomeNode | undefined {
    const node = key === undefined ? undefined : repositories.outcomes.get(key);
    if (key !== undefined && node === undefined) throw new Failure('badRequest');
    return node;
  }

  function amended(record: CallRecord, input: WrapUpInput): CallRecord {
    const { outcome = record.outcome, followUpDraft = record.followUpDraft } = input;
    const { note = record.note, close } = input;
    const wrapUp = close ? 'done' : record.wrapUp;
    return {
      ...record,
      ...{ note, wrapUp },
      outcome: outcome ?? undefined,
      followUpDraft: wrapUp === 'done' ? undefined : (followUpDraft ?? undefined),
    };
  }

  /** A next call that was typed and understood is a promise, also when nobody came to save it. */
  function typed({ followUpDraft, contactId, call }: CallRecord): FollowUp | undefined {
    if (followUpDraft?.dueAt === undefined) return undefined;
    const { dueAt, zone, title } = followUpDraft;
    const name = contactId === undefined ? undefined : repositories.contacts.get(contactId)?.name;
    return { dueAt, zone, title: title || name || call.remote.number };
  }

  return (input) => {
    const { callId, unattended } = input;
    const before = repositories.calls.get(callId);
    if (!before) throw new Failure('notFound');
    const record = amended(before, input);
    const followUp = input.followUp === undefined && unattended ? typed(before) : input.followUp;
    const node = nodeOf(record.outcome);
    live.amend(callId, () => record);
    const final = record.wrapUp === 'done';
    return {
      ...consequences.carryOut({ record, node, followUp, final, unattended }),
      closed: final && before.wrapUp !== 'done',
    };
  };
}
