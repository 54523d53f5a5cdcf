import { z } from 'zod';
import { Bytes, Done, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { inTalk, needOf } from './need.ts';

export const RecordingInfo = z.object({
  id: Id,
  callId: Id,
  mime: text(100),
  state: z.enum(['recording', 'finished', 'repaired', 'failed']),
  startedAt: Time,
  durationMs: z.number().optional(),
  bytes: z.number().int(),
  /** Hex, of the finished file. */
  sha256: z.string().optional(),
});
export type RecordingInfo = z.infer<typeof RecordingInfo>;

/** Where the network failed and no sound got through, or the recording was paused; milliseconds from its beginning. */
export const Silence = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  because: z.enum(['network', 'key', 'field']),
});
export type Silence = z.infer<typeof Silence>;

/** How loud each side was, a byte a window (`shared/domain/recording/levels.ts`). */
export const RecordingLevels = z.object({
  windowMs: z.number().int().min(10).max(10_000),
  operator: Bytes,
  customer: Bytes,
});
export type RecordingLevels = z.infer<typeof RecordingLevels>;

export const recordingRequests = {
  'recordings.get': request(
    ['desk'],
    z.object({ recordingId: Id }),
    RecordingInfo.extend({
      silences: z.array(Silence),
      /** Absent: not measured yet. */
      levels: RecordingLevels.optional(),
    }),
    needOf('recordings.listen', 'sharedRecording', 'recordingId'),
  ),
  /** What is said from now on is not in the recording, until it is taken back. Fails with `callGone` when none is being made. */
  'recordings.pause': request(['desk'], z.object({ callId: Id, paused: z.boolean() }), Done, inTalk),
  /**
   * The cursor stands in a field that must not be heard: what is said is left out of all recordings, and for 10 s after. A desk
   * says it again every 10 s for as long as it stands there; one that is gone holds nothing up.
   */
  'recordings.sensitive': request(['desk'], z.object({ focused: z.boolean() }), Done, inTalk),
  /** A slice of the file, at most 1 MiB; empty at the end. The first one of a session is written into the audit. */
  'recordings.read': request(
    ['desk'],
    z.object({
      recordingId: Id,
      offset: z.number().int().min(0),
      length: z.number().int().min(1).max(1_048_576),
    }),
    z.object({ bytes: Bytes, total: z.number().int() }),
    needOf('recordings.listen', 'sharedRecording', 'recordingId'),
  ),
} as const;
