import { z } from 'zod';
import type { Repositories } from '../../../db/repositories/index.ts';

const KEY = 'agent';

/** What of the agent's state outlives a restart: the PBX remembers it too. */
const Standing = z.object({
  doNotDisturb: z.boolean().default(false),
  /** As it goes on the line. */
  forwardTo: z.string().max(256).optional(),
  /** Absent until it was asked for once: many an operator has no queue. */
  inQueues: z.boolean().optional(),
  /** Label of the reason. */
  pausedFor: z.string().max(60).optional(),
});
export type Standing = z.output<typeof Standing>;

/** How the operator last said to stand, kept in the settings of this workstation. */
export function createStanding({ settings }: Pick<Repositories, 'settings'>) {
  const stored = Standing.safeParse(settings.get(KEY) ?? {});
  let current = stored.success ? stored.data : Standing.parse({});
  return {
    get: (): Standing => current,
    /** A field that is `undefined` goes. First written: what a full disk did not take must not look as if it had. */
    change(patch: { readonly [K in keyof Standing]?: Standing[K] | undefined }): void {
      const next = Standing.parse({ ...current, ...patch });
      settings.set(KEY, next);
      current = next;
    },
  };
}
