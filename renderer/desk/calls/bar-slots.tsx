// What other parts of the desk put on the bar. The screens know nothing of each other; the frame puts them together.
import { type ComponentType, createContext, useContext } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';

export interface BarSlots {
  /** Beside the timer of a talk: how it sounds. */
  readonly Quality?: ComponentType<{ call: CallView }>;
  /** Under a talk: what should be changed now. */
  readonly Warnings?: ComponentType<{ call: CallView }>;
  /** While nobody calls: whether calls come to this workstation. */
  readonly Standing?: ComponentType;
  /** Under the dial field, while no other call is there. */
  readonly Tools?: ComponentType;
  /** What unfolds from the dial zone. */
  readonly Panels?: ComponentType;
}

export const BarSlotsContext = createContext<BarSlots>({});
export const useBarSlots = (): BarSlots => useContext(BarSlotsContext);
