import { z } from 'zod';
import type { RuleKind } from '../domain/schedule/occasion.ts';
import { Changed, Done, Empty, Id, Time, text } from './common.ts';
import { Task } from './contacts.ts';
import { request } from './define.ts';
import { atWork, need, needListed, needOf } from './need.ts';

/** Regular reminders (row D4): made by themselves when their day comes near. */
export const RULE_KINDS = ['contractEnd', 'birthday', 'noContact'] as const satisfies readonly RuleKind[];

export const ReminderRule = z.object({
  id: Id,
  version: z.number().int(),
  kind: z.enum(RULE_KINDS),
  /** `contractEnd`, `birthday`: so many days before; `noContact`: after so many days without a talk. */
  days: z.number().int().min(0).max(3_650),
  /** `{{contact.name}}` is filled in. */
  title: text(300),
  /** Wall clock at the workplace on which it rings. */
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  /** Whose reminder: the customer's responsible, or this user. */
  assigneeId: Id.optional(),
  enabled: z.boolean(),
});
export type ReminderRule = z.infer<typeof ReminderRule>;

const TaskDraft = z.object({
  contactId: Id.optional(),
  callId: Id.optional(),
  leadId: Id.optional(),
  title: text(300),
  dueAt: Time,
  zone: text(64),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(10),
  /** Absent: me. */
  assigneeId: Id.optional(),
});

export const taskRequests = {
  'tasks.list': request(
    ['desk', 'shell'],
    z.object({
      state: z.enum(['open', 'done']).default('open'),
      /** Due (open) or done (done) earlier than this. */
      before: Time.optional(),
      after: Time.optional(),
      /** Absent: mine. */
      assigneeId: Id.optional(),
      limit: z.number().int().min(1).max(1000).default(500),
    }),
    z.array(Task),
    needListed('tasks.view'),
  ),
  /** Open and done ones of some days, by time, for the calendar: somebody's, or everybody's. */
  'tasks.between': request(
    ['desk'],
    z.object({ from: Time, to: Time, assigneeId: Id.optional() }),
    z.array(Task),
    needListed('tasks.view'),
  ),
  'tasks.create': request(['desk'], TaskDraft, Changed, need('tasks.create')),
  /** Changes what it says; a new time is a postponement and goes by `tasks.postpone`. */
  'tasks.update': request(
    ['desk'],
    z.object({
      id: Id,
      title: text(300).optional(),
      minutes: z
        .number()
        .int()
        .min(1)
        .max(24 * 60)
        .optional(),
      assigneeId: Id.optional(),
    }),
    Changed,
    needOf('tasks.edit', 'task', 'id'),
  ),
  'tasks.postpone': request(
    ['desk', 'shell'],
    z.object({ id: Id, dueAt: Time }),
    Changed,
    needOf('tasks.edit', 'task', 'id'),
  ),
  'tasks.complete': request(
    ['desk', 'shell'],
    z.object({ id: Id }),
    Changed,
    needOf('tasks.edit', 'task', 'id'),
  ),
  'tasks.remove': request(['desk'], z.object({ id: Id }), Changed, needOf('tasks.delete', 'task', 'id')),
  /** How full these days (`yyyy-mm-dd` at the workplace) are, against the limit of the settings (row D3). */
  'tasks.load': request(
    ['desk'],
    z.object({ days: z.array(z.iso.date()).min(1).max(62), assigneeId: Id.optional() }),
    z.object({
      limit: z.number().int(),
      days: z.array(z.object({ day: z.iso.date(), tasks: z.number().int(), over: z.boolean() })),
    }),
    need('tasks.view'),
  ),
  'tasks.rules': request(['desk'], Empty, z.array(ReminderRule), atWork),
  'tasks.saveRule': request(
    ['desk'],
    ReminderRule.omit({ version: true }).partial({ id: true }),
    Changed,
    need('firm.administer'),
  ),
  'tasks.removeRule': request(['desk'], z.object({ id: Id }), Changed, need('firm.administer')),
  /** The iCalendar feed (row D5): its secret address on this machine, absent while it is off. */
  'tasks.feed': request(['desk'], Empty, z.object({ url: z.string().optional() }), atWork),
  /** On, off, or on with a new secret: whoever had the old address is out. */
  'tasks.setFeed': request(
    ['desk'],
    z.object({ on: z.boolean(), renew: z.boolean().default(false) }),
    Done,
    atWork,
  ),
} as const;

export const taskEvents = {
  'tasks.changed': z.object({ ids: z.array(Id) }),
  'tasks.rulesChanged': z.array(ReminderRule),
  /** The moment has come. Sent once; again after a postponement. */
  'tasks.due': Task,
} as const;
