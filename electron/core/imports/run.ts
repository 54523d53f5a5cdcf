import type { ImportPosition } from '../../../db/types.ts';
import type { Language } from '../../../shared/contract/common.ts';
import type { ImportOptions } from '../../../shared/contract/imports.ts';
import { planRow } from '../../../shared/domain/import/plan.ts';
import { textsOf } from '../../../shared/domain/import/row.ts';
import type { Counts } from './progress.ts';
import type { ReadyRow } from './ready-row.ts';
import { type Rejection, RejectionFile } from './rejections.ts';
import { candidatesOf, type ImportStore } from './store.ts';

export interface RunInput {
  readonly rejected: string;
  readonly header: readonly string[] | undefined;
  readonly options: ImportOptions;
  readonly language: Language;
  /** What was done before a pause or a crash; `NO_COUNTS` at first. */
  readonly counts: Counts;
  readonly position: ImportPosition | undefined;
}

/** Where the rows come from: another thread, in the order in which they are to be taken in. */
export interface RowSource {
  readonly ended: boolean;
  /** Why there are no more rows, when that is not the end of the file. */
  readonly failure: Error | undefined;
  /** Undefined: none are there now. */
  take(): readonly ReadyRow[] | undefined;
  wait(ms: number): void;
}

export interface RunControl {
  readonly stopped: () => boolean;
  /** After each transaction, with the contacts that it changed. */
  readonly progress: (counts: Counts, changed: readonly string[]) => void;
  /** How long a transaction may be, and for whom it ends before; see `Hold`. */
  readonly begin: () => void;
  readonly isLongEnough: () => boolean;
  /** Asked between any two rows. */
  readonly isWanted: () => boolean;
  readonly giveWay: () => 'commit' | 'letGo';
  /** Lets others at the base and messages into this thread, after a transaction. */
  readonly breathe: () => Promise<void>;
}

export interface RunResult {
  readonly counts: Counts;
  /** Stopped before its last row. */
  readonly stopped: boolean;
}

/** Rows between two looks at the clock. */
const LOOK_EVERY = 16;
const WAIT_MS = 50;

/** The transaction is in somebody's way: what it did is done again. */
class LetGo extends Error {}

interface Done {
  readonly counts: Counts;
  readonly rows: number;
  readonly changed: readonly string[];
  readonly touched: ReadonlySet<string>;
}

/**
 * Takes the rows of a file into the base. What a row does is planned and written in one transaction, so that what was
 * planned still holds, together with the place in the file: after a crash it goes on exactly there.
 */
export async function runImport(
  input: RunInput,
  source: RowSource,
  store: ImportStore,
  control: RunControl,
): Promise<RunResult> {
  const { options } = input;
  const rejections = new RejectionFile(
    input.rejected,
    input.language,
    input.header ?? [],
    input.position?.rejectedBytes ?? 0,
  );
  const touched = new Set<string>();
  let counts = input.counts;
  /** Rows that are here and not yet in the base. */
  let waiting: ReadyRow[] = [];

  /** The next row of this transaction; undefined when none is there now. */
  function next(at: number): ReadyRow | undefined {
    if (at >= waiting.length) {
      const more = source.take();
      if (more === undefined) return undefined;
      waiting.push(...more);
    }
    return waiting[at];
  }

  function take(
    ready: ReadyRow,
    refused: Rejection[],
    touchedNow: Set<string>,
    sum: { asText: number },
  ): Exclude<keyof typeof NOTHING, 'asText'> {
    const refuse = (reason: Rejection['reason']) => {
      refused.push({ line: ready.line, reason, cells: ready.cells ?? [] });
      return 'rejected' as const;
    };
    if (ready.goods) {
      const fate = store.takeGoods(ready.goods, options.duplicates);
      return 'reject' in fate ? refuse(fate.reject) : fate.fate;
    }
    const { row } = ready;
    if (row === undefined) return refuse(ready.reject ?? 'brokenRow');
    const plan = planRow(
      row,
      candidatesOf(store, row),
      options.duplicates,
      (id) => touched.has(id) || touchedNow.has(id),
    );
    if (plan.fate === 'reject') return refuse(plan.reason);
    // Only an overwriting import asks who was touched; the others need not remember a million ids.
    const remembers = options.duplicates === 'overwrite' || options.duplicates === 'ask';
    if (plan.fate === 'ask') {
      store.setAside(ready.line, row);
      return 'asked';
    }
    if (plan.fate === 'create') {
      const id = store.create(row);
      sum.asText += textsOf(row.phones).length;
      if (remembers) touchedNow.add(id);
      return 'created';
    }
    if (remembers) for (const id of plan.touches) touchedNow.add(id);
    if (plan.patch) store.apply(plan.into.id, plan.patch);
    sum.asText += textsOf(plan.patch?.addPhones ?? []).length;
    return 'merged';
  }

  /** The transaction is being written out for somebody who wants in: he is not asked about again. */
  let isLeaving = false;

  /** Somebody wants in: then this transaction ends, or is let go. */
  function isWanted(): boolean {
    if (isLeaving || !control.isWanted()) return isLeaving;
    if (control.giveWay() === 'letGo') throw new LetGo();
    isLeaving = true;
    return true;
  }

  function transaction(): Done {
    const refused: Rejection[] = [];
    const touchedNow = new Set<string>();
    const sum = { ...NOTHING };
    let at = 0;
    let last: ReadyRow | undefined;
    for (let ready = next(at); ready !== undefined; ready = next(at)) {
      sum[take(ready, refused, touchedNow, sum)]++;
      last = ready;
      at++;
      if (isWanted()) break;
      if (at % LOOK_EVERY === 0 && control.isLongEnough()) break;
    }
    const after = {
      rows: counts.rows,
      processed: counts.processed + at,
      created: counts.created + sum.created,
      merged: counts.merged + sum.merged,
      rejected: counts.rejected + sum.rejected,
      asText: counts.asText + sum.asText,
    };
    rejections.write(refused);
    if (last) {
      const { pass, ordinal } = last;
      store.saveProgress(after, { pass, ordinal, rejectedBytes: rejections.length });
    }
    return { counts: after, rows: at, changed: store.takeChanged(), touched: touchedNow };
  }

  function write(): void {
    let done: Done;
    const before = rejections.length;
    try {
      isLeaving = false;
      done = store.transaction(transaction, isWanted);
    } catch (error) {
      store.forget();
      rejections.cut(before);
      if (error instanceof LetGo) return;
      throw error;
    }
    counts = done.counts;
    waiting = waiting.slice(done.rows);
    for (const id of done.touched) touched.add(id);
    control.progress(counts, done.changed);
  }

  try {
    while (!control.stopped()) {
      if (waiting.length === 0) {
        const more = source.take();
        if (more === undefined) {
          if (source.failure) throw source.failure;
          if (source.ended) return { counts, stopped: false };
          source.wait(WAIT_MS);
          await control.breathe();
          continue;
        }
        waiting.push(...more);
      }
      control.begin();
      write();
      await control.breathe();
    }
    return { counts, stopped: !(source.ended && waiting.length === 0) };
  } finally {
    rejections.close();
  }
}

/** `asked` ones are counted by nobody: they wait, and are counted when they are decided. */
const NOTHING = { created: 0, merged: 0, rejected: 0, asked: 0, asText: 0 };
