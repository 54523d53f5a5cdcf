import { personaById, TRAINING_PERSONAS } from '../../../shared/domain/training/personas.ts';
import { planShift } from '../../../shared/domain/training/shift.ts';
import { type Clock, Timers } from './clock.ts';
import type { TrainingLog } from './log.ts';

export interface ShiftOptions {
  /** Average seconds between two calls. */
  readonly paceSeconds: number;
  readonly count: number;
  /** The same seed gives the same personas at the same moments. */
  readonly seed: number;
  /** Default: everybody who calls. */
  readonly personas?: readonly string[];
}

export interface Shift {
  /** No further calls; the living ones go on. */
  stop(): void;
  /** Resolves after the last call has begun, or at `stop`. */
  readonly done: Promise<void>;
}

export interface ShiftTools {
  readonly clock: Clock;
  readonly log: TrainingLog;
  ring(personaId: string): string;
  ringColleague(extension: string, callerId: string): void;
  /** Whether the operator is in a talk. */
  talking(): boolean;
}

/** Who calls during a talk waits this long for one to begin, and rings all the same when none does. */
const WAIT_FOR_TALK_MS = 15_000;
const LOOK_MS = 500;
/** After every third call somebody calls the service desk instead, a moment later: to be picked up. */
const COLLEAGUE = { extension: '104', every: 3, afterMs: 3_000 };

export function startShift(options: ShiftOptions, tools: ShiftTools): Shift {
  const personaIds =
    options.personas ?? TRAINING_PERSONAS.filter(({ calls }) => calls !== undefined).map(({ id }) => id);
  const plan = planShift({ ...options, personaIds });
  const timers = new Timers(tools.clock);
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  let waiting = plan.length;

  const ring = (personaId: string): void => {
    try {
      tools.ring(personaId);
    } catch (error) {
      // The operator may be away; the shift goes on without this call.
      tools.log.warn({ personaId, error: String(error) }, 'training exchange: call of the shift not placed');
    }
    waiting -= 1;
    if (waiting === 0) finish();
  };

  const ringDuringTalk = (personaId: string, patienceMs: number): void => {
    if (tools.talking() || patienceMs <= 0) {
      ring(personaId);
      return;
    }
    timers.after(LOOK_MS, () => ringDuringTalk(personaId, patienceMs - LOOK_MS));
  };

  for (const [index, { atMs, personaId }] of plan.entries()) {
    if (index % COLLEAGUE.every === COLLEAGUE.every - 1) {
      const caller = plan[index - 1]?.personaId ?? personaId;
      timers.after(atMs + COLLEAGUE.afterMs, () => tools.ringColleague(COLLEAGUE.extension, caller));
    }
    const duringTalk = personaById(personaId)?.calls?.kind === 'callsDuringTalk';
    timers.after(atMs, () => (duringTalk ? ringDuringTalk(personaId, WAIT_FOR_TALK_MS) : ring(personaId)));
  }
  if (plan.length === 0) finish();
  return {
    stop: () => {
      timers.clear();
      finish();
    },
    done,
  };
}
