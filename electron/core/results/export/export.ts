import type { ResultReader } from '../../../../db/repositories/results/results.ts';
import { Failure } from '../../../../shared/contract/failure.ts';
import type { Output } from '../../../../shared/contract/index.ts';
import { EXPORT_ROWS } from '../../../../shared/contract/results.ts';
import { clockIn } from '../days.ts';
import { inTime, resultsOfCalls } from '../of-calls.ts';
import { resultsOfScript } from '../of-script.ts';
import type { ParsedInput, Surroundings } from '../task.ts';
import { answersTable } from './answers-table.ts';
import { callsTable, type Names } from './calls-table.ts';
import { csvFile } from './csv.ts';
import { summaryTable } from './summary-table.ts';
import type { Table } from './table.ts';
import { xlsxFile } from './xlsx.ts';

type Asked = ParsedInput<'results.export'>;

/**
 * What the screen shows as a file for a spreadsheet program.
 *
 * @throws Failure `exportTooLarge` (params: rows, limit); `badRequest`: answers without a template
 */
export async function exportResults(
  reader: ResultReader,
  asked: Asked,
  surroundings: Surroundings,
): Promise<Output<'results.export'>> {
  const { kind, format } = asked;
  const rows = kind === 'summary' ? 0 : reader.count(inTime(asked, surroundings));
  const limit = EXPORT_ROWS[format];
  if (rows > limit) throw new Failure('exportTooLarge', { rows, limit });
  const table = tableOf(reader, asked, surroundings);
  const clock = clockIn(surroundings.zone);
  const day = clock(surroundings.now).slice(0, 10);
  // Excel cuts at the list separator of its language, and with a Russian or Ukrainian one that is the semicolon.
  const delimiter = surroundings.language === 'en' ? ',' : ';';
  return {
    fileName: `ringdesk-${kind}-${day}.${format}`,
    bytes: format === 'csv' ? csvFile(table, delimiter) : await xlsxFile(table, kind),
  };
}

function tableOf(reader: ResultReader, asked: Asked, surroundings: Surroundings): Table {
  const { kind, scriptId } = asked;
  const filter = inTime(asked, surroundings);
  const names: Names = {
    words: asked.words,
    results: asked.resultNames,
    outcomes: asked.outcomeNames,
    clock: clockIn(surroundings.zone),
  };
  if (kind === 'calls') return callsTable(reader.exported(filter), names);
  if (kind === 'summary') {
    const script =
      scriptId === undefined ? undefined : resultsOfScript(reader, { ...asked, scriptId }, surroundings);
    return summaryTable(resultsOfCalls(reader, asked, surroundings), script, names);
  }
  if (scriptId === undefined) throw new Failure('badRequest');
  // Read before: one connection walks through one thing at a time.
  const versions = reader.versions(scriptId);
  return answersTable(reader.exportedRuns(filter), versions, surroundings.language, names);
}
