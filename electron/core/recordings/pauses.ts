import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { PauseReason } from '../../../shared/domain/call/fact.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Log } from '../host/log.ts';
import type { PhoneLink } from '../phone/phone-link.ts';

export interface PausesOptions {
  readonly repositories: Pick<Repositories, 'calls' | 'recordings' | 'audit'>;
  readonly live: () => Pick<LiveCalls, 'apply' | 'talks' | 'announce' | 'isLive'>;
  readonly phone: () => Pick<PhoneLink, 'command'>;
  readonly now: () => number;
  readonly log: Log;
  /** For tests. */
  readonly limits?: Partial<PauseLimits>;
}

export interface PauseLimits {
  /** Whoever has left the field still has the last digits in the mouth. */
  readonly afterMs: number;
  /** A desk that does not say again that the cursor stands there is gone: two words of it may be lost. */
  readonly leaseMs: number;
}

const LIMITS: PauseLimits = { afterMs: 10_000, leaseMs: 25_000 };

/**
 * What is left out of recordings. A pause by the key is of its call and lasts until it is taken back; one by a field is of whatever is
 * talked while the cursor stands in it. The phone is told, and states nothing: that it obeyed is the fact.
 */
export function createPauses(options: PausesOptions) {
  const { repositories, now, log } = options;
  const { afterMs, leaseMs } = { ...LIMITS, ...options.limits };
  const byKey = new Set<string>();
  /** Calls whose recordings leave out what is said now, and why. */
  const paused = new Map<string, PauseReason>();
  let byField = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const isRecorded = (callId: string) =>
    repositories.recordings.byCall(callId).some(({ state }) => state === 'recording');
  const wanted = (callId: string): PauseReason | undefined =>
    byKey.has(callId) ? 'key' : byField ? 'field' : undefined;

  /** Brings phone and facts to what is wanted. @throws Failure of the phone */
  async function settle(callId: string): Promise<void> {
    const because = wanted(callId);
    if (because === paused.get(callId) || !isRecorded(callId)) return;
    if (because && paused.has(callId)) {
      // For another reason than a moment before; what is heard stays the same.
      paused.set(callId, because);
      options.live().announce(callId);
      return;
    }
    await options.phone().command('phone.pauseRecording', { callId, paused: because !== undefined });
    note(callId, because);
  }

  function note(callId: string, because: PauseReason | undefined): void {
    if (because) paused.set(callId, because);
    else paused.delete(callId);
    const at = now();
    options
      .live()
      .apply(
        because ? { kind: 'recordingPaused', callId, at, because } : { kind: 'recordingResumed', callId, at },
      );
  }

  /** One after the other: the last wish is what holds. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  const settleOrLog = (callId: string) =>
    settle(callId).catch((error: unknown) =>
      log.error({ err: error, callId }, 'a recording was not paused or not resumed'),
    );

  async function settleAll(): Promise<void> {
    for (const callId of options.live().talks()) await settleOrLog(callId);
  }

  function fieldUntil(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      byField = false;
      void inTurn(settleAll);
    }, ms);
    timer.unref();
  }

  return {
    handlers: {
      'recordings.pause': async ({ callId, paused: on }: { callId: string; paused: boolean }) => {
        if (!options.live().isLive(callId) || !isRecorded(callId)) throw new Failure('callGone');
        if (on === byKey.has(callId)) return DONE;
        if (on) byKey.add(callId);
        else byKey.delete(callId);
        try {
          await inTurn(() => settle(callId));
        } catch (error) {
          if (on) byKey.delete(callId);
          else byKey.add(callId);
          throw error;
        }
        audit(on ? 'recording.pause' : 'recording.resume', callId);
        return DONE;
      },
      'recordings.sensitive': async ({ focused }: { focused: boolean }) => {
        const begins = focused && !byField;
        if (focused) byField = true;
        if (byField) fieldUntil(focused ? leaseMs : afterMs);
        if (!begins) return DONE;
        await inTurn(settleAll);
        for (const [callId, because] of paused)
          if (because === 'field') audit('recording.pauseByField', callId);
        return DONE;
      },
    },
    /** One was begun or ended: what was wished between its order and its beginning holds too. */
    recordingChanged: (callId: string): void => void inTurn(() => settleOrLog(callId)),
    of: (callId: string): PauseReason | undefined => paused.get(callId),
    /** A recording of this call is about to begin: whether it begins with silence. Its fact is stated when it did. */
    atBegin: (callId: string): boolean => wanted(callId) !== undefined,
    begun(callId: string): void {
      const because = wanted(callId);
      if (because && !paused.has(callId)) note(callId, because);
    },
    /** After a start of the core: what was paused is, as far as the facts of the talks that go on tell. */
    resume(): void {
      for (const callId of options.live().talks()) {
        const last = repositories.calls
          .facts(callId)
          .map(({ fact }) => fact)
          .findLast(({ kind }) => kind === 'recordingPaused' || kind === 'recordingResumed');
        if (last?.kind !== 'recordingPaused') continue;
        paused.set(callId, last.because);
        if (last.because === 'key') byKey.add(callId);
        else {
          byField = true;
          fieldUntil(leaseMs);
        }
      }
    },
    callOver(callId: string): void {
      byKey.delete(callId);
      paused.delete(callId);
    },
    stop: () => clearTimeout(timer),
  };

  function audit(action: string, callId: string): void {
    repositories.audit.add({ action, subject: 'call', subjectId: callId, detail: {} });
  }
}

export type Pauses = ReturnType<typeof createPauses>;
