import { z } from 'zod';
import { Changed, Empty, Id, text } from './common.ts';
import { Channel, ContactKind, ContactRow, Relation, Stage } from './contacts.ts';
import { request } from './define.ts';
import { ListSort } from './list-sort.ts';
import { need, needListed } from './need.ts';
import { OwnCondition } from './own-fields.ts';

/** Customers by what is known of them; everything given must hold. */
export const SegmentFilter = z.object({
  /** As the search of the customers' list. */
  search: text(200).optional(),
  kind: ContactKind.optional(),
  relations: z.array(Relation).max(10).optional(),
  stages: z.array(Stage).max(20).optional(),
  channels: z.array(Channel).max(20).optional(),
  region: text(200).optional(),
  field: text(200).optional(),
  tags: z.array(text(60)).max(20).optional(),
  responsibleId: Id.optional(),
  /** No call, in or out, was talked within so many days. */
  notContactedDays: z.number().int().min(1).max(3650).optional(),
  importId: Id.optional(),
  /** Of the firm's own fields. */
  own: z.array(OwnCondition).max(20).optional(),
});
export type SegmentFilter = z.infer<typeof SegmentFilter>;

export const Segment = z.object({
  id: Id,
  version: z.number().int(),
  name: text(200),
  filter: SegmentFilter,
});
export type Segment = z.infer<typeof Segment>;

export const segmentRequests = {
  'segments.list': request(['desk'], Empty, z.array(Segment), need('lists.view')),
  'segments.save': request(
    ['desk'],
    z.object({ id: Id.optional(), name: text(200), filter: SegmentFilter }),
    Changed,
    need('lists.create'),
  ),
  'segments.remove': request(['desk'], z.object({ id: Id }), Changed, need('lists.create')),
  /** How many there are now; `withNumber`: of them with a number that can be dialled. */
  'segments.count': request(
    ['desk'],
    z.object({ filter: SegmentFilter }),
    z.object({ total: z.number().int(), withNumber: z.number().int() }),
    need('lists.view'),
  ),
  /** Who is in it. A filter without an index reads all customers: seconds, in a thread of its own. */
  'segments.customers': request(
    ['desk'],
    z.object({
      filter: SegmentFilter,
      sort: ListSort,
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ contacts: z.array(ContactRow), more: z.boolean() }),
    needListed('customers.view'),
  ),
} as const;
