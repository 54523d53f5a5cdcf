// Into whose talks this desk has dialled: the call itself knows only the code.
import { create } from 'zustand';
import type { ListenWay } from '../../../shared/contract/board.ts';

export interface Listening {
  readonly name: string;
  readonly how: ListenWay;
}

const useStore = create<Readonly<Record<string, Listening>>>(() => ({}));

/** One at a time: before the next one the last is over. */
export const noteListening = (callId: string, listening: Listening): void =>
  useStore.setState({ [callId]: listening }, true);

export const useListening = (): Readonly<Record<string, Listening>> => useStore();
