import { z } from 'zod';
import { DIMENSIONS } from '../domain/reports/columns.ts';
import { REPORT_FIGURES, type ReportFigure } from '../domain/reports/figures.ts';
import { REPORT_PERIODS } from '../domain/reports/period.ts';
import { Changed, Empty, Id, text } from './common.ts';
import { Channel } from './contacts.ts';
import { request } from './define.ts';
import { alsoWhen, need } from './need.ts';
import { Outcome } from './outcomes.ts';
import { OwnCondition } from './own-fields.ts';

const Figure = z.enum(REPORT_FIGURES as [ReportFigure, ...ReportFigure[]]);
const Days = { firstDay: z.iso.date().optional(), lastDay: z.iso.date().optional() };

/** What a report shows and how. A period is kept as it is called: "last month" is another month next month. */
export const ReportViewBody = z.object({
  period: z.enum(REPORT_PERIODS),
  /** Of the period `dates`. */
  ...Days,
  against: z.enum(['before', 'yearBefore', 'dates']).default('before'),
  againstFirstDay: z.iso.date().optional(),
  againstLastDay: z.iso.date().optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  agentId: Id.optional(),
  lineId: Id.optional(),
  campaignId: Id.optional(),
  outcome: Outcome.optional(),
  channel: Channel.optional(),
  region: text(200).optional(),
  own: z.array(OwnCondition).max(20).optional(),
  ownDimension: Id.optional(),
  /** Of the table of parts. */
  dimension: z.enum(DIMENSIONS).optional(),
  columns: z.array(Figure).max(30).optional(),
});
export type ReportViewBody = z.infer<typeof ReportViewBody>;

export const ReportView = z.object({
  id: Id,
  version: z.number().int(),
  name: text(100),
  shared: z.boolean(),
  /** One's own can be changed. */
  own: z.boolean(),
  ownerName: z.string(),
  view: ReportViewBody,
});
export type ReportView = z.infer<typeof ReportView>;

export const reportViewRequests = {
  /** One's own and those that were shared with everybody, by name. */
  'reportViews.list': request(['desk'], Empty, z.array(ReportView), need('results.view')),
  /** Fails with `notFound`, or `outOfReach` for somebody else's. */
  'reportViews.save': request(
    ['desk'],
    z.object({
      id: Id.optional(),
      name: text(100).refine((name) => name.trim() !== '', 'a view has a name'),
      /** Present: everybody has it. */
      shared: z.literal(true).optional(),
      view: ReportViewBody,
    }),
    Changed,
    alsoWhen(need('results.view'), { shared: 'results.share' }),
  ),
  'reportViews.remove': request(['desk'], z.object({ id: Id }), Changed, need('results.view')),
} as const;
