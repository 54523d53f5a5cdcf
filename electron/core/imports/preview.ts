import type { ImportOptions, ImportPreview } from '../../../shared/contract/imports.ts';
import { tidy } from '../../../shared/domain/import/fold.ts';
import { suggestMapping } from '../../../shared/domain/import/mapping.ts';
import { planRow } from '../../../shared/domain/import/plan.ts';
import { type ImportRow, readRow } from '../../../shared/domain/import/row.ts';
import { formatNumber } from '../../../shared/domain/phone-number/index.ts';
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
}

/** What the file is, where its columns go, and what would become of its first rows. Changes nothing. */
export function preview(input: PreviewInput, store: ImportStore): ImportPreview {
  const { inspection, options } = input;
  const hasHeader = options?.hasHeader ?? inspection.hasHeader;
  const header = hasHeader ? inspection.head[0]?.cells : undefined;
  const head = hasHeader ? inspection.head.slice(1) : inspection.head;
  const rows = head.filter((record) => !record.broken).map((record) => record.cells);
  const suggested = suggestMapping(header, rows);
  const width = Math.max(suggested.length, options?.mapping.length ?? 0);
  const mapping = options?.mapping ?? suggested;
  const country = options?.country ?? input.country;
  const reading = rowReading(
    { mapping, country, areaCode: options?.areaCode ?? input.areaCode },
    header,
    input.ownNumbers,
    store.users(),
  );

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
    rows: inspection.records - (hasHeader ? 1 : 0),
    sample: head.slice(0, SAMPLE_ROWS).map((record) => {
      const read = record.broken
        ? { reject: 'brokenRow' as const, row: NOTHING }
        : readRow(record.cells, reading);
      const plan =
        'reject' in read
          ? undefined
          : planRow(read.row, candidatesOf(store, read.row), options?.duplicates ?? 'fillGaps', () => false);
      const reason = 'reject' in read ? read.reject : plan?.fate === 'reject' ? plan.reason : undefined;
      return {
        line: record.line,
        cells: record.cells.map(cut),
        fate: plan?.fate ?? 'reject',
        ...(reason === undefined ? {} : { reason }),
        name: cut(read.row.name),
        phones: read.row.phones.map(({ raw, e164 }) => ({
          raw,
          ...(e164 === undefined ? {} : { e164 }),
          display: e164 === undefined ? raw : formatNumber(e164, country),
        })),
      };
    }),
  };
}

const NOTHING: ImportRow = { kind: 'person', name: '', phones: [], emails: [], tags: [], about: '' };

const cut = (cell: string): string => (cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell);

function samplesOf(rows: readonly (readonly string[])[], column: number): string[] {
  const filled = rows.map((row) => tidy(row[column] ?? '')).filter(Boolean);
  return [...new Set(filled)].slice(0, SAMPLES).map(cut);
}
