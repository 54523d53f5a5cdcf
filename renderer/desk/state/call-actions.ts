// What an operator does to calls. Every place that can (bar, keys, palette, a number on a card) comes through here.
import { useMemo } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Input, Output } from '../../../shared/contract/index.ts';
import { findOutcome } from '../../../shared/domain/outcome/tree.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastDone, toastFailure } from '../../ui/toast.tsx';
import { focusField, noteTone } from './bar-ui.tsx';
import { callerName, numberOf } from './caller.ts';
import { useCallsStore } from './calls.tsx';
import { useCore } from './core.tsx';
import { useMachineMessage } from './machine-message.ts';
import { useNavigation } from './navigation.tsx';
import { useOutcomesStore } from './outcomes.tsx';
import { refusalOf, showRefusedDial } from './refused-dial.ts';
import { type Ask, asFailure, useAsk } from './use-ask.ts';
import { draftOf, type FollowUp, useWrapUpStore, type WrapUpStore } from './wrap-up.tsx';

export interface DialTarget {
  readonly number: string;
  readonly contactId?: string | undefined;
  readonly taskId?: string | undefined;
}

type Placed = (answer: { readonly callId: string }) => void;

export interface CallActions {
  dial(target: DialTarget): Promise<boolean>;
  answer(call: CallView): void;
  decline(call: CallView): void;
  silence(call: CallView): void;
  hangUp(call: CallView): void;
  mute(call: CallView, muted: boolean): void;
  hold(call: CallView, held: boolean): void;
  /** What is said is left out of the recording. */
  pauseRecording(call: CallView, paused: boolean): void;
  /** This call comes to the ear, the one that had it is held. */
  swapTo(call: CallView): void;
  sendTones(call: CallView, tones: string): void;
  /** The number of the last attempt of ours, once more. */
  redial(): Promise<void>;
  /** Blind transfer. */
  transfer(call: CallView, target: string): Promise<boolean>;
  /** "Ask first": the talk waits while somebody else is asked about it. */
  consult(call: CallView, target: DialTarget): Promise<boolean>;
  /** The two others go on together, and we leave. */
  handOver(call: CallView, to: CallView): void;
  /** One conference of all of these. */
  join(calls: readonly CallView[]): void;
  /** The conference ends; this one stays at the ear, the others wait. */
  part(call: CallView): void;
  /** Ends the question and goes on with the talk that waited for it. */
  backTo(talk: CallView, question: CallView): Promise<void>;
  /** An answering machine took it: the message, the end, and no wrap-up; while it is said: no, it was a person. */
  machine(call: CallView): void;
  /** Closes the wrap-up with what is in the draft. */
  saveWrapUp(call: CallView): Promise<void>;
  assign(call: CallView, contactId: string): void;
}

export function useCallActions(): CallActions {
  const core = useCore();
  const ask = useAsk();
  const calls = useCallsStore();
  const wrapUps = useWrapUpStore();
  const outcomes = useOutcomesStore();
  const showCall = useNavigation((navigation) => navigation.showCall);
  const stayOver = useNavigation((navigation) => navigation.stayOver);
  const { t } = useTranslation('outcomes');
  const { t: tell } = useTranslation('errors');

  return useMemo(() => {
    const holdOthers = async (call: CallView) => {
      for (const { call: other } of calls.getState().calls) {
        const inTalk = other.id !== call.id && other.state === 'talking' && !other.hold.operator;
        if (inTalk) await ask('calls.hold', { callId: other.id, held: true });
      }
    };
    /** One microphone, and one word, for everybody who is in the conference. */
    const together = (call: CallView): string[] => {
      const joined = calls.getState().calls.filter(({ call: other }) => call.joined && other.joined);
      return joined.length > 0 ? joined.map(({ call: other }) => other.id) : [call.id];
    };
    /** Where it is forbidden, whoever dialled is asked whether to answer for it; anything else is told. */
    const offerOverride = (error: unknown, target: Input<'calls.dial'>, placed: Placed) => {
      const failure = asFailure(error);
      const refusal = refusalOf(failure);
      if (!refusal) return toastFailure(tell(failure.code, failure.params));
      showRefusedDial({
        ...{ number: target.number, contactId: target.contactId, refusal },
        again: async (reason) => (await place({ ...target, override: { reason } }, placed)) !== undefined,
      });
    };
    const place = async (target: Input<'calls.dial'>, placed: Placed = showCall) => {
      try {
        const answer = await core.request('calls.dial', target);
        placed(answer);
        return answer;
      } catch (error) {
        offerOverride(error, target, placed);
        return undefined;
      }
    };
    const actions: CallActions = {
      dial: async ({ number, contactId, taskId }) => {
        const answer = await place({
          number,
          ...(contactId === undefined ? {} : { contactId }),
          ...(taskId === undefined ? {} : { taskId }),
        });
        return answer !== undefined;
      },
      redial: async () => {
        try {
          await core.request('calls.redial', {});
          showCall();
        } catch (error) {
          const { number, contactId } = asFailure(error).params;
          const target = { number: String(number), ...(contactId ? { contactId: String(contactId) } : {}) };
          offerOverride(error, target, showCall);
        }
      },
      answer: async (call) => {
        // What is being written in the pane stays; the way to the card is one button above it.
        if (calls.getState().waiting.has(call.id)) stayOver(call.id);
        else showCall();
        await holdOthers(call);
        await ask('calls.answer', { callId: call.id });
      },
      decline: (call) => void ask('calls.decline', { callId: call.id }),
      silence: (call) => void ask('calls.silence', { callId: call.id }),
      hangUp: (call) => void ask('calls.hangUp', { callId: call.id }),
      mute: (call, muted) => {
        for (const callId of together(call)) void ask('calls.mute', { callId, muted });
      },
      pauseRecording: (call, paused) => {
        for (const callId of together(call)) void ask('recordings.pause', { callId, paused });
      },
      hold: (call, held) => void ask('calls.hold', { callId: call.id, held }),
      swapTo: async (call) => {
        await holdOthers(call);
        calls.setState({ chosenId: call.id });
        showCall();
        if (call.hold.operator) await ask('calls.hold', { callId: call.id, held: false });
      },
      sendTones: (call, tones) => {
        noteTone(tones);
        void ask('calls.sendTones', { callId: call.id, tones });
      },
      transfer: async (call, target) =>
        (await ask('calls.transfer', { callId: call.id, target })) !== undefined,
      consult: async (call, { number, contactId }) => {
        // The phone holds the talk by itself; until that is known, the talk would keep the bar.
        const answer = await place(
          { number, consultFor: call.id, ...(contactId === undefined ? {} : { contactId }) },
          ({ callId }) => calls.setState({ chosenId: callId }),
        );
        return answer !== undefined;
      },
      handOver: (call, to) => void ask('calls.transferTo', { callId: call.id, toCallId: to.id }),
      join: (joined) => void ask('calls.join', { callIds: joined.map(({ id }) => id) }),
      part: (call) => void ask('calls.part', { callId: call.id }),
      backTo: async (talk, question) => {
        calls.setState({ chosenId: talk.id });
        await ask('calls.hangUp', { callId: question.id });
        await ask('calls.hold', { callId: talk.id, held: false });
      },
      machine: (call) => {
        const { saidIn } = useMachineMessage.getState();
        void ask(saidIn === call.id ? 'dialer.stopMessage' : 'dialer.voicemail', { callId: call.id });
      },
      saveWrapUp: async (call) => {
        const { followUp, outcome } = draftOf(wrapUps.getState(), call);
        const node = findOutcome(outcomes.getState().tree, outcome);
        if (followUp && followUp.dueAt === undefined) {
          // What was typed is not dropped in silence.
          focusField('nextCall');
          toastFailure(t('next.refused.unknown'));
          return;
        }
        const saved = await saveWrapUp(ask, wrapUps, call, (name) => t('next.defaultTitle', { name }));
        for (const remark of saved?.remarks ?? []) toastDone(t(`remark.${remark}`));
        if (!saved && node?.consequences.promise === 'required' && !followUp) focusField('nextCall');
      },
      assign: (call, contactId) => void ask('calls.assign', { callId: call.id, contactId, remember: true }),
    };
    return actions;
  }, [core, ask, calls, wrapUps, outcomes, showCall, stayOver, t, tell]);
}

async function saveWrapUp(
  ask: Ask,
  wrapUps: WrapUpStore,
  call: CallView,
  defaultTitle: (name: string) => string,
): Promise<Output<'calls.wrapUp'> | undefined> {
  if (wrapUps.getState().savingId !== undefined) return undefined;
  wrapUps.getState().setSaving(call.id);
  const draft = draftOf(wrapUps.getState(), call);
  const followUp = promise(draft.followUp, defaultTitle(callerName(call) ?? numberOf(call)));
  const saved = await ask('calls.wrapUp', {
    callId: call.id,
    note: draft.note,
    outcome: draft.outcome ?? null,
    ...(followUp ? { followUp } : {}),
    close: true,
  });
  wrapUps.getState().setSaving(undefined);
  // On a failure everything stays as it was written.
  if (saved) wrapUps.getState().forget(call.id);
  return saved;
}

function promise(followUp: FollowUp | undefined, defaultTitle: string) {
  if (followUp?.dueAt === undefined) return undefined;
  const { dueAt, zone, title } = followUp;
  return { dueAt, zone, title: (title?.trim() || defaultTitle).slice(0, 300) };
}
