import { z } from 'zod';

/** Where what this machine knows of its backups is kept among the settings. */
export const SETTINGS_KEY = 'backups';
export const LAST_KEY = 'backups.last';

export const Kept = z.object({
  /** Names this profile's folder below the chosen one, so that several machines may share a disk. */
  profile: z.string(),
  on: z.boolean(),
  /** Absolute; empty: not chosen yet. */
  folder: z.string(),
  /** When each day, minutes after midnight on the clock of the workplace. */
  minutes: z.number().int().min(0).max(1439),
  daily: z.number().int().min(1).max(60),
  weekly: z.number().int().min(0).max(52),
  /** Since when they are made by themselves, UTC ms. */
  since: z.number().int(),
});
export type Kept = z.infer<typeof Kept>;

/** How the latest attempt ended. */
export const Last = z.object({
  at: z.number().int(),
  endedAt: z.number().int(),
  /** Undefined: it went well. */
  failure: z.string().optional(),
  /** Of the latest that went well, UTC ms; 0: none did. */
  goodAt: z.number().int(),
  bytes: z.number().int(),
  addedBytes: z.number().int(),
  missing: z.number().int(),
});
export type Last = z.infer<typeof Last>;
