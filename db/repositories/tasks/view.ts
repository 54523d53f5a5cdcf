import type { Task } from '../../../shared/contract/contacts.ts';
import { present } from '../present.ts';

/**
 * A task with what a reminder needs; `t` is the task. The number: its own, else the call's, else the customer's. Whoever
 * has to do it: the assignee, else the author.
 */
export const TASK = `select t.id, t.version, c.id as contactId, c.name as contactName, t.call_id as callId, t.title,
    t.due_at as dueAt, t.zone, t.minutes, coalesce(t.assignee_id, t.author_id) as assigneeId,
    (select u.name from users u where u.id = coalesce(t.assignee_id, t.author_id)) as assigneeName,
    t.rule_id as ruleId, t.lead_id as leadId, t.done, t.postponements, t.done_at as doneAt, t.rang_at as rangAt,
    coalesce(t.phone, '+' || k.e164, nullif(k.remote_number, ''),
      (select coalesce('+' || p.e164, p.raw) from contact_phones p where p.contact_id = c.id and p.deleted_at is null
       order by p.main desc, p.position limit 1)) as phone
  from tasks t left join contacts c on c.id = t.contact_id and c.deleted_at is null
  left join calls k on k.id = t.call_id`;

export interface RawTask {
  readonly id: string;
  readonly version: number;
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly callId: string | null;
  readonly title: string;
  readonly dueAt: number;
  readonly zone: string;
  readonly minutes: number;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly ruleId: string | null;
  readonly leadId: string | null;
  readonly done: number;
  readonly postponements: number;
  readonly doneAt: number | null;
  readonly rangAt: number | null;
  readonly phone: string | null;
}

export const toTask = ({ done, ...raw }: RawTask): Task =>
  present({ ...raw, state: done === 1 ? ('done' as const) : ('open' as const) });
