import type { ImportMemory, ImportOptions, ImportPreview } from '../../../shared/contract/imports.ts';
import { whyText } from '../../../shared/domain/call/text-number.ts';
import { currencyOf } from '../../../shared/domain/goods/money.ts';
import { type ColumnTarget, fieldOfTarget } from '../../../shared/domain/import/column.ts';
import { countryOfMost } from '../../../shared/domain/import/country-of-most.ts';
import { tidy } from '../../../shared/domain/import/fold.ts';
import { suggestGoodsMapping } from '../../../shared/domain/import/goods-header.ts';
import { titleOfGoods } from '../../../shared/domain/import/goods-plan.ts';
import { type GoodsKind, type ImportKind, readGoodsRow } from '../../../shared/domain/import/goods-row.ts';
import { isImportable, suggestMapping } from '../../../shared/domain/import/mapping.ts';
import { planRow } from '../../../shared/domain/import/plan.ts';
import { recallColumns } from '../../../shared/domain/import/remembered.ts';
import { type ImportRow, type RowReading, readRow } from '../../../shared/domain/import/row.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { formatNumber } from '../../../shared/domain/phone-number/index.ts';
import type { CsvRecord } from './csv-records.ts';
import { lookAtGoods } from './goods-take.ts';
import type { Inspection } from './inspect.ts';
import { rowReading } from './reading.ts';
import { candidatesOf, type ImportStore } from './store.ts';

/** Rows shown with their fate, and examples for each column. */
const SAMPLE_ROWS = 20;
const SAMPLES = 3;
/** A preview is for eyes: longer cells are cut here, and only here. */
const LONGEST_CELL = 200;

export interface PreviewInput {
  readonly importId: string;
  readonly fileName: string;
  readonly inspection: Inspection;
  readonly options: ImportOptions | undefined;
  /** Of the firm, for the first preview. */
  readonly country: string;
  readonly areaCode: string;
  readonly ownNumbers: readonly string[];
  /** What is kept of a file with these headers. */
  readonly recall: (header: readonly string[]) => ImportMemory | undefined;
}

/** What the file is, where its columns go, and what would become of its first rows. Changes nothing. */
export function preview(input: PreviewInput, store: ImportStore): ImportPreview {
  const { inspection } = input;
  const remembered = recalled(input, store.ownFields());
  const options = input.options ?? remembered;
  const hasHeader = options?.hasHeader ?? inspection.hasHeader;
  const header = hasHeader ? inspection.head[0]?.cells : undefined;
  const head = hasHeader ? inspection.head.slice(1) : inspection.head;
  const rows = head.filter((record) => !record.broken).map((record) => record.cells);
  const { kind = 'customers', duplicates = 'fillGaps' } = options ?? {};
  const suggested = suggestionOf(kind, header, rows, store.ownFields());
  const width = Math.max(suggested.length, options?.mapping.length ?? 0);
  const mapping = options?.mapping ?? suggested;
  const country = options?.country ?? input.country;
  const areaCode = options?.areaCode ?? input.areaCode;
  const reading = rowReading(
    { mapping, country, areaCode },
    header,
    input.ownNumbers,
    store.users(),
    store.ownFields(),
  );

  const numbersFrom = kind === 'customers' ? countryOfMost(numbersIn(head, reading)) : undefined;

  return {
    importId: input.importId,
    fileName: input.fileName,
    format: inspection.format,
    ...(inspection.format === 'csv'
      ? { encoding: inspection.encoding, delimiter: inspection.delimiter }
      : {}),
    columns: Array.from({ length: width }, (_, column) => ({
      header: cut(header?.[column] ?? ''),
      samples: samplesOf(rows, column),
      suggested: suggested[column] ?? 'ignore',
    })),
    hasHeader,
    ...(remembered === undefined ? {} : { remembered }),
    rows: inspection.records - (hasHeader ? 1 : 0),
    ...(numbersFrom === undefined ? {} : { countryOfMost: numbersFrom }),
    sample: head
      .slice(0, SAMPLE_ROWS)
      .map((record) =>
        kind === 'customers'
          ? customerSample(record, reading, store, { country, areaCode, duplicates })
          : goodsSample(kind, record, reading, store, options?.currency ?? currencyOf(country)),
      ),
  };
}

/** As they stand in the file. */
const numbersIn = (records: readonly CsvRecord[], reading: RowReading): string[] =>
  records
    .filter((record) => !record.broken)
    .flatMap((record) => readRow(record.cells, reading).row.phones.map(({ raw }) => raw));

type Sample = ImportPreview['sample'][number];

function customerSample(
  record: CsvRecord,
  reading: RowReading,
  store: ImportStore,
  { country, areaCode, duplicates }: Pick<ImportOptions, 'country' | 'areaCode' | 'duplicates'>,
): Sample {
  const read = record.broken
    ? { reject: 'brokenRow' as const, row: NOTHING }
    : readRow(record.cells, reading);
  const plan =
    'reject' in read ? undefined : planRow(read.row, candidatesOf(store, read.row), duplicates, () => false);
  const reason = 'reject' in read ? read.reject : plan?.fate === 'reject' ? plan.reason : undefined;
  return {
    line: record.line,
    cells: record.cells.map(cut),
    fate: plan?.fate ?? 'reject',
    ...(reason === undefined ? {} : { reason }),
    name: cut(read.row.name),
    phones: read.row.phones.map(({ raw, e164 }) => {
      if (e164 !== undefined) return { raw, e164, display: formatNumber(e164, country) };
      const text = whyText(raw, { country, areaCode });
      return { raw, display: raw, ...(text === undefined ? {} : { text }) };
    }),
  };
}

/** Whose it is and what, as far as the row says it. */
function goodsSample(
  kind: GoodsKind,
  record: CsvRecord,
  reading: RowReading,
  store: ImportStore,
  currency: string,
): Sample {
  const read = record.broken
    ? { reject: 'brokenRow' as const }
    : readGoodsRow(kind, record.cells, reading, currency);
  const look = 'reject' in read ? read : lookAtGoods(read, { known: store, goods: store.goods });
  const named = 'reject' in read ? '' : read.row.name;
  return {
    line: record.line,
    cells: record.cells.map(cut),
    name: cut('customer' in look ? look.customer.name : named),
    what: 'reject' in read ? '' : cut(titleOfGoods(read.goods)),
    phones: [],
    ...('reject' in look
      ? { fate: 'reject' as const, reason: look.reject }
      : { fate: look.id === undefined ? ('create' as const) : ('merge' as const) }),
  };
}

const suggestionOf = (
  kind: ImportKind,
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
  ownFields: readonly OwnField[],
): ColumnTarget[] =>
  kind === 'customers' ? suggestMapping(header, rows, ownFields) : suggestGoodsMapping(kind, header, rows);

/** The options of the last time for this file's columns. Only a file with headers is known again. */
function recalled(
  { inspection, recall }: PreviewInput,
  ownFields: readonly OwnField[],
): ImportOptions | undefined {
  const header = inspection.hasHeader ? inspection.head[0]?.cells : undefined;
  const memory = header && recall(header);
  if (header === undefined || memory === undefined) return undefined;
  const { columns, ...options } = memory;
  const rows = inspection.head.slice(1).filter((record) => !record.broken);
  const suggested = suggestionOf(
    options.kind ?? 'customers',
    header,
    rows.map((record) => record.cells),
    ownFields,
  );
  // A field that was archived since is no place to go any more.
  const there = new Set(ownFields.filter(isImportable).map(({ id }) => id));
  const isTarget = (target: ColumnTarget) =>
    there.has(fieldOfTarget(target) ?? '') || fieldOfTarget(target) === undefined;
  return { ...options, mapping: recallColumns(header, columns, suggested, isTarget) };
}

const NOTHING: ImportRow = { kind: 'person', name: '', phones: [], emails: [], tags: [], about: '' };

const cut = (cell: string): string => (cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell);

function samplesOf(rows: readonly (readonly string[])[], column: number): string[] {
  const filled = rows.map((row) => tidy(row[column] ?? '')).filter(Boolean);
  return [...new Set(filled)].slice(0, SAMPLES).map(cut);
}
