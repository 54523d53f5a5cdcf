import type { CallView } from '../../../shared/contract/calls.ts';
import type { CallResult } from '../../../shared/domain/call/call.ts';

export interface LogFilter {
  readonly search: string;
  readonly direction: CallView['direction'] | undefined;
  readonly result: CallResult | undefined;
}

export const NO_FILTER: LogFilter = { search: '', direction: undefined, result: undefined };

export const isFiltered = (filter: LogFilter): boolean =>
  filter.search.trim() !== '' || filter.direction !== undefined || filter.result !== undefined;
