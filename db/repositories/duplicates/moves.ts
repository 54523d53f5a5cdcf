import type { Stage } from '../../../shared/domain/contact/stage.ts';
import { distinctContacts } from '../../schema/duplicates.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { CONTACT_PLACES, type ContactPlace, fieldOf } from './contact-places.ts';

export interface WhatStayed {
  /** Of the card that stayed: fields that somebody changed since. */
  readonly fields: readonly string[];
  /** Of other rows: so many were changed or went elsewhere since. */
  readonly rows: number;
}

/** Rows that one transaction moves at most. */
export const ROWS_AT_ONCE = 100;
/** And at least: what is looked at first on a card comes along at once. */
const LEAST_ROWS = 25;
/**
 * Between the two it ends after this time, so that a call that comes meanwhile waits no longer (docs/duplicates.md): a row takes
 * 0.1 to 0.3 ms, and several where the pages of its indexes must come from the disk.
 */
const LONGEST_MS = 15;

/** Moves the rows of a card to another and remembers each, so that it goes back. All in the caller's transaction. */
export interface Moves {
  note(mergeId: string, changeId: string): void;
  /** The way through the stages is one from now on. */
  stages(mergeId: string, fromId: string, intoId: string, stage: Stage): void;
  /** @returns whether that was all */
  out(mergeId: string, fromId: string, intoId: string): boolean;
  /** `bounded`: the cards themselves are back already, so it may end anywhere. */
  back(mergeId: string, bounded: boolean): { readonly whole: boolean; readonly stayed: WhatStayed };
}

const isLong = (rows: number, until: number): boolean => rows >= LEAST_ROWS && performance.now() > until;

interface Place {
  readonly place: ContactPlace;
  /** Ids of the next rows. */
  next(fromId: string, limit: number): string[];
  move(id: string, fromId: string, intoId: string): Changed;
}

interface Move {
  readonly seq: number;
  readonly opId: string | null;
  readonly table: string | null;
  readonly row: string | null;
}

export function createMoves({ db, now, actorId }: Deps, changes: Changes): Moves {
  const { sqlite } = db;
  const pairs = rowAggregate(sqlite, distinctContacts);
  const add = sqlite.prepare(
    `insert into merge_moves (merge_id, seq, op_id, table_name, row_id)
     select @mergeId, coalesce(max(seq), 0) + 1, @opId, @table, @row from merge_moves where merge_id = +@mergeId`,
  );
  const standing = sqlite.prepare(
    `select seq, op_id as opId, table_name as "table", row_id as row from merge_moves
     where merge_id = +? and undone is null order by seq limit +?`,
  );
  const mark = sqlite.prepare('update merge_moves set undone = ? where merge_id = +? and seq = +?');
  const tableOf = sqlite.prepare('select table_name from outbox where op_id = +?').pluck();
  const places = CONTACT_PLACES.flatMap((place) => placeOf(place) ?? []);
  const stageRows = sqlite
    .prepare('select seq from stage_changes where contact_id = +? order by seq')
    .pluck();
  const lastStage = sqlite
    .prepare('select to_stage from stage_changes where contact_id = +? order by seq desc limit 1')
    .pluck();
  const moveStage = sqlite.prepare('update stage_changes set contact_id = ? where seq = +?');
  const addStage = sqlite.prepare(
    'insert into stage_changes (contact_id, from_stage, to_stage, at, by_id) values (?, ?, ?, ?, ?)',
  );
  const dropStage = sqlite.prepare('delete from stage_changes where seq = ?');
  const fromOf = sqlite.prepare('select from_id from merges where id = +?').pluck();

  function placeOf(place: ContactPlace): Place | undefined {
    if (place.how !== 'link' && place.how !== 'pairs') return undefined;
    const { table, column } = place;
    const order = place.how === 'link' && place.order ? ` order by ${place.order}` : '';
    const rows = sqlite
      .prepare(`select id from ${table} where ${column} = +? and deleted_at is null${order} limit +?`)
      .pluck();
    const next = (fromId: string, limit: number) => rows.all(fromId, limit) as string[];
    if (place.how === 'pairs')
      return { place, next, move: (id, fromId, intoId) => movePair(id, fromId, intoId) };
    const twin =
      place.unlike === undefined
        ? undefined
        : sqlite.prepare(
            `select 1 from ${table} t join ${table} o on o.${place.unlike} is t.${place.unlike}
             where t.id = +? and o.${column} = +? and o.deleted_at is null limit 1`,
          );
    return {
      place,
      next,
      move: (id, _fromId, intoId) =>
        changes.relink(
          table,
          id,
          twin?.get(id, intoId) === undefined ? { [fieldOf(column)]: intoId } : { deleted: true },
        ),
    };
  }

  const pairThere = sqlite.prepare(
    'select 1 from distinct_contacts where first_id = +? and second_id = +? and deleted_at is null limit 1',
  );

  function movePair(id: string, fromId: string, intoId: string): Changed {
    const { state } = pairs.read(id) as NonNullable<ReturnType<typeof pairs.read>>;
    const other = state.firstId === fromId ? state.secondId : state.firstId;
    const [firstId, secondId] = other < intoId ? [other, intoId] : [intoId, other];
    // Somebody has thought better of it; or it is said of the card that stays already.
    const needless = other === intoId || pairThere.get(firstId, secondId) !== undefined;
    return changes.relink('distinct_contacts', id, needless ? { deleted: true } : { firstId, secondId });
  }

  const note = (mergeId: string, opId: string | null, table: string | null, row: string | null) =>
    void add.run({ mergeId, opId, table, row });

  function takeBack(mergeId: string, { opId, table, row }: Move): { how: 'back' | 'kept'; fields: string[] } {
    if (opId === null) {
      if (table === 'stage_changes+') dropStage.run(row);
      else moveStage.run(fromOf.get(mergeId), row);
      return { how: 'back', fields: [] };
    }
    const card = tableOf.get(opId) === 'contacts';
    const back = changes.takeBack(opId, !card);
    if (back === undefined || back.kept.length === 0) return { how: 'back', fields: [] };
    return { how: 'kept', fields: card ? [...back.kept] : [] };
  }

  return {
    note: (mergeId, changeId) => note(mergeId, changeId, null, null),
    stages(mergeId, fromId, intoId, stage) {
      for (const seq of stageRows.all(fromId) as number[]) {
        moveStage.run(intoId, seq);
        note(mergeId, null, 'stage_changes', String(seq));
      }
      // The way must end at the stage that the card has; one without any change began there.
      const last = lastStage.get(intoId) as Stage | undefined;
      if (last === undefined || last === stage) return;
      const { lastInsertRowid } = addStage.run(intoId, last, stage, now(), actorId());
      note(mergeId, null, 'stage_changes+', String(lastInsertRowid));
    },
    out(mergeId, fromId, intoId) {
      let room = ROWS_AT_ONCE;
      const until = performance.now() + LONGEST_MS;
      for (const { next, move } of places) {
        for (const id of next(fromId, room)) {
          note(mergeId, move(id, fromId, intoId).changeId, null, null);
          room -= 1;
          if (room === 0 || isLong(ROWS_AT_ONCE - room, until)) return false;
        }
      }
      return true;
    },
    back(mergeId, bounded) {
      const found = standing.all(mergeId, ROWS_AT_ONCE) as Move[];
      const fields: string[] = [];
      const until = performance.now() + LONGEST_MS;
      let rows = 0;
      let done = 0;
      for (const move of found) {
        if (bounded && isLong(done, until)) break;
        done += 1;
        const { how, fields: kept } = takeBack(mergeId, move);
        fields.push(...kept);
        if (how === 'kept' && kept.length === 0) rows += 1;
        mark.run(how, mergeId, move.seq);
      }
      return { whole: found.length < ROWS_AT_ONCE && done === found.length, stayed: { fields, rows } };
    },
  };
}
