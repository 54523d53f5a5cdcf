import { OUTCOMES, type Outcome } from '../../../shared/contract/calls.ts';
import { CALL_RESULTS, type CallResult } from '../../../shared/domain/call/call.ts';

/** The timeline carries these as text, so that an older desk can show a newer core's entry without them. */
export const isOutcome = (value: string | undefined): value is Outcome =>
  OUTCOMES.some((outcome) => outcome === value);
export const isResult = (value: string): value is CallResult =>
  CALL_RESULTS.some((result) => result === value);
