// Carries out the keys of the script on the talk that it leads.
import { useCallback } from 'react';
import { useCallsStore } from '../state/calls.tsx';
import type { CallsState } from '../state/calls-model.ts';
import type { ScriptCommand, ScriptPresence } from '../state/script-keys.ts';
import { ledCall, type TalkRuns, useTalkRunsStore } from '../state/talk-runs.tsx';

export function scriptPresence(calls: CallsState, { talks, aside }: TalkRuns): ScriptPresence {
  const call = ledCall(calls);
  if (!call) return 'none';
  if (talks.has(call.id)) return aside.has(call.id) ? 'offered' : 'shown';
  // While it is dialled there is nothing to be read out without one.
  return call.state === 'dialing' ? 'none' : 'offered';
}

export function useScriptCommands(): (command: ScriptCommand) => void {
  const calls = useCallsStore();
  const store = useTalkRunsStore();
  return useCallback(
    (command) => {
      const callId = ledCall(calls.getState())?.id;
      const runs = store.getState();
      if (callId === undefined) return;
      switch (command.kind) {
        case 'scriptAnswer':
          return runs.press(callId, command.key);
        case 'scriptGo':
          return runs.goOn(callId);
        case 'scriptBack':
          return runs.back(callId);
        case 'objections':
          return runs.setObjecting(true);
        case 'scriptAside':
          if (runs.talks.has(callId)) runs.setAside(callId, !runs.aside.has(callId));
          else runs.setChoosing(true);
      }
    },
    [calls, store],
  );
}
