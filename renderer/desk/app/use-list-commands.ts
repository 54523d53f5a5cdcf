// Carries out what a key or the palette asks for in a list.
import { useCallback } from 'react';
import { toggleBarPanel } from '../state/bar-ui.tsx';
import { useDialerActions } from '../state/dialer-actions.ts';
import type { Command } from './shortcuts.ts';

const KINDS = ['dialNext', 'skip', 'skipUntil', 'pauseList', 'leaveList', 'offeredNumber'] as const;
const kinds: ReadonlySet<string> = new Set(KINDS);

export type ListCommand = Extract<Command, { kind: (typeof KINDS)[number] }>;
export const isListCommand = (command: Command): command is ListCommand => kinds.has(command.kind);

export function useListCommands(): (command: ListCommand) => void {
  const actions = useDialerActions();
  return useCallback(
    (command) => {
      switch (command.kind) {
        case 'dialNext':
          return void actions.dial();
        case 'skip':
          return void actions.skip();
        case 'skipUntil':
          return toggleBarPanel('skip');
        case 'pauseList':
          return void actions.togglePause();
        case 'leaveList':
          return void actions.leave();
        case 'offeredNumber':
          return actions.chooseNumber(command.index);
      }
    },
    [actions],
  );
}
