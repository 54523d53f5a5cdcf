// What the operator wrote about a call and has not closed yet. It lives here and not in the bar, so that a note begun
// while talking goes on in the wrap-up, and another call in between takes nothing away.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CallView, FollowUpDraft } from '../../../shared/contract/calls.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { OutcomeNode } from '../../../shared/contract/outcomes.ts';
import { findOutcome } from '../../../shared/domain/outcome/tree.ts';
import { focusField } from './bar-ui.tsx';
import { choose, type OutcomeChoice } from './outcome-choice.ts';

export type FollowUp = Readonly<FollowUpDraft>;

export interface WrapUpDraft extends OutcomeChoice {
  readonly note: string;
  readonly followUp: FollowUp | undefined;
}

export interface WrapUps {
  readonly drafts: ReadonlyMap<string, WrapUpDraft>;
  readonly savingId: string | undefined;
  edit(call: CallView, change: Partial<WrapUpDraft>): void;
  /** Puts the draft down in the core without closing; a failure is left to the closing save. */
  keep(callId: string): Promise<void>;
  forget(callId: string): void;
  setSaving(callId: string | undefined): void;
}

export type WrapUpStore = StoreApi<WrapUps>;

/** A person who pauses this long has finished a thought; one write for each thought and not for each letter. */
const KEEP_AFTER_MS = 800;

export function draftOf(wrapUps: Pick<WrapUps, 'drafts'>, call: CallView): WrapUpDraft {
  return (
    wrapUps.drafts.get(call.id) ?? {
      outcome: call.outcome ?? suggestedOutcome(call),
      level: undefined,
      note: call.note,
      followUp: call.followUpDraft,
    }
  );
}

/**
 * An attempt that nobody took has a likely outcome, so that F2 alone closes it. Not in a list: its own rules have said
 * already when it is tried again, by how it failed, and an outcome would put that off.
 */
function suggestedOutcome(call: CallView): string | undefined {
  const failed = call.state === 'ended' && call.result !== undefined && call.result !== 'answered';
  return failed && call.leadId === undefined ? 'noTalk' : undefined;
}

export function createWrapUpStore(core: CoreClient): WrapUpStore {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const unkept = new Set<string>();
  const store: WrapUpStore = createStore<WrapUps>((set, get) => ({
    drafts: new Map(),
    savingId: undefined,
    edit: (call, change) => {
      const draft = { ...draftOf(get(), call), ...change };
      set({ drafts: new Map(get().drafts).set(call.id, draft) });
      unkept.add(call.id);
      clearTimeout(timers.get(call.id));
      timers.set(
        call.id,
        setTimeout(() => void get().keep(call.id), KEEP_AFTER_MS),
      );
    },
    keep: async (callId) => {
      const draft = get().drafts.get(callId);
      if (!draft || !unkept.delete(callId) || get().savingId === callId) return;
      try {
        await core.request('calls.wrapUp', {
          callId,
          note: draft.note,
          outcome: draft.outcome ?? null,
          followUpDraft: draft.followUp ?? null,
          close: false,
        });
      } catch {
        // Still in the draft; the save that closes the wrap-up tells.
        unkept.add(callId);
      }
    },
    forget: (callId) => {
      clearTimeout(timers.get(callId));
      timers.delete(callId);
      unkept.delete(callId);
      const drafts = new Map(get().drafts);
      drafts.delete(callId);
      set({ drafts });
    },
    setSaving: (savingId) => set({ savingId }),
  }));
  // A page that goes has no later: what was typed in its last moment leaves with it.
  window.addEventListener('pagehide', () => {
    for (const callId of unkept) void store.getState().keep(callId);
  });
  return store;
}

/** Chooses as a digit or a click does. One that needs the next call leads to its field at once. */
export function chooseOutcome(
  store: WrapUpStore,
  call: CallView,
  tree: readonly OutcomeNode[],
  key: string,
): void {
  const draft = draftOf(store.getState(), call);
  const choice = choose(tree, draft, key);
  store.getState().edit(call, choice);
  const asks = findOutcome(tree, choice.outcome)?.consequences.promise === 'required';
  if (asks && choice.outcome === key && draft.followUp === undefined) focusField('nextCall');
}

export const WrapUpContext = createContext<WrapUpStore | undefined>(undefined);

export function useWrapUpStore(): WrapUpStore {
  const store = useContext(WrapUpContext);
  if (!store) throw new Error('useWrapUps outside of DeskState');
  return store;
}

export function useWrapUps<T>(select: (wrapUps: WrapUps) => T): T {
  return useStore(useWrapUpStore(), select);
}
