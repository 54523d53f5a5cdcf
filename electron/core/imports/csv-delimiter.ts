import { CsvReader, type Delimiter } from './csv-records.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/** Characters that are enough to tell the delimiter. */
const SAMPLE = 100_000;

/**
 * Excel's own hint in the first line (`sep=;`), or the delimiter under which most of the first records have the same
 * number of cells, and more than one. csv-parse has `delimiter_auto`, which counts letters and fails on any beyond ASCII.
 */
export function detectDelimiter(text: string): Delimiter {
  const hint = /^sep=([,;|\t])(?:\r|\n)/i.exec(text);
  if (hint) return hint[1] as Delimiter;
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const reader = new CsvReader(delimiter);
    const records = [...reader.push(text.slice(0, SAMPLE)), ...(text.length <= SAMPLE ? reader.end() : [])];
    const score = evenness(records.slice(0, 200).map((record) => record.cells.length));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Share of the most frequent width, wider a little better; 0 when that is one cell. */
function evenness(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return width < 2 ? 0 : (count / widths.length) * (1 + Math.min(width, 20) / 40);
}
