import type { Output } from '../../../shared/contract/index.ts';
import type { ReportCounts } from '../../../shared/contract/reports.ts';
import { DIMENSIONS, type Dimension } from '../../../shared/domain/reports/columns.ts';
import { figureOf, REPORT_FIGURES } from '../../../shared/domain/reports/figures.ts';
import { csvFile } from '../results/export/csv.ts';
import { type Cell, seconds, type Table } from '../results/export/table.ts';
import { xlsxFile } from '../results/export/xlsx.ts';
import type { ParsedInput, Surroundings } from '../results/task.ts';

type Asked = ParsedInput<'reports.export'>;

/** Every table of the report, one after another: what of, whose, and each figure. */
export async function exportReport(
  figures: Output<'reports.figures'>,
  asked: Asked,
  { language }: Surroundings,
): Promise<Output<'reports.export'>> {
  const { format, firstDay, lastDay } = asked;
  const table = tableOf(figures, asked);
  // Excel cuts at the list separator of its language, and with a Russian or Ukrainian one that is the semicolon.
  const delimiter = language === 'en' ? ',' : ';';
  return {
    fileName: `ringdesk-report-${firstDay}-${lastDay}.${format}`,
    bytes: format === 'csv' ? csvFile(table, delimiter) : await xlsxFile(table, 'report'),
  };
}

export function tableOf(
  figures: Output<'reports.figures'>,
  { words, outcomeNames, channelNames }: Asked,
): Table {
  const { total, before, per, perOwn = [], sources, perDay, perHour } = figures;
  const nameOf = (
    dimension: Dimension,
    { key, name }: { key?: string | undefined; name: string },
  ): string => {
    if (key === undefined) return words.none;
    const catalogue: Readonly<Record<string, string>> =
      dimension === 'outcome' ? outcomeNames : dimension === 'channel' ? channelNames : {};
    return catalogue[key] ?? (name || key);
  };
  return {
    titles: [words.table, words.part, ...REPORT_FIGURES.map((figure) => words.figures[figure])],
    rows: [
      [words.total, null, ...cellsOf(total)],
      [words.before, `${before.firstDay} – ${before.lastDay}`, ...cellsOf(before.total)],
      ...DIMENSIONS.flatMap((dimension) =>
        per[dimension].map((part) => [
          words.dimensions[dimension],
          nameOf(dimension, part),
          ...cellsOf(part.counts),
        ]),
      ),
      ...perOwn.map(({ key, name, counts }) => [
        words.ownDimension ?? '',
        key === undefined ? words.none : key === 'yes' || key === 'no' ? words[key] : name || key,
        ...cellsOf(counts),
      ]),
      ...sources.map(({ channel, region, counts }) => [
        `${words.dimensions.channel} × ${words.dimensions.region}`,
        `${nameOf('channel', { key: channel, name: '' })} × ${nameOf('region', { key: region, name: '' })}`,
        ...cellsOf(counts),
      ]),
      ...perDay.map(({ day, counts }) => [words.day, day, ...cellsOf(counts)]),
      ...perHour.flatMap((counts, at) =>
        counts.calls === 0 ? [] : [[words.hour, hourOf(at, words.weekdays), ...cellsOf(counts)]],
      ),
    ],
  };
}

const hourOf = (at: number, weekdays: readonly string[]): string =>
  `${weekdays[Math.floor(at / 24)] ?? ''} ${String(at % 24).padStart(2, '0')}:00`;

function cellsOf(counts: ReportCounts): Cell[] {
  return REPORT_FIGURES.map((figure) => {
    const { unit, of } = figureOf[figure];
    const value = of(counts);
    if (value === null) return null;
    if (unit === 'time') return seconds(value);
    return unit === 'share' ? Math.round(value * 10_000) / 10_000 : value;
  });
}
