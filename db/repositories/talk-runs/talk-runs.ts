import { Failure } from '../../../shared/contract/failure.ts';
import type { TalkRun } from '../../../shared/contract/talk-scripts.ts';
import { talkRuns } from '../../schema/selling.ts';
import { type RowOf, rowAggregate, type Stored } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';

/** A talk that a script leads, with what nobody but the core asks for. */
export interface StoredRun {
  readonly run: TalkRun;
  /** Steps whose actions were carried out. */
  readonly carriedOut: readonly string[];
}

export type NewRun = Omit<TalkRun, 'id' | 'revision' | 'startedAt' | 'state' | 'takenBack'> & {
  readonly carriedOut: readonly string[];
};

/** What changes of a talk while it is led. */
export type RunChange = Partial<Pick<TalkRun, 'facts' | 'moves' | 'takenBack' | 'state'>> & {
  readonly contactId?: string | null;
  readonly carriedOut?: readonly string[];
};

/**
 * Talks that a script leads. No undo takes one back: what was said was said.
 */
export interface TalkRuns {
  /** @throws Failure `notFound` */
  get(id: string): StoredRun;
  /** The one that leads the call: of several, which were chosen one after the other, the newest. */
  ofCall(callId: string): StoredRun | undefined;
  /** All of the call, oldest first. */
  allOfCall(callId: string): TalkRun[];
  /** @returns undefined when it is gone */
  find(id: string): TalkRun | undefined;
  /** Newest first. */
  ofContact(contactId: string, limit: number): TalkRun[];
  /** The customer's newest talk with this script. */
  last(contactId: string, scriptId: string): StoredRun | undefined;
  begin(run: NewRun): StoredRun;
  /** @throws Failure `notFound`, `changedMeanwhile` (another revision than was seen) */
  change(id: string, change: RunChange, revision?: number): StoredRun;
  /** Nobody was talked with after all. */
  remove(id: string): void;
}

export function createTalkRuns({ db, now, newId, actorId }: Deps, changes: Changes): TalkRuns {
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, talkRuns);
  changes.register(aggregate);
  const idsOf = (condition: string, limit: string) =>
    sqlite
      .prepare(
        `select id from talk_runs where ${condition} and deleted_at is null order by started_at desc, id desc limit ${limit}`,
      )
      .pluck();
  const ofCall = idsOf('call_id = +?', '1');
  const allOfCall = idsOf('call_id = +?', '-1');
  const ofContact = idsOf('contact_id = +?', '+?');
  const last = idsOf('contact_id = +? and script_id = +?', '1');

  function find(id: string): StoredRun | undefined {
    const stored = aggregate.read(id);
    return stored && stored.stamp.deletedAt === null ? toRun(id, stored) : undefined;
  }
  function get(id: string): StoredRun {
    const found = find(id);
    if (!found) throw new Failure('notFound', { id });
    return found;
  }
  const found = (id: unknown): StoredRun | undefined => (id === undefined ? undefined : find(id as string));

  return {
    get,
    ofCall: (callId) => found(ofCall.get(callId)),
    allOfCall: (callId) => (allOfCall.all(callId) as string[]).map((id) => get(id).run).toReversed(),
    find: (id) => find(id)?.run,
    ofContact: (contactId, limit) => (ofContact.all(contactId, limit) as string[]).map((id) => get(id).run),
    last: (contactId, scriptId) => found(last.get(contactId, scriptId)),
    begin({
      callId,
      scriptId,
      versionId,
      contactId,
      campaignId,
      language,
      facts,
      moves,
      resumedFrom,
      carriedOut,
    }) {
      const { id } = changes.save(aggregate, newId(), {
        ...{ callId, scriptId, versionId, language, facts, moves },
        contactId: contactId ?? null,
        campaignId: campaignId ?? null,
        agentId: actorId(),
        carriedOut: [...carriedOut],
        takenBack: [],
        state: 'running',
        resumedFrom: resumedFrom ?? null,
        startedAt: now(),
      });
      return get(id);
    },
    change(id, { carriedOut, contactId, ...rest }, revision) {
      const fields = {
        ...rest,
        ...(carriedOut === undefined ? {} : { carriedOut: [...carriedOut] }),
        ...(contactId === undefined ? {} : { contactId }),
      };
      changes.patch(aggregate, id, fields, revision === undefined ? {} : { version: revision });
      return get(id);
    },
    remove: (id) => void changes.remove(aggregate, id),
  };
}

function toRun(id: string, { state, stamp }: Stored<RowOf<typeof talkRuns>>): StoredRun {
  const { contactId, campaignId, resumedFrom, carriedOut, agentId: _, ...rest } = state;
  const run = { id, revision: stamp.version, ...rest, ...present({ contactId, campaignId, resumedFrom }) };
  return { run, carriedOut };
}
