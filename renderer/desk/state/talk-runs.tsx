// Talks that a script leads: one for each call on the desk. A key is answered at once by the same rules that the core has;
// the core's word follows. What it has not answered stays here until it has.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { Failure, type FailureCode } from '../../../shared/contract/failure.ts';
import type { Input } from '../../../shared/contract/index.ts';
import type { TalkRun } from '../../../shared/contract/talk-scripts.ts';
import { REFUSAL_REASONS } from '../../../shared/domain/talk-script/refusal.ts';
import type { NodeId } from '../../../shared/domain/talk-script/script.ts';
import type { CallsStore } from './calls.tsx';
import { type CallsState, primaryCall, subjectOf } from './calls-model.ts';
import { rememberVersions } from './script-versions.ts';
import {
  type Choice,
  chosen,
  confirmed,
  type LedTalk,
  ledTalk,
  moved,
  nodeAt,
  picked,
  reconciled,
  refreshed,
  wentBack,
  wentOn,
} from './talk-run-model.ts';
import { asFailure } from './use-ask.ts';

export interface TalkRuns {
  readonly talks: ReadonlyMap<string, LedTalk>;
  /** Calls whose script is put aside. */
  readonly aside: ReadonlySet<string>;
  /** The objections are unfolded. */
  readonly objecting: boolean;
  /** The scripts to choose from are unfolded. */
  readonly choosing: boolean;
  /** What stands between the last moves and the disk. */
  readonly trouble: FailureCode | undefined;
  press(callId: string, key: string): void;
  choose(callId: string, choice: Choice): void;
  type(callId: string, typed: string): void;
  goOn(callId: string): void;
  back(callId: string): void;
  object(callId: string, nodeId: NodeId): void;
  setObjecting(open: boolean): void;
  setChoosing(open: boolean): void;
  setAside(callId: string, aside: boolean): void;
  /** By hand; `anew`: not where the customer's last talk with it broke off. Rejects as the core does. */
  begin(callId: string, scriptId: string, anew?: boolean): Promise<void>;
  /** Finds, and if need be begins, the talk of a call that lives. */
  look(call: CallView): Promise<void>;
  heard(run: TalkRun): void;
  /** The core is there again. */
  resend(): void;
  keepOnly(callIds: ReadonlySet<string>): void;
}

/** Puts the script aside, brings it back, or unfolds those that can be begun. */
export const ASIDE_KEY = 'Q';

export type TalkRunsStore = StoreApi<TalkRuns>;

/** After a move that the core did not take: its disk, or its base, was busy. */
const AGAIN_MS = 2_000;

export function createTalkRunsStore(core: CoreClient): TalkRunsStore {
  /** Calls whose moves are being sent. */
  const sending = new Set<string>();
  /** Calls whose moves are sent again in a moment. */
  const waiting = new Set<string>();
  /** Calls, and whom they were with, for which there was nothing or the question is on its way. */
  const asked = new Set<string>();
  const versions = rememberVersions(core);
  /** Calls for which a script was chosen by hand and the core has not answered. */
  const beginning = new Set<string>();

  return createStore<TalkRuns>((set, get) => {
    const put = (callId: string, talk: LedTalk) =>
      set(({ talks }) => ({ talks: new Map(talks).set(callId, talk) }));

    function change(callId: string, how: (talk: LedTalk) => LedTalk): void {
      const talk = get().talks.get(callId);
      if (!talk) return;
      put(callId, how(talk));
      void send(callId);
    }

    /** One after the other, each with the revision that the answer before it brought. */
    async function send(callId: string): Promise<void> {
      if (sending.has(callId) || !get().talks.get(callId)?.sent.length) return;
      sending.add(callId);
      let failure: Failure | undefined;
      try {
        await sendAll(callId);
      } catch (error) {
        failure = asFailure(error);
      } finally {
        sending.delete(callId);
      }
      if (failure) await failed(callId, failure);
      // A key between the last answer and here found the way taken.
      else await send(callId);
    }

    async function sendAll(callId: string): Promise<void> {
      for (;;) {
        const talk = get().talks.get(callId);
        const first = talk?.sent[0];
        if (!talk || !first) return;
        const { id: runId, revision } = talk.run;
        const run =
          first.kind === 'back'
            ? await core.request('talkRuns.back', { runId, revision })
            : await core.request('talkRuns.move', { runId, revision, input: first.input });
        set({ trouble: undefined });
        sameTalk(callId, runId, (now) => confirmed(now, run));
      }
    }

    /** Without sending; only if another script has not been chosen meanwhile. */
    function sameTalk(callId: string, runId: string, how: (talk: LedTalk) => LedTalk): void {
      const talk = get().talks.get(callId);
      if (talk?.run.id === runId) put(callId, how(talk));
    }

    async function failed(callId: string, { code, params }: Failure): Promise<void> {
      // Nothing is lost: it goes out when the core is there again, with the next key, or by itself.
      if (code !== 'changedMeanwhile' && code !== 'scriptInputRefused') return later(callId, code);
      try {
        const run = await core.request('talkRuns.ofCall', { callId });
        if (!run) return;
        const because = REFUSAL_REASONS.find((reason) => reason === params.because);
        sameTalk(callId, run.id, (now) =>
          code === 'scriptInputRefused'
            ? { ...refreshed({ ...now, sent: [] }, run), problem: because && { refused: because } }
            : reconciled(now, run),
        );
        await send(callId);
      } catch (error) {
        later(callId, asFailure(error).code);
      }
    }

    /** The talk may be over by then, and no key of its comes any more. */
    function later(callId: string, trouble: FailureCode): void {
      set({ trouble });
      // That it is there again, the core tells itself.
      if (trouble === 'coreUnreachable' || waiting.has(callId)) return;
      waiting.add(callId);
      setTimeout(() => {
        waiting.delete(callId);
        void send(callId);
      }, AGAIN_MS);
    }

    async function show(run: TalkRun): Promise<void> {
      const known = get().talks.get(run.callId);
      if (known?.run.id === run.id) return put(run.callId, refreshed(known, run));
      const { script, name } = await versions.of(run.versionId);
      const talk = ledTalk(run, name, script);
      if (talk) put(run.callId, talk);
    }

    async function begun(input: Omit<Input<'talkRuns.begin'>, 'known'>): Promise<TalkRun | undefined> {
      const found = await core.request('talkRuns.begin', { ...input, known: versions.ids() });
      if (found?.version) versions.add(found.version);
      return found?.run;
    }

    return {
      talks: new Map(),
      aside: new Set(),
      objecting: false,
      choosing: false,
      trouble: undefined,
      press: (callId, key) => change(callId, (talk) => chosen(talk, key)),
      choose: (callId, choice) =>
        change(callId, (talk) => {
          const node = nodeAt(talk);
          return node?.kind === 'ask' ? picked(talk, node, choice) : talk;
        }),
      type: (callId, typed) => change(callId, (talk) => ({ ...talk, typed, problem: undefined })),
      goOn: (callId) => change(callId, wentOn),
      back: (callId) => change(callId, wentBack),
      object: (callId, nodeId) => {
        set({ objecting: false });
        change(callId, (talk) => moved(talk, { kind: 'objection', nodeId }));
      },
      setObjecting: (objecting) => set({ objecting }),
      setChoosing: (choosing) => set({ choosing }),
      setAside: (callId, put) =>
        set(({ aside }) => {
          const next = new Set(aside);
          if (put) next.add(callId);
          else next.delete(callId);
          return { aside: next, objecting: false };
        }),
      begin: async (callId, scriptId, anew = false) => {
        beginning.add(callId);
        try {
          const run = await begun({ callId, scriptId, anew });
          const version = run && (await versions.of(run.versionId));
          const talk = run && version && ledTalk(run, version.name, version.script);
          // At once: a menu that closes before the talk is there would be drawn for itself.
          set(({ talks, aside }) => ({
            talks: talk ? new Map(talks).set(callId, talk) : talks,
            aside: new Set([...aside].filter((id) => id !== callId)),
            objecting: false,
            choosing: false,
          }));
        } finally {
          beginning.delete(callId);
        }
      },
      look: async (call) => {
        const live = call.state !== 'ended';
        const key = `${call.id} ${call.contactId ?? ''} ${live}`;
        if (asked.has(key) || get().talks.has(call.id)) return;
        asked.add(key);
        try {
          const run = live
            ? await begun({ callId: call.id })
            : await core.request('talkRuns.ofCall', { callId: call.id });
          if (run) await show(run);
        } catch {
          // Asked again at the next change of the call; until then it can be begun by hand.
          asked.delete(key);
        }
      },
      heard: (run) => {
        const talk = get().talks.get(run.callId);
        if (!talk) return;
        if (talk.run.id !== run.id && beginning.has(run.callId)) return;
        if (talk.run.id !== run.id) void show(run).catch(() => undefined);
        // What is on its way hears its own answer.
        else if (talk.sent.length === 0 && run.revision > talk.run.revision)
          put(run.callId, reconciled(talk, run));
      },
      resend: () => {
        asked.clear();
        for (const [callId, talk] of get().talks) {
          if (talk.sent.length > 0) void failed(callId, new Failure('changedMeanwhile'));
          else
            void core
              .request('talkRuns.ofCall', { callId })
              .then((run) => (run ? show(run) : undefined))
              // The next connection asks again.
              .catch(() => undefined);
        }
      },
      keepOnly: (callIds) => {
        const { talks, aside } = get();
        if ([...talks.keys(), ...aside].every((id) => callIds.has(id))) return;
        set({
          talks: new Map([...talks].filter(([id, { sent }]) => callIds.has(id) || sent.length > 0)),
          aside: new Set([...aside].filter((id) => callIds.has(id))),
        });
      },
    };
  });
}

/** The call that a script may lead: a talk, or an attempt out of a list, at which the operator reads the greeting. */
export function ledCall(calls: CallsState): CallView | undefined {
  const primary = primaryCall(calls);
  const call = primary && subjectOf(calls, primary).call;
  if (call?.purpose !== 'talk') return undefined;
  const talks = call.state === 'talking' || call.state === 'held';
  return talks || (call.state === 'dialing' && call.campaignId !== undefined) ? call : undefined;
}

export function feedTalkRuns(core: CoreClient, store: TalkRunsStore, calls: CallsStore): () => void {
  const look = (state: CallsState) => {
    store.getState().keepOnly(new Set(state.calls.map(({ call }) => call.id)));
    const ended = primaryCall(state)?.call;
    const call = ledCall(state) ?? (ended?.state === 'ended' && ended.purpose === 'talk' ? ended : undefined);
    if (call) void store.getState().look(call);
  };
  const stops = [
    calls.subscribe(look),
    core.on('talkRuns.changed', (run) => store.getState().heard(run)),
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      store.getState().resend();
      look(calls.getState());
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const TalkRunsContext = createContext<TalkRunsStore | undefined>(undefined);

export function useTalkRunsStore(): TalkRunsStore {
  const store = useContext(TalkRunsContext);
  if (!store) throw new Error('useTalkRuns outside of DeskState');
  return store;
}

export function useTalkRuns<T>(select: (runs: TalkRuns) => T): T {
  return useStore(useTalkRunsStore(), select);
}
