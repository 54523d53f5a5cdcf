import { z } from 'zod';

/** Where it is kept among the settings whether recordings are sealed. */
export const RECORDINGS_KEY = 'sealing.recordings';

export const SealedRecordings = z.object({
  on: z.boolean().default(false),
  /** Files that are not as `on` says may be there still. */
  unfinished: z.boolean().default(false),
  /** Why the latest run ended before its end: code of `errors`. */
  failure: z.string().optional(),
  /** Files that the latest run could not open. */
  left: z.number().int().default(0),
});
export type SealedRecordings = z.infer<typeof SealedRecordings>;
