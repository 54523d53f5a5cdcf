// Carries out what a key or the palette asks for, and listens to the keyboard.
import { spotlight } from '@mantine/spotlight';
import { useCallback, useEffect } from 'react';
import { type CallView, OUTCOMES } from '../../../shared/contract/calls.ts';
import { barPanel, focusField, showBarPanel, toggleBarPanel } from '../state/bar-ui.tsx';
import { type CallActions, useCallActions } from '../state/call-actions.ts';
import { useCallsStore } from '../state/calls.tsx';
import { barState, type CallsState, otherCalls, primaryCall, ringingCall } from '../state/calls-model.ts';
import { useNavigation } from '../state/navigation.tsx';
import { isTextField } from '../state/typing.ts';
import { draftOf, useWrapUpStore, type WrapUpStore } from '../state/wrap-up.tsx';
import { type Command, commandFor } from './shortcuts.ts';

export function useCommands(showHelp: () => void): (command: Command) => void {
  const calls = useCallsStore();
  const wrapUps = useWrapUpStore();
  const actions = useCallActions();
  const closePane = useNavigation((navigation) => navigation.closePane);
  return useCallback(
    (command) => {
      switch (command.kind) {
        case 'palette':
          spotlight.open();
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
        default:
          runOnCall(command, calls.getState(), actions, wrapUps);
      }
    },
    [calls, wrapUps, actions, closePane, showHelp],
  );
}

type OnCall = Exclude<Command, { kind: 'palette' | 'help' | 'closePane' | 'focusDial' }>;

function runOnCall(command: OnCall, state: CallsState, actions: CallActions, wrapUps: WrapUpStore): void {
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
    case 'keypad':
    case 'transfer':
      toggleBarPanel(command.kind);
      break;
    case 'note':
      focusField('note');
      break;
    default: {
      const primary = primaryCall(state)?.call;
      if (primary) runOnPrimary(command, primary, actions, wrapUps);
    }
  }
}

type OnPrimary = Extract<
  OnCall,
  { kind: 'hangUp' | 'mute' | 'hold' | 'tone' | 'save' | 'outcome' | 'match' }
>;

function runOnPrimary(command: OnPrimary, call: CallView, actions: CallActions, wrapUps: WrapUpStore): void {
  switch (command.kind) {
    case 'hangUp':
      actions.hangUp(call);
      break;
    case 'mute':
      actions.mute(call, !call.muted);
      break;
    case 'hold':
      actions.hold(call, !call.hold.operator);
      break;
    case 'tone':
      actions.sendTones(call, command.tone);
      break;
    case 'save':
      void actions.saveWrapUp(call);
      break;
    case 'outcome': {
      const outcome = OUTCOMES[command.index];
      const same = draftOf(wrapUps.getState(), call).outcome === outcome;
      wrapUps.getState().edit(call, { outcome: same ? undefined : outcome });
      break;
    }
    case 'match': {
      const match = call.identity.matches[command.index];
      if (match) actions.assign(call, match.contactId);
      break;
    }
  }
}

/** Keys of the whole page. A field or a panel that used a key itself has prevented its default. */
export function useKeyboard(run: (command: Command) => void): void {
  const calls = useCallsStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      if (event.key === 'Escape' && barPanel() !== 'none') return showBarPanel('none');
      const state = calls.getState();
      const primary = primaryCall(state);
      const command = commandFor(
        {
          key: event.key,
          code: event.code,
          alt: event.altKey,
          ctrl: event.ctrlKey || event.metaKey,
          shift: event.shiftKey,
        },
        {
          bar: barState(primary),
          ringing: ringingCall(state) !== undefined,
          otherCall: otherCalls(state).some(({ call }) => call.state !== 'ended'),
          typing: isTextField(document.activeElement),
          keypadOpen: barPanel() === 'keypad',
          matches: primary?.call.identity.matches.length ?? 0,
          outcomes: OUTCOMES.length,
        },
      );
      if (!command) return;
      event.preventDefault();
      run(command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [calls, run]);
}
