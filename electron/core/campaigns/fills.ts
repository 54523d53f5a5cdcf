import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { LeadSource } from '../../../shared/contract/campaigns.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Log } from '../host/log.ts';
import { fill as fillHere } from './fill.ts';
import { type ListEnd, ListThread } from './list-thread.ts';
import type { FillSource, FillTask, TaskSetting } from './tasks.ts';

export interface FillsOptions {
  readonly db: Pick<Db, 'file' | 'transaction'>;
  readonly repositories: Repositories;
  readonly actorId: () => string;
  readonly settings: () => Settings;
  readonly log: Log;
  /** Prospects came into this list, or its filling has begun or ended. */
  readonly onChanged: (campaignId: string) => void;
}

/** Kept until the fill has ended, so that one that a crash cut off goes on at the next start. */
const KEY = 'campaigns.fills';
/** So many customers that somebody picked take less time than a thread needs to begin. */
const BY_HAND = 200;
const TRANSACTION_MS = 4;

const Kept = z.array(z.object({ campaignId: z.uuid(), source: LeadSource }));
type Fill = z.infer<typeof Kept>[number];

/** Puts prospects into lists, one list after the other, in a thread of its own: the core's stays free for calls. */
export function createFills(options: FillsOptions) {
  const { repositories, settings, log } = options;
  const thread = new ListThread();
  let closed = false;
  let waiting: Fill[] = [];
  let running: { readonly fill: Fill; readonly ended: Promise<void> } | undefined;

  const all = (): Fill[] => [...(running ? [running.fill] : []), ...waiting];
  const keep = (): void => repositories.settings.set(KEY, all());

  const setting = (): TaskSetting => {
    const { country, areaCode } = settings();
    return { databaseFile: options.db.file, actorId: options.actorId(), country, areaCode };
  };

  function sourceOf(source: LeadSource): FillSource {
    if (source.kind !== 'segment') return source;
    const segment = repositories.segments.get(source.segmentId);
    if (segment === undefined) throw new Failure('notFound', { id: source.segmentId });
    return { kind: 'filter', filter: segment.filter };
  }

  function next(): void {
    if (running || closed) return;
    const fill = waiting.shift();
    if (fill !== undefined) running = { fill, ended: run(fill) };
  }

  async function run({ campaignId, source }: Fill): Promise<void> {
    try {
      const ownerIds = repositories.campaigns.pacing(campaignId)?.ownerIds;
      if (ownerIds === undefined) return;
      const task = {
        kind: 'fill',
        setting: setting(),
        campaignId,
        source: sourceOf(source),
        ownerIds,
      } as const;
      const end = await perform(task);
      if (end.kind === 'failed')
        log.error({ campaignId, code: end.failure.code, cause: end.cause }, 'a list could not be filled');
      else log.info({ campaignId, end }, 'a list was filled');
    } catch (error) {
      log.error({ campaignId, err: error }, 'a list could not be filled');
    } finally {
      // The program's end is none of the fill: it goes on at the next start.
      if (!closed) {
        running = undefined;
        keep();
        options.onChanged(campaignId);
        next();
      }
    }
  }

  async function perform(task: FillTask): Promise<ListEnd> {
    const { campaignId, source } = task;
    if (source.kind !== 'contacts' || source.ids.length > BY_HAND)
      return thread.perform(task, () => options.onChanged(campaignId));
    const result = await fillHere(task, {
      repositories,
      transaction: (work) => options.db.transaction(work),
      cancelled: () => closed,
      progress: () => options.onChanged(campaignId),
      transactionMs: () => TRANSACTION_MS,
      breathe: () => breathe(),
    });
    return { kind: 'filled', ...result };
  }

  return {
    /** @throws Failure `notFound`: the segment is gone */
    start(campaignId: string, source: LeadSource): void {
      sourceOf(source);
      waiting.push({ campaignId, source });
      keep();
      next();
      options.onChanged(campaignId);
    },
    async cancel(campaignId: string): Promise<void> {
      waiting = waiting.filter((fill) => fill.campaignId !== campaignId);
      keep();
      if (running?.fill.campaignId !== campaignId) return;
      thread.cancel();
      await running.ended;
    },
    isFilling: (campaignId: string): boolean => all().some((fill) => fill.campaignId === campaignId),
    /** What a crash or the end of the program cut off. */
    resume(): void {
      const kept = Kept.safeParse(repositories.settings.get(KEY) ?? []);
      if (!kept.success) return;
      waiting = kept.data;
      next();
    },
    async close(): Promise<void> {
      closed = true;
      thread.cancel();
      await running?.ended;
      await thread.close();
    },
  };
}

export type Fills = ReturnType<typeof createFills>;
