import { CALL_RESULTS, type CallResult } from '../../../shared/domain/call/call.ts';

/** The timeline carries it as text, so that an older desk can show a newer core's entry without it. */
export const isResult = (value: string): value is CallResult =>
  CALL_RESULTS.some((result) => result === value);
