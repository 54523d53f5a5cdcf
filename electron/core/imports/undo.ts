import type { ContactBulk } from '../../../db/repositories/contacts/bulk.ts';
import type { ImportOperation, ImportOperations } from '../../../db/repositories/imports/undo.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { ImportUndoState } from '../../../db/types.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { takeBack } from '../../../shared/domain/import/take-back.ts';

export interface UndoInput {
  readonly importId: string;
  /** When the import was begun, UTC ms. */
  readonly since: number;
  readonly state: ImportUndoState;
}

export interface UndoStore {
  readonly operations: ImportOperations;
  readonly contacts: ContactBulk;
  readonly changes: Pick<Repositories['changes'], 'undo'>;
  transaction<T>(work: () => T): T;
  /** In the transaction of what it tells of. */
  saveUndo(state: ImportUndoState): void;
}

export interface UndoControl {
  readonly stopped: () => boolean;
  readonly progress: (state: ImportUndoState, changed: readonly string[]) => void;
  /** Asked between any two changes: does somebody want to write? */
  readonly isWanted: () => boolean;
  readonly breathe: () => Promise<void>;
}

/** Changes that are read at once. */
const PAGE = 200;
/** Longest transaction, ms: what it does is written out, not let go, when somebody wants to write. */
const TRANSACTION_MS = 15;

type Fate = 'deleted' | 'restored' | 'kept' | 'gone';

/**
 * Takes an import back, change by change from its newest to its oldest: whom it made is deleted, unless somebody has
 * worked with him since; whom it changed gets back every field that nobody has changed since. Where it is is kept in the
 * transaction of each change, so that it goes on there after a stop or a crash.
 */
export async function undoImport(
  { importId, since, state: begun }: UndoInput,
  store: UndoStore,
  control: UndoControl,
): Promise<ImportUndoState> {
  const { operations, contacts } = store;
  const left = operations.count(importId, since, begun.before);
  let state: ImportUndoState = { ...begun, state: 'running', total: begun.processed + left };

  function contact({ row: id, base, patch }: ImportOperation): Fate {
    const now = contacts.read(id);
    // Deleted since, or merged into another one: there is nothing left to take back.
    if (now === undefined) return 'gone';
    if (base === null) {
      if (operations.changedByOthers(importId, id) || operations.isInUse(id)) return 'kept';
      contacts.remove(id, now);
      return 'deleted';
    }
    // What later rows added to somebody whom the import made goes, or stays, with him.
    if (operations.isOwn(importId, id)) return 'gone';
    const { fields, kept } = takeBack({ ...now.state }, base, patch);
    if (Object.keys(fields).length > 0) contacts.change(id, { ...now.state, ...fields }, now);
    return kept ? 'kept' : 'restored';
  }

  /** What hangs on a card (a product, an invoice) is taken back whole, or left. */
  function other({ opId }: ImportOperation): Fate {
    try {
      store.changes.undo(opId);
      return 'gone';
    } catch (error) {
      if (error instanceof Failure && (error.code === 'changedMeanwhile' || error.code === 'notFound'))
        return 'gone';
      throw error;
    }
  }

  function write(page: readonly ImportOperation[]): { state: ImportUndoState; changed: string[] } {
    const end = performance.now() + TRANSACTION_MS;
    const changed: string[] = [];
    const next = { ...state };
    for (const operation of page) {
      const fate = operation.table === 'contacts' ? contact(operation) : other(operation);
      if (fate !== 'gone') next[fate]++;
      if (fate === 'deleted' || fate === 'restored') changed.push(operation.row);
      next.processed++;
      next.before = operation.opId;
      if (control.isWanted() || performance.now() > end) break;
    }
    store.saveUndo(next);
    return { state: next, changed };
  }

  let page: ImportOperation[] = [];
  while (!control.stopped()) {
    if (page.length === 0) page = operations.page(importId, since, state.before, PAGE);
    if (page.length === 0) {
      state = { ...state, state: 'done' };
      store.transaction(() => store.saveUndo(state));
      return state;
    }
    const done = store.transaction(() => write(page));
    page = page.slice(done.state.processed - state.processed);
    state = done.state;
    control.progress(state, done.changed);
    await control.breathe();
  }
  state = { ...state, state: 'cancelled' };
  store.transaction(() => store.saveUndo(state));
  return state;
}
