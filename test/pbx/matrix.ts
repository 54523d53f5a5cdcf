import type { PhoneAccount } from '../../shared/contract/phone.ts';

export const ENGINES = ['jssip', 'sipjs'] as const satisfies readonly PhoneAccount['engine'][];
const NAMES: Readonly<Record<PhoneAccount['engine'], string>> = { jssip: 'JsSIP', sipjs: 'SIP.js' };

/** How each feature went with each engine; what was not run is missing. */
export type Results = ReadonlyMap<string, ReadonlyMap<PhoneAccount['engine'], boolean>>;

/** The matrix as a Markdown table. */
export function matrixTable(features: readonly string[], results: Results, version: string): string {
  const width = Math.max(...features.map((feature) => feature.length));
  const line = (first: string, cells: readonly string[]) =>
    `| ${first.padEnd(width)} | ${cells.map((cell, index) => cell.padEnd(NAMES[ENGINES[index] ?? 'jssip'].length)).join(' | ')} |`;
  const sign = (ok: boolean | undefined) => (ok === undefined ? '–' : ok ? '✓' : '✗');
  return [
    `Asterisk ${version}, Chromium; every line with sound measured at both ends.`,
    '',
    line(
      'Feature',
      ENGINES.map((engine) => NAMES[engine]),
    ),
    `|${'-'.repeat(width + 2)}|${ENGINES.map((engine) => '-'.repeat(NAMES[engine].length + 2)).join('|')}|`,
    ...features.map((feature) =>
      line(
        feature,
        ENGINES.map((engine) => sign(results.get(feature)?.get(engine))),
      ),
    ),
  ].join('\n');
}

export const MATRIX_BEGIN = '<!-- matrix: written by the pbx tests, with RINGDESK_WRITE_MATRIX=1 -->';
export const MATRIX_END = '<!-- /matrix -->';

/** The document with another matrix between its markers. @throws when it has no markers */
export function withMatrix(document: string, table: string): string {
  const begin = document.indexOf(MATRIX_BEGIN);
  const end = document.indexOf(MATRIX_END);
  if (begin === -1 || end < begin) throw new Error('the document has no place for the matrix');
  return `${document.slice(0, begin + MATRIX_BEGIN.length)}\n${table}\n${document.slice(end)}`;
}

/** Features in the document's matrix, in order. */
export function featuresIn(document: string): string[] {
  const begin = document.indexOf(MATRIX_BEGIN);
  const end = document.indexOf(MATRIX_END);
  if (begin === -1 || end < begin) return [];
  return document
    .slice(begin, end)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => (line.split('|')[1] ?? '').trim());
}
