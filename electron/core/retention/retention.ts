import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { RetentionRow } from '../../../db/repositories/retention/retention.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import {
  RetentionPlan,
  type RetentionState,
  type retentionRequests,
} from '../../../shared/contract/retention.ts';
import { dueBefore, judge } from '../../../shared/domain/retention/retention.ts';
import { ROLE_IDS } from '../../../shared/domain/rights/built-in.ts';
import { BUILT_IN } from '../../../shared/domain/rights/profiles.ts';
import { nextDaily } from '../../../shared/domain/schedule/daily.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { createEraser } from './erase.ts';

const KEY = 'retention';
const Kept = z.object({ plan: RetentionPlan, since: z.number() });
const Last = z.object({ at: z.number(), erased: z.number(), bytes: z.number() });
const OFF: z.infer<typeof Kept> = { plan: { on: false, minutes: 120, days: 0, rules: [] }, since: 0 };

/** Rows that are judged at once, 1 ms; recordings that are erased in one transaction, some 10 ms. */
const PAGE = 500;
const PIECE = 10;
/** Between two pieces, and while somebody is in a call. */
const PAUSE_MS = 100;
const BUSY_MS = 5_000;
const LOOK_EVERY_MS = 60_000;

export interface RetentionOptions {
  readonly db: Db;
  readonly repositories: Repositories;
  /** The folder of the recordings. */
  readonly dir: string;
  readonly now: () => number;
  readonly zone: () => string;
  /** Somebody is in a call: not now. */
  readonly busy: () => boolean;
  readonly onChanged: (state: RetentionState) => void;
  readonly onErased: (recordingIds: string[]) => void;
  readonly log: Log;
}

/** Recordings whose time is over go, each night, unless somebody must still have them. */
export function createRetention(options: RetentionOptions) {
  const { repositories, now, log } = options;
  const { settings, audit, retention } = repositories;
  const eraser = createEraser(options);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let progress: RetentionState['running'];
  let [stopped, cancelled] = [false, false];

  const kept = () => Kept.catch(OFF).parse(settings.get(KEY));
  const last = () => Last.safeParse(settings.get(`${KEY}.last`)).data;
  const dueAt = () => {
    const { plan, since } = kept();
    // A clock that was set back does not put it off.
    return plan.on
      ? nextDaily(Math.min(Math.max(since, last()?.at ?? 0), now()), plan.minutes, options.zone())
      : undefined;
  };
  function state(): RetentionState {
    const before = last();
    const nextAt = dueAt();
    return {
      plan: kept().plan,
      ...(progress ? { running: progress } : {}),
      ...(before ? { last: before } : {}),
      ...(nextAt === undefined ? {} : { nextAt: Math.max(nextAt, now()) }),
    };
  }
  const tell = () => options.onChanged(state());

  /** Pages of what is due and of what a hold keeps, oldest first; between them calls get their turn. */
  async function* judged(plan: RetentionPlan): AsyncGenerator<{ due: RetentionRow[]; held: number }> {
    const at = now();
    const before = dueBefore(plan, at);
    if (before === undefined) return;
    const unreached = repositories.outcomes.list().filter(({ consequences }) => !consequences.reached);
    const notReached = new Set(unreached.map(({ key }) => key));
    const roles = new Map(repositories.users.members().map(({ id, roleId }) => [id, roleId]));
    for (let after = 0; ; ) {
      const rows = retention.page(before, after, PAGE);
      const world = { now: at, notReached, roles, held: retention.held() };
      const verdicts = rows.map((row) => judge(row, plan, world));
      yield {
        due: rows.filter((_, n) => verdicts[n] === 'due'),
        held: verdicts.filter((verdict) => verdict === 'held').length,
      };
      const end = rows.at(-1);
      if (end === undefined || rows.length < PAGE) return;
      after = end.seq;
      await setImmediate();
    }
  }

  const over = () => stopped || cancelled || !kept().plan.on;

  async function sweep(): Promise<void> {
    const at = now();
    const { plan } = kept();
    let [erased, bytes, all] = [0, 0, 0];
    const tellProgress = () => {
      progress = { erased, due: Math.max(all, erased) };
      tell();
    };
    for await (const { due } of judged(plan)) all += due.length;
    tellProgress();
    for await (const { due } of judged(plan)) {
      for (let n = 0; n < due.length && !over(); n += PIECE) {
        while (options.busy() && !over()) await pause(BUSY_MS, undefined, { ref: false });
        if (over()) break;
        const gone = await eraser.erase(due.slice(n, n + PIECE), { why: 'retention' });
        erased += gone.length;
        bytes += gone.reduce((sum, row) => sum + row.bytes, 0);
        options.onErased(gone.map(({ id }) => id));
        tellProgress();
        await pause(PAUSE_MS);
      }
      if (over()) break;
    }
    // The program that closes goes on at its next start; who cancelled, or turned it off, has until the next night.
    if (stopped) return;
    settings.set(`${KEY}.last`, { at, erased, bytes });
    log.info({ erased, bytes, cancelled }, 'recordings whose time is over are erased');
  }

  /** Erases what is due by the plan. Resolves when it has come to its end, or was told to stop. */
  function run(): Promise<void> {
    if (running === undefined) {
      cancelled = false;
      running = sweep()
        .catch((error: unknown) => {
          log.error({ err: error }, 'retention stopped; it is tried again');
        })
        .finally(() => {
          running = undefined;
          progress = undefined;
          if (!stopped) tell();
        });
    }
    return running;
  }

  const handlers: Handlers<typeof retentionRequests, Context> = {
    'retention.state': () => state(),
    'retention.look': async (plan) => {
      const found = { count: 0, bytes: 0, held: 0 };
      let [oldest, newest]: (number | undefined)[] = [];
      for await (const { due, held } of judged(plan)) {
        found.count += due.length;
        found.bytes += due.reduce((sum, row) => sum + row.bytes, 0);
        found.held += held;
        oldest ??= due[0]?.startedAt;
        newest = due.at(-1)?.startedAt ?? newest;
      }
      return {
        ...found,
        ...(oldest === undefined ? {} : { oldest }),
        ...(newest === undefined ? {} : { newest }),
      };
    },
    'retention.save': (plan) => {
      const before = kept();
      settings.set(KEY, { plan, since: plan.on && !before.plan.on ? now() : before.since });
      const detail = { on: Number(plan.on), days: plan.days, rules: JSON.stringify(plan.rules) };
      audit.add({ action: 'retention.plan', subject: 'retention', detail });
      tell();
      return DONE;
    },
    'retention.choices': () => {
      const { agents, campaigns, lines } = repositories.library.choices(undefined);
      const role = repositories.places.directory().roles.map(({ id, name }) => {
        const builtIn = BUILT_IN.find((one) => ROLE_IDS[one] === id);
        return { id, name, ...(builtIn === undefined ? {} : { builtIn }) };
      });
      return { person: agents, list: campaigns, line: lines, role };
    },
    'retention.run': () => {
      if (!kept().plan.on) throw new Failure('notAllowed');
      void run();
      return DONE;
    },
    'retention.cancel': () => {
      cancelled = true;
      return DONE;
    },
  };

  return {
    handlers,
    run,
    start(): void {
      // Files that were to go when the program died.
      eraser.finish().catch((error: unknown) => log.error({ err: error }, 'erased recordings left files'));
      timer = setInterval(() => {
        const due = dueAt();
        if (due !== undefined && due <= now() && !options.busy()) void run();
      }, LOOK_EVERY_MS);
      timer.unref();
    },
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      await running;
      await eraser.idle();
    },
  };
}
