import type { CallWarning, QualitySample, TraceMessage } from '../../../shared/contract/quality.ts';
import type { Call } from '../../../shared/domain/call/call.ts';
import type { Microphone } from '../engine/port.ts';
import type { LevelMeter } from '../media/level-meter.ts';
import { TalkWatch } from './talk-watch.ts';
import { TraceBuffer } from './trace-buffer.ts';

export interface DiagnosticsOptions {
  readonly stats: (callId: string) => Promise<RTCStatsReport | undefined>;
  readonly microphone: Microphone;
  readonly levelMeter: (tell: (level: { microphone: number }) => void) => LevelMeter;
  readonly quality: (callId: string, samples: QualitySample[]) => void;
  readonly trace: (messages: TraceMessage[], callId: string | undefined) => void;
  readonly warning: (warning: CallWarning) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

export interface Diagnostics {
  /** The calls that live, as they are now. */
  follow(calls: readonly Call[]): void;
  trace(message: TraceMessage, callId?: string): void;
  dispose(): void;
}

/** Holds the microphone while a talk is muted. The call's own tracks are silent then, and so is what they measure. */
const MUTED_HOLDER = 'muted';

/** Looks on while people talk: measures, warns, and keeps the wire's story. It changes nothing about a call. */
export function createDiagnostics(options: DiagnosticsOptions): Diagnostics {
  const { microphone, note } = options;
  const watches = new Map<string, TalkWatch>();
  const story = new TraceBuffer(options.trace);
  let mutedTalk: string | undefined;
  const meter = options.levelMeter(({ microphone: level }) => {
    if (mutedTalk !== undefined) watches.get(mutedTalk)?.warnings.mutedLevel(level);
  });

  function watch(callId: string): TalkWatch {
    const present = watches.get(callId);
    if (present) return present;
    const made = new TalkWatch({
      stats: () => options.stats(callId),
      bundle: (samples) => options.quality(callId, samples),
      warn: (kind, active) => options.warning({ callId, kind, active }),
      note,
    });
    watches.set(callId, made);
    return made;
  }

  /** One ear for all: who is muted in one talk and speaks in another is not talking into the void. */
  function listenWhileMuted(talks: readonly Call[]): void {
    const muted = talks.length > 0 && talks.every((call) => call.muted) ? talks[0]?.id : undefined;
    const wasListening = mutedTalk !== undefined;
    mutedTalk = muted;
    if (muted === undefined) {
      meter.stop();
      microphone.release(MUTED_HOLDER);
      return;
    }
    if (wasListening) return;
    const listen = (local: MediaStream) => mutedTalk !== undefined && meter.listen({ local });
    microphone
      .acquire(MUTED_HOLDER, listen)
      .then(listen, (error) => note('cannot listen while muted', error));
  }

  return {
    follow(calls) {
      const talks = calls.filter(({ state }) => state === 'talking');
      for (const [callId, present] of watches) {
        if (talks.some(({ id }) => id === callId)) continue;
        present.pause();
        if (calls.some(({ id }) => id === callId)) continue;
        watches.delete(callId);
        story.hurry();
      }
      for (const { id, muted } of talks) watch(id).run(muted);
      listenWhileMuted(talks);
    },
    trace: (message, callId) => story.add(message, callId),
    dispose() {
      this.follow([]);
      story.flush();
    },
  };
}
