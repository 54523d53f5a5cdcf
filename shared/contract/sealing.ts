import { z } from 'zod';
import { Done, Empty, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** The keys under which recordings and backups are sealed, newest first. */
export const SealingKeys = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      madeAt: Time,
      /** This machine opens what it sealed; otherwise its recovery key is needed. */
      usable: z.boolean(),
    }),
  ),
});
export type SealingKeys = z.infer<typeof SealingKeys>;

/** Whether recordings are sealed on the disk, and how far those of before are. */
export const SealingState = SealingKeys.extend({
  on: z.boolean(),
  /** Those of before are being sealed, or opened again. */
  running: z.object({ done: z.number().int(), of: z.number().int() }).optional(),
  /** Not all files are as `on` says: it was cancelled, or failed with this code of `errors`. */
  unfinished: z.object({ failure: z.string().optional() }).optional(),
  /** Files that could not be opened: damaged, or another key sealed them. */
  left: z.number().int(),
  /** The folder with what a restore put aside, which is left as it is. */
  aside: z.string().optional(),
});
export type SealingState = z.infer<typeof SealingState>;

const ADMINISTER = need('firm.administer');

export const sealingRequests = {
  'sealing.state': request(['desk'], Empty, SealingState, ADMINISTER),
  /** The only time that it is said. An older one still opens what was sealed before. */
  'sealing.makeKey': request(['desk'], Empty, z.object({ recoveryKey: z.string() }), ADMINISTER),
  /** From paper. Fails with `recoveryKeyTypo`, `recoveryKeyShort`, `recoveryKeyWrong`. */
  'sealing.recover': request(['desk'], z.object({ recoveryKey: text(200) }), Done, ADMINISTER),
  /** Talks from now on; those of before follow. Fails with `sealKeyMissing`, `sealKeyLost`. */
  'sealing.turn': request(['desk'], z.object({ on: z.boolean() }), Done, ADMINISTER),
  /** Goes on with those of before. */
  'sealing.goOn': request(['desk'], Empty, Done, ADMINISTER),
  'sealing.cancel': request(['desk'], Empty, Done, ADMINISTER),
} as const;

export const sealingEvents = { 'sealing.changed': SealingState } as const;
