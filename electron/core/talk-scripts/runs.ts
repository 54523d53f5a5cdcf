import type { Db } from '../../../db/open.ts';
import type { CallRecord, Repositories } from '../../../db/repositories/index.ts';
import type { StoredRun } from '../../../db/repositories/talk-runs/talk-runs.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { TalkRun, talkRunRequests } from '../../../shared/contract/talk-scripts.ts';
import { isLive } from '../../../shared/domain/call/call.ts';
import {
  begin,
  madeMove,
  replay,
  step,
  type TalkState,
} from '../../../shared/domain/talk-script/interpreter.ts';
import { isRefused, type Refused } from '../../../shared/domain/talk-script/refusal.ts';
import type {
  NodeId,
  ScriptFacts,
  ScriptInput,
  ScriptMove,
} from '../../../shared/domain/talk-script/script.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { accountsOf } from './account.ts';
import { type ActionScene, createActions, type Done, nothingDone } from './actions.ts';
import { offeredScript } from './choice.ts';
import { createFacts, languageOf } from './facts.ts';
import { createVersions } from './versions.ts';
import { createTalkWorld } from './world.ts';

export interface TalkRunsOptions {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly settings: () => Settings;
  readonly me: () => { readonly name: string };
  readonly now: () => number;
  readonly log: Log;
  readonly onChanged: (run: TalkRun) => void;
  readonly onContactsChanged: (ids: string[]) => void;
  readonly onTasksChanged: (ids: string[]) => void;
  readonly onListsChanged: (ids: string[]) => void;
}

/** Nobody goes back so often in a talk: a key that is stuck does, and its row must not grow with it. */
const MOST_TAKEN_BACK = 200;

/** Talks that a script leads: each move is on disk, with all that it caused, before anybody is told. */
export function createTalkRuns(options: TalkRunsOptions) {
  const { db, repositories, now } = options;
  const { talkRuns, talkScripts, calls, recordings } = repositories;
  const world = createTalkWorld(repositories);
  const factsOf = createFacts({ ...options, world });
  const actions = createActions({ ...options, world });
  const scriptOf = createVersions((versionId) => talkScripts.version(versionId).script);
  /** Of calls that live, so that a change of a card finds its talk without a question to the base. */
  const running = new Map<string, { runId: string; contactId: string | undefined }>();

  function kept(run: TalkRun): TalkRun {
    if (run.state === 'running') running.set(run.callId, { runId: run.id, contactId: run.contactId });
    return run;
  }

  function told({ run }: StoredRun, done?: Done): TalkRun {
    options.onChanged(kept(run));
    if (done?.contactIds.size) options.onContactsChanged([...done.contactIds]);
    if (done?.taskIds.size) options.onTasksChanged([...done.taskIds]);
    if (done?.listIds.size) options.onListsChanged([...done.listIds]);
    return run;
  }

  const standing = ({ versionId, moves, facts }: TalkRun): TalkState =>
    need(replay(scriptOf(versionId), moves, facts));

  /** A call that is over may still be written up: what the operator adds then leaves the talk as it ended. */
  const stateAfter = (callId: string, { ended }: TalkState): TalkRun['state'] => {
    const record = calls.get(callId);
    if (record && isLive(record.call)) return 'running';
    return ended ? 'finished' : 'left';
  };

  /** Milliseconds into the recording that runs now. It goes on in real time, holds included. */
  function offset(callId: string, at: number): Pick<ScriptMove, 'offsetMs'> {
    const recording = recordings.byCall(callId).findLast(({ state }) => state === 'recording');
    return recording ? { offsetMs: Math.max(0, Math.round(at - recording.startedAt)) } : {};
  }

  /** Carries out what these steps do, each once a talk. @returns all that have been carried out by now */
  function carryOut(acts: readonly NodeId[], before: readonly NodeId[], scene: ActionScene, done: Done) {
    const fresh = acts.filter((id) => !before.includes(id));
    for (const id of fresh) actions.carryOut(id, scene, done);
    return [...before, ...fresh];
  }

  function move(runId: string, revision: number, input: ScriptInput): TalkRun {
    const done: Done = nothingDone();
    const after = db.transaction(() => {
      const { run, carriedOut } = unchanged(talkRuns.get(runId), revision);
      const script = scriptOf(run.versionId);
      const before = standing(run);
      const facts = factsOf(run, script);
      const state = need(step(script, before, input, facts));
      const scene = { run: { ...run, facts }, script, state };
      if (input.kind === 'answer') actions.fillByAnswer(before.at, input.value, scene, done);
      const acts = state.acts.filter((id) => !before.acts.includes(id));
      const at = now();
      const made = { ...madeMove(before, input, state), at, ...offset(run.callId, at) };
      return talkRuns.change(runId, {
        moves: [...run.moves, made],
        carriedOut: carryOut(acts, carriedOut, scene, done),
        facts: done.contactIds.size > 0 ? factsOf(run, script) : facts,
        state: stateAfter(run.callId, state),
      });
    });
    return told(after, done);
  }

  function back(runId: string, revision: number): TalkRun {
    const { run } = unchanged(talkRuns.get(runId), revision);
    if (run.moves.length === 0) return run;
    const moves = run.moves.slice(0, -1);
    const state = stateAfter(run.callId, standing({ ...run, moves }));
    const [move] = run.moves.slice(-1);
    const takenBack = move ? [...run.takenBack, { move, at: now() }].slice(-MOST_TAKEN_BACK) : run.takenBack;
    return told(talkRuns.change(runId, { moves, takenBack, state }, revision));
  }

  function start(callId: string, scriptId: string | undefined, anew: boolean): TalkRun | null {
    const record = calls.get(callId);
    if (!record) throw new Failure('notFound', { id: callId });
    const current = talkRuns.ofCall(callId);
    if (current && !anew && (scriptId === undefined || scriptId === current.run.scriptId))
      return goesOn(current, record);
    const chosen = scriptId ?? current?.run.scriptId ?? offeredScript(record, repositories, world);
    if (chosen === undefined || record.purpose !== 'talk') return null;
    const done: Done = nothingDone();
    const begun = db.transaction(() => {
      if (current) leave(current.run);
      return (anew ? undefined : resumed(record, chosen)) ?? anewWith(record, chosen, done);
    });
    return told(begun, done);
  }

  /** Also after its call was given up and came back. */
  function goesOn({ run }: StoredRun, { call }: CallRecord): TalkRun {
    if (!isLive(call) || run.state === 'running') return kept(run);
    return told(talkRuns.change(run.id, { state: 'running' }));
  }

  /** Where the customer's last talk with this script broke off; undefined when it came to an end, or never began. */
  function resumed({ call, contactId, campaignId }: CallRecord, scriptId: string): StoredRun | undefined {
    const last = contactId === undefined ? undefined : talkRuns.last(contactId, scriptId);
    if (!last || last.run.moves.length === 0 || last.run.state === 'finished') return undefined;
    const earlier = last.run.callId === call.id ? undefined : calls.get(last.run.callId);
    // The same customer on another line of ours: that talk is not broken off.
    if (last.run.state === 'running' && earlier && isLive(earlier.call)) return undefined;
    const { versionId, language, moves } = last.run;
    return talkRuns.begin({
      ...{ callId: call.id, scriptId, versionId, contactId, language, resumedFrom: last.run.id },
      campaignId: campaignId ?? last.run.campaignId,
      facts: factsOf(
        { callId: call.id, contactId, campaignId: campaignId ?? last.run.campaignId },
        scriptOf(versionId),
      ),
      // The seconds are those of the other call's recording, and stay with it.
      moves: earlier ? moves.map(({ offsetMs: _, ...rest }) => rest) : moves,
      carriedOut: last.carriedOut,
    });
  }

  function anewWith({ call, contactId, campaignId }: CallRecord, scriptId: string, done: Done): StoredRun {
    const published = talkScripts.published(scriptId);
    if (!published) throw new Failure('scriptNotPublished', { id: scriptId });
    const { versionId } = published;
    const script = scriptOf(versionId);
    const facts = factsOf({ callId: call.id, contactId, campaignId }, script);
    const state = need(begin(script, facts));
    const spoken = contactId === undefined ? undefined : repositories.contacts.get(contactId)?.language;
    const language = languageOf(script.languages, spoken, options.settings().language);
    const made = talkRuns.begin({
      ...{ callId: call.id, scriptId, versionId, contactId, campaignId, language, facts },
      moves: [],
      carriedOut: [],
    });
    if (state.acts.length === 0) return made;
    const carriedOut = carryOut(state.acts, [], { run: made.run, script, state }, done);
    return talkRuns.change(made.run.id, { carriedOut });
  }

  /** The operator chose another script for the call. */
  function leave(run: TalkRun): void {
    if (run.moves.length === 0) talkRuns.remove(run.id);
    else talkRuns.change(run.id, { state: standing(run).ended ? 'finished' : 'left' });
  }

  /** What is known of the customer changed, or who it is. */
  function refresh(runId: string, contactId: string | undefined): void {
    const { run } = talkRuns.get(runId);
    const subject = { callId: run.callId, contactId, campaignId: run.campaignId };
    const facts = factsOf(subject, scriptOf(run.versionId));
    // A talk that has not made a move begins where the facts say; it must not begin elsewhere while it is read out.
    const stays = run.moves.length > 0 || begins(run, facts) === begins(run, run.facts);
    const after = talkRuns.change(runId, {
      ...(stays ? { facts } : {}),
      contactId: contactId ?? null,
    });
    if (after.run.revision !== run.revision) told(after);
  }

  const begins = ({ versionId }: TalkRun, facts: ScriptFacts): NodeId | undefined => {
    const state = begin(scriptOf(versionId), facts);
    return isRefused(state) ? undefined : state.at;
  };

  /** After the event that caused it; a talk must not suffer when its texts cannot be refreshed. */
  function quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      options.log.error({ err: error }, 'a talk that a script leads could not be kept up');
    }
  }

  return {
    contactsChanged(ids: readonly string[]): void {
      for (const { runId, contactId } of [...running.values()]) {
        if (contactId !== undefined && ids.includes(contactId)) quietly(() => refresh(runId, contactId));
      }
    },
    /** Somebody else is on the line than was thought. */
    callChanged({ id, contactId }: Pick<CallView, 'id' | 'contactId'>): void {
      const known = running.get(id);
      if (known && contactId !== known.contactId) quietly(() => refresh(known.runId, contactId));
    },
    callEnded(callId: string): void {
      running.delete(callId);
      quietly(() => {
        const { run } = talkRuns.ofCall(callId) ?? {};
        if (run?.state !== 'running') return;
        if (run.moves.length === 0 && calls.get(callId)?.call.answeredAt === undefined)
          return talkRuns.remove(run.id);
        told(talkRuns.change(run.id, { state: standing(run).ended ? 'finished' : 'left' }));
      });
    },
    handlers: {
      'talkRuns.ofCall': ({ callId }) => {
        const found = talkRuns.ofCall(callId);
        return found ? kept(found.run) : null;
      },
      'talkRuns.begin': ({ callId, scriptId, anew, known }) => {
        const run = start(callId, scriptId, anew);
        if (!run || known.includes(run.versionId)) return run && { run };
        return { run, version: talkScripts.version(run.versionId) };
      },
      'talkRuns.move': ({ runId, revision, input }) => move(runId, revision, input),
      'talkRuns.back': ({ runId, revision }) => back(runId, revision),
      'talkRuns.account': ({ callId }) => accountsOf(callId, options),
      'talkRuns.ofContact': ({ contactId, limit }) => talkRuns.ofContact(contactId, limit),
    } satisfies Handlers<typeof talkRunRequests, Context>,
  };
}

/** @throws Failure `scriptInputRefused` */
function need(result: TalkState | Refused): TalkState {
  if (!isRefused(result)) return result;
  const { refused: because, limit } = result;
  throw new Failure('scriptInputRefused', { because, ...(limit === undefined ? {} : { limit }) });
}

function unchanged(stored: StoredRun, revision: number): StoredRun {
  if (stored.run.revision !== revision) throw new Failure('changedMeanwhile', { id: stored.run.id });
  return stored;
}
