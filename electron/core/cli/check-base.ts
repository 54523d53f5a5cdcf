import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkIntegrity } from '../../../db/integrity.ts';
import { EXIT, UsageError } from './args.ts';
import type { Output } from './output.ts';

/** Reads only, so the workstation may go on meanwhile. */
export function checkBase(dataDir: string, output: Output): number {
  const file = join(dataDir, 'ringdesk.db');
  if (!existsSync(file)) throw new UsageError(`There is no base in ${dataDir}.`);
  const report = looked(file);
  if (!report) {
    output.result('Not sound: this is no database, or its beginning is damaged.', {
      result: 'unsound',
      troubles: [],
    });
    return EXIT.unsound;
  }
  const { sound, troubles, counts } = report;
  const { contacts, calls, recordings } = counts;
  const words = troubles.map(({ check, rows, examples }) => `  ${check}: ${rows} (${examples.join(', ')})`);
  output.result(
    sound
      ? `Sound: ${contacts} customers, ${calls} calls, ${recordings} recordings.`
      : ['Not sound:', ...words].join('\n'),
    { result: sound ? 'sound' : 'unsound', troubles, counts },
  );
  return sound ? EXIT.done : EXIT.unsound;
}

/** @returns undefined: so damaged that it cannot even be opened */
function looked(file: string) {
  try {
    return checkIntegrity(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return undefined;
    throw error;
  }
}
