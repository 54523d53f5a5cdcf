import type { Repositories } from '../../../db/repositories/index.ts';
import type { TraceMessage } from '../../../shared/contract/quality.ts';
import type { Account } from '../../../shared/contract/settings.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Log } from '../host/log.ts';
import { createQuality } from './handlers.ts';
import { createMeasurements } from './measurements.ts';
import { createSweep } from './sweep.ts';
import { createTraces } from './traces.ts';

export interface DiagnosisOptions {
  readonly repositories: Repositories;
  readonly live: LiveCalls;
  readonly accounts: () => Account[];
  readonly version: string;
  readonly now: () => number;
  readonly log: Log;
}

/** What is kept of calls to know why they were good or bad: measured seconds, SIP messages, and what follows from them. */
export function createDiagnosis({ log, ...options }: DiagnosisOptions) {
  const { repositories, now } = options;
  const onFailed = (error: unknown) =>
    log.warn({ err: error }, 'the diagnosis of calls could not be kept or swept');
  const measurements = createMeasurements(repositories);
  const traces = createTraces({ repositories, onFailed });
  const sweep = createSweep({ repositories, now, onFailed });
  const quality = createQuality({ ...options, measurements, traces });

  return {
    ...quality,
    /** SIP messages from the phone; without a call's id those that belong to none. */
    trace: (callId: string | undefined, messages: readonly TraceMessage[]): void =>
      traces.add(callId, messages),
    start: () => sweep.start(),
    stop(): void {
      sweep.stop();
      traces.save();
      try {
        measurements.saveAll();
      } catch (error) {
        onFailed(error);
      }
    },
  };
}

export type Diagnosis = ReturnType<typeof createDiagnosis>;
