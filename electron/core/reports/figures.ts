import type { CallBlocks } from '../../../db/repositories/reports/blocks.ts';
import type { ResultReader } from '../../../db/repositories/results/results.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { ReportFilter, ReportPart, ReportSelection } from '../../../shared/contract/reports.ts';
import { keysMeaning } from '../../../shared/domain/outcome/meaning.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { keysOf, tallyOwn } from '../../../shared/domain/reports/by-own.ts';
import {
  DAY_MS,
  dayOfNumber,
  momentsOf,
  numberOfDay,
  type Period,
  previousPeriod,
  weekdayOf,
  weekdaysIn,
} from '../../../shared/domain/reports/calendar.ts';
import { type CallColumns, type Dimension, dimensioned } from '../../../shared/domain/reports/columns.ts';
import { figureOf } from '../../../shared/domain/reports/figures.ts';
import { isIn, type Question, tally, walk } from '../../../shared/domain/reports/tally.ts';
import type { ParsedInput, Surroundings } from '../results/task.ts';
import { alsoMeant, type OwnColumns, ownColumns } from './own.ts';

type Asked = ReportFilter & Partial<Pick<ReportSelection, 'by'>>;

export function questionOf(asked: Asked, period: Period, surroundings: Surroundings): Question {
  const { direction, agentId, lineId, campaignId, outcome, channel, region, by } = asked;
  const { zone, outcomes, owners, thresholds } = surroundings;
  const given = Object.entries({ agent: agentId, line: lineId, list: campaignId, outcome, channel, region });
  return {
    ...momentsOf(period, zone),
    ...{ zone, direction, owners },
    only: {
      ...Object.fromEntries(given.filter(([, key]) => key !== undefined)),
      ...Object.fromEntries((by ?? []).map(({ dimension, key }) => [dimension, key])),
    },
    thresholds: {
      serviceMs: thresholds.serviceSeconds * 1000,
      shortAbandonMs: thresholds.shortAbandonSeconds * 1000,
      savedWithinMs: thresholds.savedWithinDays * DAY_MS,
    },
    reached: keysMeaning(outcomes, 'reached'),
    agreed: keysMeaning(outcomes, 'agreed'),
  };
}

/** The blocks that a question reads: its days, and as many after them as save a missed call. */
export const blocksOf = (blocks: CallBlocks, { from, to, thresholds }: Question): CallColumns[] =>
  blocks.between(Math.floor(from / DAY_MS), Math.floor((to + thresholds.savedWithinMs) / DAY_MS));

export function reportFigures(
  blocks: CallBlocks,
  reader: ResultReader,
  filter: ReportFilter,
  surroundings: Surroundings,
): Output<'reports.figures'> {
  const previous = filter.against ?? previousPeriod(filter);
  const { ownFields } = surroundings;
  const columns = ownColumns(blocks);
  const also = alsoMeant(filter, ownFields, columns);
  const question = { ...questionOf(filter, filter, surroundings), also };
  const earlier = { ...questionOf(filter, previous, surroundings), also };
  // The periods are mostly side by side, and then their blocks are read once.
  const near = Math.abs(question.from - earlier.to) < question.to - question.from;
  const together = {
    ...question,
    from: Math.min(earlier.from, question.from),
    to: Math.max(earlier.to, question.to),
  };
  const all = near ? blocksOf(blocks, together) : undefined;
  const blocksFor = (asked: Question) => within(all ?? blocksOf(blocks, asked), asked);
  const counted = blocksFor(question);
  const { total, per, sources, perDay, perHour } = tally(counted, question);
  const parted = ownFields.find(({ id }) => id === filter.ownDimension);
  const names = namesOf(reader);
  return {
    total: { ...total },
    before: { ...previous, total: { ...tally(blocksFor(earlier), earlier).total } },
    per: dimensioned((dimension) =>
      per[dimension].map(({ key, ...counts }) => ({
        ...(key === null ? {} : { key }),
        name: key === null ? '' : names(dimension, key),
        counts,
      })),
    ),
    ...(parted === undefined ? {} : { perOwn: perOwn(parted, counted, question, columns) }),
    sources: sources.map(({ channel, region, ...counts }) => ({
      ...(channel === null ? {} : { channel }),
      ...(region === null ? {} : { region }),
      counts,
    })),
    perDay: perDay.map(({ day, ...counts }) => ({ day: dayOfNumber(day), counts })),
    perHour: perHour.map((counts) => ({ ...counts })),
    weekdays: weekdaysIn(filter),
  };
}

function perOwn(
  field: OwnField,
  blocks: readonly CallColumns[],
  question: Question,
  columns: OwnColumns,
): ReportPart[] {
  const names = new Map(field.options.map(({ id, name }) => [id, name]));
  const parts = tallyOwn(blocks, question, columns(field.id), (kept) => keysOf(field, kept));
  return parts.map(({ key, ...counts }) =>
    key === null ? { name: '', counts } : { key, name: names.get(key) ?? '', counts },
  );
}

function within(blocks: readonly CallColumns[], { from, to, thresholds }: Question): CallColumns[] {
  const last = to + thresholds.savedWithinMs;
  return blocks.filter(({ day }) => (day + 1) * DAY_MS > from && day * DAY_MS <= last);
}

/** Names of persons, lines and lists; a region is its own name, and what has a catalogue is named by the page. */
function namesOf(reader: ResultReader): (dimension: Dimension, key: string) => string {
  const known: Partial<Record<Dimension, ReadonlyMap<string, string>>> = Object.fromEntries(
    Object.entries({ agent: reader.agents(), line: reader.lines(), list: reader.campaigns() }).map(
      ([dimension, rows]) => [dimension, new Map(rows.map(({ id, name }) => [id, name]))],
    ),
  );
  return (dimension, key) => known[dimension]?.get(key) ?? (dimension === 'region' ? key : '');
}

/** The calls behind a figure, counted by the same walk as the figure. */
export function callsBehind(
  blocks: CallBlocks,
  reader: ResultReader,
  asked: ParsedInput<'reports.calls'>,
  surroundings: Surroundings,
): Output<'reports.calls'> {
  const { figure, day, weekday, hour, limit } = asked;
  const question = {
    ...questionOf(asked, asked, surroundings),
    also: alsoMeant(asked, surroundings.ownFields, ownColumns(blocks)),
  };
  const { behind } = figureOf[figure];
  const wanted = day === undefined ? undefined : numberOfDay(day);
  const found: Array<{ readonly day: number; readonly place: number }> = [];
  walk(blocksOf(blocks, question), question, (call) => {
    if (!isIn(call, behind)) return;
    if (wanted !== undefined && call.day !== wanted) return;
    if (weekday !== undefined && weekdayOf(call.day) !== weekday) return;
    if (hour !== undefined && call.hour !== hour) return;
    found.push({ day: call.block.day, place: call.i });
  });
  const newest = found.slice(-limit).reverse();
  const days = new Map<number, number[]>();
  for (const { day, place } of newest) days.set(day, [...(days.get(day) ?? []), place]);
  const ids = [...days].flatMap(([day, places]) => blocks.ids(day, places));
  return { talks: reader.talksOf(ids), more: found.length > limit };
}
