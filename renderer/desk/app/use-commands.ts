// Carries out what a key or the palette asks for, and listens to the keyboard.
import { useCallback, useEffect } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import type { OutcomeNode } from '../../../shared/contract/outcomes.ts';
import { undoOffered } from '../../ui/index.ts';
import { useAgentActions } from '../agent/use-agent-actions.ts';
import { useAgentStore } from '../state/agent.tsx';
import { barCall } from '../state/bar-call.ts';
import { barPanel, focusField, leadToRedial, showBarPanel, toggleBarPanel } from '../state/bar-ui.tsx';
import { type CallActions, useCallActions } from '../state/call-actions.ts';
import { useCallsStore } from '../state/calls.tsx';
import {
  barState,
  type CallsState,
  companyOf,
  conference,
  consultOf,
  otherCalls,
  pairOf,
  primaryCall,
  ringingCall,
} from '../state/calls-model.ts';
import { useDialerStore } from '../state/dialer.tsx';
import { isJoined, isOnOffer } from '../state/dialer-model.ts';
import { useNavigation } from '../state/navigation.tsx';
import { choicesOf, toFirstLevel } from '../state/outcome-choice.ts';
import { useOutcomesStore } from '../state/outcomes.tsx';
import { moveToPart } from '../state/parts.ts';
import { isScriptCommand, pressOf, type ScriptCommand } from '../state/script-keys.ts';
import { useTalkRunsStore } from '../state/talk-runs.tsx';
import { isControl, isTextField } from '../state/typing.ts';
import { chooseOutcome, draftOf, useWrapUpStore, type WrapUpStore } from '../state/wrap-up.tsx';
import { palette } from './palette-store.ts';
import { type Command, commandFor, type KeyContext } from './shortcuts.ts';
import { isListCommand, type ListCommand, useListCommands } from './use-list-commands.ts';
import { scriptPresence, useScriptCommands } from './use-script-commands.ts';

export function useCommands(showHelp: () => void): (command: Command) => void {
  const calls = useCallsStore();
  const wrapUps = useWrapUpStore();
  const outcomes = useOutcomesStore();
  const actions = useCallActions();
  const agent = useAgentStore();
  const agentActions = useAgentActions();
  const closePane = useNavigation((navigation) => navigation.closePane);
  const runOnList = useListCommands();
  const runOnScript = useScriptCommands();
  return useCallback(
    (command) => {
      if (isListCommand(command)) return runOnList(command);
      if (isScriptCommand(command)) return runOnScript(command);
      switch (command.kind) {
        case 'palette':
          palette.open();
          break;
        case 'undo':
          undoOffered();
          break;
        case 'help':
          showHelp();
          break;
        case 'closePane':
          closePane();
          break;
        case 'focusDial':
          focusField('dial');
          break;
        case 'nextPart':
        case 'previousPart':
          moveToPart(command.kind === 'nextPart' ? 1 : -1);
          break;
        case 'state':
        case 'colleagues':
          // Before the core has told it, there is nothing to unfold.
          if (agent.getState().state) toggleBarPanel(command.kind);
          break;
        case 'redial':
          if (leadToRedial()) void actions.redial();
          break;
        case 'voicemail':
          if (agent.getState().state?.can.voicemail) void agentActions.listen();
          break;
        default:
          runOnCall(command, calls.getState(), actions, wrapUps, outcomes.getState().tree);
      }
    },
    [calls, wrapUps, outcomes, actions, agent, agentActions, closePane, showHelp, runOnList, runOnScript],
  );
}

type OnCall = Exclude<
  Exclude<Command, ListCommand | ScriptCommand>,
  {
    kind:
      | 'palette'
      | 'help'
      | 'closePane'
      | 'focusDial'
      | 'nextPart'
      | 'previousPart'
      | 'state'
      | 'colleagues'
      | 'redial'
      | 'undo'
      | 'voicemail';
  }
>;

function runOnCall(
  command: OnCall,
  state: CallsState,
  actions: CallActions,
  wrapUps: WrapUpStore,
  tree: readonly OutcomeNode[],
): void {
  const ringing = ringingCall(state)?.call;
  switch (command.kind) {
    case 'answer':
      if (ringing) actions.answer(ringing);
      break;
    case 'decline':
      if (ringing) actions.decline(ringing);
      break;
    case 'silence':
      if (ringing) actions.silence(ringing);
      break;
    case 'swap': {
      const other = otherCalls(state).find(({ call }) => call.state === 'held' || call.state === 'talking');
      if (other) actions.swapTo(other.call);
      break;
    }
    case 'handOver':
    case 'together':
    case 'back':
      runOnCompany(command.kind, state, actions);
      break;
    case 'keypad':
    case 'transfer':
      toggleBarPanel(command.kind);
      break;
    case 'note':
    case 'nextCall':
      focusField(command.kind);
      break;
    default: {
      const primary = primaryCall(state)?.call;
      if (primary) runOnPrimary(command, primary, state, actions, wrapUps, tree);
    }
  }
}

function runOnCompany(kind: 'handOver' | 'together' | 'back', state: CallsState, actions: CallActions): void {
  const consult = consultOf(state);
  const pair = pairOf(state);
  if (kind === 'back') {
    if (consult) void actions.backTo(consult.talk, consult.question);
    return;
  }
  const primary = primaryCall(state)?.call;
  if (kind === 'together' && primary?.joined) {
    actions.part(primary);
    return;
  }
  // As on the screen: without the PBX the buttons rest.
  if (!pair || pair.here.signalLostAt !== undefined || pair.there.signalLostAt !== undefined) return;
  if (kind === 'together') actions.join([pair.here, pair.there]);
  else if (consult) actions.handOver(consult.talk, consult.question);
  else actions.handOver(pair.here, pair.there);
}

type OnPrimary = Extract<
  OnCall,
  {
    kind:
      | 'hangUp'
      | 'mute'
      | 'pauseRecording'
      | 'hold'
      | 'machine'
      | 'tone'
      | 'save'
      | 'outcome'
      | 'firstLevel'
      | 'match';
  }
>;

function runOnPrimary(
  command: OnPrimary,
  call: CallView,
  calls: CallsState,
  actions: CallActions,
  wrapUps: WrapUpStore,
  tree: readonly OutcomeNode[],
): void {
  switch (command.kind) {
    case 'hangUp': {
      const together = conference(calls);
      for (const one of together.length > 1 ? together : [call]) actions.hangUp(one);
      break;
    }
    case 'mute':
      actions.mute(call, !call.muted);
      break;
    case 'pauseRecording':
      if (call.recording?.state === 'recording')
        actions.pauseRecording(call, call.recording.paused !== 'key');
      break;
    case 'hold':
      if (call.signalLostAt === undefined) actions.hold(call, !call.hold.operator);
      break;
    case 'machine':
      if (call.direction === 'outbound' && call.purpose === 'talk') actions.machine(call);
      break;
    case 'tone':
      actions.sendTones(call, command.tone);
      break;
    case 'save':
      void actions.saveWrapUp(call);
      break;
    case 'outcome': {
      const node = choicesOf(tree, draftOf(wrapUps.getState(), call))[command.index];
      if (node) chooseOutcome(wrapUps, call, tree, node.key);
      break;
    }
    case 'firstLevel':
      wrapUps.getState().edit(call, toFirstLevel(draftOf(wrapUps.getState(), call)));
      break;
    case 'match': {
      const match = call.identity.matches[command.index];
      if (match) actions.assign(call, match.contactId);
      break;
    }
  }
}

function inList(dialer: Dialer | undefined): Pick<KeyContext, 'list' | 'numbers'> {
  if (!isJoined(dialer)) return { list: 'none', numbers: 0 };
  return { list: isOnOffer(dialer) ? 'offer' : 'joined', numbers: dialer.numbers.length };
}

/** Whoever writes presses the next letter sooner, whoever thinks of a key later. */
const WORD_MS = 1000;

/** Keys of the whole page. A field or a panel that used a key itself has prevented its default. */
export function useKeyboard(run: (command: Command) => void): void {
  const calls = useCallsStore();
  const wrapUps = useWrapUpStore();
  const outcomes = useOutcomesStore();
  const dialer = useDialerStore();
  const talkRuns = useTalkRunsStore();
  useEffect(() => {
    let letter = { at: Number.NEGATIVE_INFINITY, code: '' };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      if (event.key === 'Escape' && barPanel() !== 'none') return showBarPanel('none');
      // The same letter twice is a key pressed twice.
      const inWord = event.timeStamp - letter.at < WORD_MS && letter.code !== event.code;
      if (/^\p{L}$/u.test(event.key)) letter = { at: event.timeStamp, code: event.code };
      const state = calls.getState();
      const primary = primaryCall(state);
      const choices = primary
        ? choicesOf(outcomes.getState().tree, draftOf(wrapUps.getState(), primary.call))
        : [];
      const command = commandFor(pressOf(event), {
        bar: barState(barCall(state, dialer.getState().dialer)),
        ringing: ringingCall(state) !== undefined,
        company: companyOf(state),
        otherCall: otherCalls(state).some(({ call }) => call.state !== 'ended'),
        typing: isTextField(document.activeElement),
        keypadOpen: barPanel() === 'keypad',
        matches: primary?.call.identity.matches.length ?? 0,
        outcomes: choices.length,
        secondLevel: choices[0]?.parent !== undefined,
        ...inList(dialer.getState().dialer),
        script: scriptPresence(state, talkRuns.getState()),
        onControl: isControl(document.activeElement),
        inWord,
      });
      if (!command) return;
      event.preventDefault();
      run(command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [calls, wrapUps, outcomes, dialer, talkRuns, run]);
}
