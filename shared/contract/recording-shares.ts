import { z } from 'zod';
import { Changed, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { LibraryRow } from './library.ts';
import { needListed, needOf } from './need.ts';

/** A second of a recording that one person lets another hear, for a time. */
export const RecordingShare = z.object({
  id: Id,
  row: LibraryRow,
  /** Where to listen, from the beginning of the recording. */
  atMs: z.number().int(),
  note: z.string(),
  fromName: z.string(),
  toName: z.string(),
  expiresAt: Time,
});
export type RecordingShare = z.infer<typeof RecordingShare>;

export const recordingShareRequests = {
  /**
   * A grant of its own: whoever gets it may hear this recording and comment it until it is over, if he may listen at all. Only
   * who may hear it himself by his own right gives it; it is written into the audit.
   */
  'recordingShares.give': request(
    ['desk'],
    z.object({
      recordingId: Id,
      toId: Id,
      atMs: z.number().int().min(0).max(86_400_000),
      note: text(500),
      days: z.number().int().min(1).max(90),
    }),
    Changed,
    needOf('recordings.listen', 'recording', 'recordingId'),
  ),
  /** What others let me hear now, newest first. */
  'recordingShares.mine': request(['desk'], Empty, z.array(RecordingShare), needListed('recordings.listen')),
} as const;

export const recordingShareEvents = { 'recordingShares.changed': Empty } as const;
