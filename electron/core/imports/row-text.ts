import type { ImportRow } from '../../../shared/domain/import/row.ts';
import type { RowPhone } from '../../../shared/domain/import/row-phone.ts';
import type { ReadyRow } from './ready-row.ts';

/**
 * Rows on their way from one thread to another: as JSON, which is cheaper there than objects are, and as lists, so that all of them come
 * out as objects of one shape. Of rows that each have other fields V8 makes thousands of shapes, and everything that touches them is slow.
 */
export function textOfRows(rows: readonly ReadyRow[]): string {
  return JSON.stringify(
    rows.map((ready) => READY.list(ready.row ? { ...ready, row: listOfRow(ready.row) as never } : ready)),
  );
}

export function rowsOfText(text: string): ReadyRow[] {
  return (JSON.parse(text) as unknown[][]).map((list) => {
    const ready = READY.thing(list) as Writable<ReadyRow>;
    if (ready.row !== undefined) ready.row = rowOfList(ready.row as never);
    return ready;
  });
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Its fields by their places; each of them must stand in `shape`, or it would be lost on the way. */
function places<T extends object>(shape: Readonly<Record<keyof T, undefined>>) {
  const keys = Object.keys(shape) as (keyof T)[];
  return {
    list: (thing: T): unknown[] => keys.map((key) => thing[key]),
    /** What is absent, or null in the JSON, is undefined. */
    thing(list: readonly unknown[]): T {
      const thing: Record<keyof T, unknown> = { ...shape };
      for (let at = 0; at < keys.length; at += 1) thing[keys[at] as keyof T] = list[at] ?? undefined;
      return thing as unknown as T;
    },
  };
}

const READY = places<ReadyRow>({
  pass: undefined,
  ordinal: undefined,
  line: undefined,
  row: undefined,
  goods: undefined,
  reject: undefined,
  cells: undefined,
});

const PHONE = places<RowPhone>({
  raw: undefined,
  e164: undefined,
  digits: undefined,
  label: undefined,
  note: undefined,
});

const ROW = places<ImportRow>({
  id: undefined,
  kind: undefined,
  name: undefined,
  organisation: undefined,
  role: undefined,
  phones: undefined,
  emails: undefined,
  addresses: undefined,
  stage: undefined,
  relation: undefined,
  channel: undefined,
  responsibleId: undefined,
  region: undefined,
  field: undefined,
  headCount: undefined,
  needs: undefined,
  consent: undefined,
  birthday: undefined,
  contractEndsOn: undefined,
  tags: undefined,
  language: undefined,
  zone: undefined,
  own: undefined,
  about: undefined,
});

const listOfRow = (row: ImportRow): unknown[] =>
  ROW.list({ ...row, phones: row.phones.map(PHONE.list) as never });

function rowOfList(list: readonly unknown[]): ImportRow {
  const row = ROW.thing(list) as Writable<ImportRow>;
  row.phones = (row.phones as never as unknown[][]).map(PHONE.thing);
  return row;
}
