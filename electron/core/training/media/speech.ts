import { encodeSample, FRAME_BYTES, FRAME_MS, SAMPLE_RATE, SILENCE, SILENT_FRAME } from './pcmu.ts';

/** What a caller says: every call gives the next 20 ms as {@link FRAME_BYTES} µ-law bytes, for ever. */
export type AudioSource = () => Buffer;

export type SpeechPart = { readonly clip: Buffer } | { readonly pauseMs: number };

export const silence: AudioSource = () => SILENT_FRAME;

/**
 * Speaks the parts in order; after the last one begins again at `loopFrom`, or falls silent when there is none.
 * The last frame of a clip is filled up with silence.
 */
export function speech(parts: readonly SpeechPart[], loopFrom?: number): AudioSource {
  let index = 0;
  let frame = 0;
  return () => {
    for (let hops = 0; hops <= parts.length; hops += 1) {
      const part = parts[index];
      if (part === undefined) {
        if (loopFrom === undefined || loopFrom >= parts.length) return SILENT_FRAME;
        index = loopFrom;
        continue;
      }
      if (frame < framesOf(part)) {
        frame += 1;
        return frameOf(part, frame - 1);
      }
      index += 1;
      frame = 0;
    }
    return SILENT_FRAME;
  };
}

const framesOf = (part: SpeechPart): number =>
  'clip' in part ? Math.ceil(part.clip.length / FRAME_BYTES) : Math.ceil(part.pauseMs / FRAME_MS);

function frameOf(part: SpeechPart, frame: number): Buffer {
  if (!('clip' in part)) return SILENT_FRAME;
  const bytes = part.clip.subarray(frame * FRAME_BYTES, (frame + 1) * FRAME_BYTES);
  if (bytes.length === FRAME_BYTES) return bytes;
  const padded = Buffer.alloc(FRAME_BYTES, SILENCE);
  bytes.copy(padded);
  return padded;
}

/** Frames kept for a listener of its own voice: 200 ms of jitter; older ones are dropped so delay cannot grow. */
const ECHO_DEPTH = 10;

/** Says back what it hears, one frame for one frame. */
export function echo(): { readonly source: AudioSource; hear(payload: Buffer): void } {
  const queue: Buffer[] = [];
  return {
    source: () => queue.shift() ?? SILENT_FRAME,
    hear: (payload) => {
      queue.push(payload);
      if (queue.length > ECHO_DEPTH) queue.shift();
    },
  };
}

/** "Done": three short tones, as exchanges confirm a code with; then silence. */
const CONFIRMATION = { hertz: 620, amplitude: 0.2, soundMs: 120, pauseMs: 100, times: 3 };

/** @param leadMs silence before the first */
export function confirmation(leadMs: number): AudioSource {
  const { pauseMs, times } = CONFIRMATION;
  const beep = { clip: tone(CONFIRMATION) };
  return speech([{ pauseMs: leadMs }, ...Array.from({ length: times }, () => [beep, { pauseMs }]).flat()]);
}

/** How long it takes to be heard. */
export const CONFIRMATION_MS = (CONFIRMATION.soundMs + CONFIRMATION.pauseMs) * CONFIRMATION.times;

/** As most machines beep: one tone of 1 kHz, and a breath before it. */
const MACHINE_BEEP = { hertz: 1000, amplitude: 0.3, soundMs: 400 };
const BEFORE_BEEP_MS = 500;
/** Of the sound path: what is said before is lost. */
const MACHINE_LEAD_MS = 400;

/** Greets, beeps, and listens in silence. */
export const answeringMachine = (greeting: Buffer): AudioSource =>
  speech([
    { pauseMs: MACHINE_LEAD_MS },
    { clip: greeting },
    { pauseMs: BEFORE_BEEP_MS },
    { clip: tone(MACHINE_BEEP) },
  ]);

const tone = (of: { readonly hertz: number; readonly amplitude: number; readonly soundMs: number }): Buffer =>
  Buffer.from(
    Array.from({ length: (SAMPLE_RATE * of.soundMs) / 1000 }, (_, index) =>
      encodeSample(of.amplitude * Math.sin((2 * Math.PI * of.hertz * index) / SAMPLE_RATE)),
    ),
  );

/** European ringing tone: 425 Hz, one second of sound and four of silence (ITU-T E.180 §5). */
const RINGING = { hertz: 425, amplitude: 0.2, soundMs: 1000, pauseMs: 4000 };
let ringingTone: Buffer | undefined;

/** What a caller hears as early media. */
export function ringback(): AudioSource {
  ringingTone ??= tone(RINGING);
  return speech([{ clip: ringingTone }, { pauseMs: RINGING.pauseMs }], 0);
}
