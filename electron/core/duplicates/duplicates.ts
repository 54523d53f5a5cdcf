import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../../db/open.ts';
import { createCandidates } from '../../../db/repositories/duplicates/candidates.ts';
import { openPairs, pairFileOf } from '../../../db/repositories/duplicates/pair-store.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { MergeRun, SweepState } from '../../../shared/contract/duplicates.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Log } from '../host/log.ts';
import { Cancelled, type Running, runLongJob } from '../host/long-job.ts';
import { workerUrl } from '../host/worker-url.ts';
import { duplicateHandlers } from './handlers.ts';
import { noteOf } from './sweep.ts';
import type { DuplicateJob, DuplicateProgress, DuplicateResult } from './tasks.ts';

export interface DuplicatesOptions {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly newId: () => string;
  readonly actorId: () => string;
  readonly settings: () => Settings;
  /** Somebody is on the line, or a table is being brought in: its customers are looked at when all of them are there. */
  readonly busy: () => boolean;
  /** Calls of now: one with the card that went is told with the one that stayed. */
  readonly live: () => readonly LiveCall[];
  readonly announce: (callId: string) => void;
  readonly onContactsChanged: (ids: string[]) => void;
  readonly onSwept: (state: SweepState) => void;
  readonly onRun: (run: MergeRun) => void;
  readonly log: Log;
}

/** When a base is looked through by itself: some time after the start, and then for what has changed. */
const FIRST_SWEEP_MS = 2 * 60_000;
const SWEEP_EVERY_MS = 15 * 60_000;
const BUSY_EVERY_MS = 1_000;
/** A page, a block and the cards of both. Without bounds V8 let 260 MB gather before it collected what a sweep leaves behind. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 4 };
/** Between two steps of a long history, so that a call finds the thread free. */
const STEP_REST_MS = 20;

/**
 * Cards that may be one: looked for when nothing else goes on, shown, told apart, merged. Sweeps and runs have a thread of their own;
 * one merge is some milliseconds, and what is long about it follows in steps.
 */
export function createDuplicates(options: DuplicatesOptions) {
  const { db, repositories, log } = options;
  const { merges, mergeRuns, audit } = repositories;
  const pairs = openPairs(pairFileOf(db.file));
  const candidates = createCandidates(db.sqlite);
  let sweeping: { readonly running: Running<DuplicateResult>; share: number; paused: boolean } | undefined;
  let outcome: 'stopped' | 'failed' | undefined;
  let run:
    | { readonly id: string; readonly running: Running<DuplicateResult>; readonly ended: Promise<void> }
    | undefined;
  let stepping: Promise<void> | undefined;
  let closed = false;
  const timers = new Set<NodeJS.Timeout>();

  const start = (job: DuplicateJob, onProgress: (progress: DuplicateProgress) => void) =>
    runLongJob<DuplicateProgress, DuplicateResult>(
      workerUrl('duplicates', 'duplicates'),
      job,
      onProgress,
      THREAD_LIMITS,
    );

  function sweepState(): SweepState {
    const note = noteOf(pairs);
    const { total, certain } = pairs.counts();
    const rest = note?.pass === 'done' ? 'done' : note === undefined ? 'never' : 'stopped';
    return {
      state: sweeping ? (sweeping.paused ? 'waits' : 'running') : (outcome ?? rest),
      share: sweeping?.share ?? 0,
      ...(note?.pass === 'done' ? { at: note.at } : {}),
      pairs: total,
      certain,
    };
  }
  const tellSweep = () => options.onSwept(sweepState());

  function startSweep(whole: boolean): void {
    if (sweeping !== undefined || run !== undefined || closed) return;
    outcome = undefined;
    const running = start({ kind: 'sweep', databaseFile: db.file, whole }, ({ share }) => {
      if (sweeping) sweeping.share = share;
      tellSweep();
    });
    sweeping = { running, share: 0, paused: false };
    pauseWhileBusy();
    running.done
      .catch((error: unknown) => {
        outcome = error instanceof Cancelled ? 'stopped' : 'failed';
        if (outcome === 'failed') log.error({ err: error }, 'duplicates could not be looked for');
      })
      .finally(() => {
        sweeping = undefined;
        if (!closed) tellSweep();
      });
    tellSweep();
  }

  function pauseWhileBusy(): void {
    if (sweeping === undefined || sweeping.paused === options.busy()) return;
    sweeping.paused = !sweeping.paused;
    sweeping.running.pause(sweeping.paused);
    tellSweep();
  }

  function view(id: string): MergeRun | undefined {
    const stored = mergeRuns.get(id);
    if (stored === undefined) return undefined;
    const { byId: _by, endedAt, counts, ...rest } = stored;
    return { ...rest, ...counts, ...(endedAt === null ? {} : { endedAt }) };
  }
  function tellRun(id: string): void {
    const one = view(id);
    if (one !== undefined && !closed) options.onRun(one);
  }

  function beginRun(id: string, kind: 'merge' | 'undo', actorId: string): void {
    // One thread of these at a time: a sweep goes on afterwards from where it was.
    sweeping?.running.cancel();
    const { country, areaCode } = options.settings();
    const running = start(
      {
        kind,
        databaseFile: db.file,
        runId: id,
        actorId,
        country,
        areaCode,
      },
      () => tellRun(id),
    );
    const ended = running.done
      .then(
        ({ cancelled }): MergeRun['state'] => (kind === 'undo' ? 'undone' : cancelled ? 'cancelled' : 'done'),
        (error: unknown): MergeRun['state'] => {
          const stopped = error instanceof Cancelled;
          if (!stopped) log.error({ err: error, id }, 'a run of merges failed');
          // What was taken back is; the rest is tried again when somebody asks.
          if (kind === 'undo') return 'done';
          return stopped ? 'cancelled' : 'failed';
        },
      )
      .then((state) => {
        run = undefined;
        // The program's end is none of it: it goes on at the next start.
        if (closed) return;
        mergeRuns.setState(id, state);
        const stored = mergeRuns.get(id);
        audit.add({
          kind: 'changed',
          action: `duplicates.run.${state}`,
          subject: 'contact',
          detail: { run: id, ...(stored?.counts ?? {}) },
        });
        options.onContactsChanged([]);
        tellRun(id);
        tellSweep();
        if (state === 'undone') lookAgain();
      })
      .catch((error: unknown) => log.error({ err: error, id }, 'the end of a run could not be written down'));
    run = { id, running, ended };
    tellRun(id);
  }

  /** What was merged and taken back is two cards again, and a pair. */
  function lookAgain(): void {
    if (noteOf(pairs)?.pass === 'done' && !options.busy()) startSweep(false);
  }

  /** Long histories follow their cards, a step at a time. */
  function goOnStepping(): void {
    stepping ??= (async () => {
      for (let more = true; more && !closed; ) {
        await setImmediate();
        if (run === undefined) more = merges.step();
        await new Promise((resolve) => setTimeout(resolve, STEP_REST_MS));
      }
    })()
      .catch((error: unknown) =>
        log.error({ err: error }, 'a long history could not be moved; the next start goes on'),
      )
      .finally(() => {
        stepping = undefined;
      });
  }

  /** After a merge or its undo: everybody who has one of the two before his eyes. */
  function merged(ids: readonly [string, string]): void {
    pairs.dropOf([ids[0]]);
    for (const { call } of options.live())
      if (call.contactId !== undefined && ids.includes(call.contactId)) options.announce(call.id);
    options.onContactsChanged([...ids]);
    goOnStepping();
    tellSweep();
  }

  function parted(ids: readonly [string, string]): void {
    merged(ids);
    lookAgain();
  }

  return {
    handlers: duplicateHandlers({
      repositories,
      pairs,
      candidates,
      settings: options.settings,
      newId: options.newId,
      merged,
      parted,
      sweep: {
        state: sweepState,
        start: startSweep,
        stop: () => sweeping?.running.cancel(),
        changed: tellSweep,
      },
      runs: {
        current: () => run?.id,
        begin: (id, kind) => beginRun(id, kind, options.actorId()),
        cancel: (id) => run?.id === id && run.running.cancel(),
        view,
      },
    }),
    /** A change of this table was taken back by the usual undo. */
    undone(table: string, ids: readonly string[]): void {
      const rows = table === 'merges' ? ids.flatMap((id) => merges.row(id) ?? []) : [];
      for (const { fromId, intoId } of rows) parted([fromId, intoId]);
      if (rows.length === 0) tellSweep();
    },
    /** Whoever was erased is in no pair. */
    erased: (contactIds: readonly string[]) => pairs.dropOf(contactIds),
    start(): void {
      const cutOff = mergeRuns.unfinished();
      if (cutOff !== undefined)
        beginRun(cutOff.id, cutOff.state === 'undoing' ? 'undo' : 'merge', cutOff.byId);
      goOnStepping();
      const busy = setInterval(pauseWhileBusy, BUSY_EVERY_MS);
      const soon = setTimeout(() => options.busy() || startSweep(false), FIRST_SWEEP_MS);
      const again = setInterval(() => options.busy() || startSweep(false), SWEEP_EVERY_MS);
      for (const timer of [busy, soon, again]) timers.add(timer.unref());
    },
    async close(): Promise<void> {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      sweeping?.running.cancel();
      run?.running.cancel();
      await sweeping?.running.done.catch(() => {});
      await run?.ended;
      await stepping;
      pairs.close();
    },
  };
}
