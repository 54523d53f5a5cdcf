import { z } from 'zod';
import { DIMENSIONS } from '../domain/reports/columns.ts';
import { COUNTS } from '../domain/reports/counts.ts';
import { REPORT_FIGURES, type ReportFigure } from '../domain/reports/figures.ts';
import { Bytes, Id, text } from './common.ts';
import { Channel } from './contacts.ts';
import { request } from './define.ts';
import { needListed } from './need.ts';
import { Outcome } from './outcomes.ts';
import { OwnCondition } from './own-fields.ts';
import { ResultTalk } from './results.ts';

/** Which calls with customers, over by now, are counted. Days: `yyyy-mm-dd` at the workplace, both included. */
export const ReportFilter = z.object({
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  direction: z.enum(['outbound', 'inbound']).optional(),
  agentId: Id.optional(),
  lineId: Id.optional(),
  campaignId: Id.optional(),
  outcome: Outcome.optional(),
  channel: Channel.optional(),
  region: text(200).optional(),
  /** What is asked of the firm's own fields on the customer's card; all of it must hold. */
  own: z.array(OwnCondition).max(20).optional(),
  /** One of them by which the calls are parted as well: a choice, several choices, yes or no. */
  ownDimension: Id.optional(),
  /** What it is compared with; absent: the period before. */
  against: z.object({ firstDay: z.iso.date(), lastDay: z.iso.date() }).optional(),
});
export type ReportFilter = z.infer<typeof ReportFilter>;

/** `shared/domain/reports/counts.ts` says what each is. */
export const ReportCounts = z.record(z.enum(COUNTS), z.number());
export type ReportCounts = z.infer<typeof ReportCounts>;

/** Without `key`: calls that have none. `name`: as people call it; of outcomes and channels empty, the catalogues have them. */
const ReportPart = z.object({ key: z.string().optional(), name: z.string(), counts: ReportCounts });
export type ReportPart = z.infer<typeof ReportPart>;

export const ReportFigures = z.object({
  total: ReportCounts,
  /** The period that it is compared with, with the same filter. */
  before: z.object({ firstDay: z.string(), lastDay: z.string(), total: ReportCounts }),
  /** Most calls first. */
  per: z.record(z.enum(DIMENSIONS), z.array(ReportPart)),
  /** Of the field of `ownDimension`, most calls first; a customer with several choices counts in each. Options of the field, or yes and no. */
  perOwn: z.array(ReportPart).optional(),
  /** What customers came by × where they are; most calls first. */
  sources: z.array(
    z.object({ channel: z.string().optional(), region: z.string().optional(), counts: ReportCounts }),
  ),
  /** In order; only days with calls. */
  perDay: z.array(z.object({ day: z.string(), counts: ReportCounts })),
  /** 7 × 24 at the workplace, from Monday, 0 o'clock. */
  perHour: z.array(ReportCounts),
  /** How often each day of the week is in the period, from Monday. */
  weekdays: z.array(z.number().int()),
});
export type ReportFigures = z.infer<typeof ReportFigures>;

/** A part of the counted calls: those behind a figure. Everything given must hold. */
export const ReportSelection = z.object({
  figure: z.enum(REPORT_FIGURES as [ReportFigure, ...ReportFigure[]]),
  /** Key null: calls that have none. */
  by: z
    .array(z.object({ dimension: z.enum(DIMENSIONS), key: text(300).nullable() }))
    .max(2)
    .optional(),
  /** Of the field of `ownDimension`; null: customers of whom it says nothing, and calls without a customer. */
  ownKey: text(64).nullable().optional(),
  day: z.iso.date().optional(),
  /** 0: Monday. */
  weekday: z.number().int().min(0).max(6).optional(),
  hour: z.number().int().min(0).max(23).optional(),
});
export type ReportSelection = z.infer<typeof ReportSelection>;

export const reportRequests = {
  'reports.figures': request(['desk'], ReportFilter, ReportFigures, needListed('results.view')),
  /** The calls behind a figure, newest first. */
  'reports.calls': request(
    ['desk'],
    ReportFilter.extend(ReportSelection.shape).extend({
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ talks: z.array(ResultTalk), more: z.boolean() }),
    needListed('results.view'),
  ),
  /**
   * Every table of the report as one sheet, a row a part, in the words of the asker's language; shares are numbers of 0..1
   * and times seconds. Cells that would be formulas are defused.
   */
  'reports.export': request(
    ['desk'],
    ReportFilter.extend({
      format: z.enum(['csv', 'xlsx']),
      words: z.object({
        table: text(100),
        part: text(100),
        total: text(100),
        before: text(100),
        none: text(100),
        day: text(100),
        hour: text(100),
        /** Of the field that parts it. */
        ownDimension: text(100).optional(),
        yes: text(100),
        no: text(100),
        dimensions: z.record(z.enum(DIMENSIONS), text(100)),
        figures: z.record(z.enum(REPORT_FIGURES as [ReportFigure, ...ReportFigure[]]), text(100)),
        weekdays: z.array(text(100)).length(7),
      }),
      outcomeNames: z.record(Outcome, text(200)),
      channelNames: z.record(Channel, text(200)),
    }),
    z.object({ fileName: z.string(), bytes: Bytes }),
    needListed('results.export'),
  ),
} as const;
