import type { MergeRunCounts, MergeRunState } from '../../../shared/domain/duplicates/merge-run.ts';
import type { Deps } from '../context.ts';

export interface StoredMergeRun {
  readonly id: string;
  readonly byId: string;
  readonly state: MergeRunState;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly counts: MergeRunCounts;
}

/** Runs that merge all certain pairs, of this machine. */
export interface MergeRuns {
  begin(id: string, total: number): void;
  get(id: string): StoredMergeRun | undefined;
  newest(): StoredMergeRun | undefined;
  /** What a crash or the end of the program cut off. */
  unfinished(): StoredMergeRun | undefined;
  count(id: string, counts: MergeRunCounts): void;
  setState(id: string, state: MergeRunState): void;
}

export function createMergeRuns({ db, now, actorId }: Deps): MergeRuns {
  const { sqlite } = db;
  const begin = sqlite.prepare(
    "insert into merge_runs (id, by_id, state, started_at, counts) values (?, ?, 'running', ?, ?)",
  );
  const ROW =
    'select id, by_id as byId, state, started_at as startedAt, ended_at as endedAt, counts from merge_runs';
  const one = sqlite.prepare(`${ROW} where id = +?`);
  const newest = sqlite.prepare(`${ROW} order by started_at desc, id desc limit 1`);
  const unfinished = sqlite.prepare(`${ROW} where state in ('running', 'undoing') limit 1`);
  const count = sqlite.prepare('update merge_runs set counts = ? where id = +?');
  const setState = sqlite.prepare('update merge_runs set state = ?, ended_at = ? where id = +?');
  const toRun = (row: unknown): StoredMergeRun | undefined => {
    if (row === undefined) return undefined;
    const raw = row as Omit<StoredMergeRun, 'counts'> & { counts: string };
    return { ...raw, counts: JSON.parse(raw.counts) as MergeRunCounts };
  };

  return {
    begin: (id, total) =>
      void begin.run(
        id,
        actorId(),
        now(),
        JSON.stringify({ total, merged: 0, skipped: 0, back: 0, kept: 0 } satisfies MergeRunCounts),
      ),
    get: (id) => toRun(one.get(id)),
    newest: () => toRun(newest.get()),
    unfinished: () => toRun(unfinished.get()),
    count: (id, counts) => void count.run(JSON.stringify(counts), id),
    setState: (id, state) =>
      void setState.run(state, state === 'running' || state === 'undoing' ? null : now(), id),
  };
}
