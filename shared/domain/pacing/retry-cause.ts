import type { CallResult } from '../call/call.ts';
import type { RetryCause } from './campaign.ts';

/** Who is not talked with has a reason; who gave up waiting (we, after the ring time, or the operator) had no answer. */
const CAUSES: Partial<Record<CallResult, RetryCause>> = {
  busy: 'busy',
  noAnswer: 'noAnswer',
  cancelled: 'noAnswer',
  declined: 'declined',
};

/** What an attempt without a talk was to its list. */
export const retryCause = (result: CallResult | undefined): RetryCause =>
  (result && CAUSES[result]) ?? 'failed';
