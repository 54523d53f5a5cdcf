import type { ResultSelection } from '../../../shared/contract/results.ts';

/** A part of the calls with its name: what the talks behind it are called. */
export interface Opened {
  readonly title: string;
  readonly selection: ResultSelection;
  /** The caller, when it is one's own figure. */
  readonly agentId?: string | undefined;
}
