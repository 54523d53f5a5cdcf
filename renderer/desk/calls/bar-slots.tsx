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
  /** While nobody calls and a list is worked on: who comes next. In place of everything else that a free bar shows. */
  readonly Next?: ComponentType;
  /** Beside the controls of a talk that a list led to. */
  readonly ListTalk?: ComponentType;
  /** In the wrap-up of such a talk: when it closes itself. */
  readonly ListWrapUp?: ComponentType<{ call: CallView }>;
  /** Under the dial field, while no other call is there. */
  readonly Tools?: ComponentType;
  /** What unfolds from the dial zone. */
  readonly Panels?: ComponentType;
}

export const BarSlotsContext = createContext<BarSlots>({});
export const useBarSlots = (): BarSlots => useContext(BarSlotsContext);
