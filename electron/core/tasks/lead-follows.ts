import type { Repositories } from '../../../db/repositories/index.ts';

/** A prospect of a list comes up when its promise says: the list's next time follows the promise's. */
export function leadFollows({ tasks, leads }: Pick<Repositories, 'tasks' | 'leads'>, taskId: string): void {
  const { leadId, dueAt, state } = tasks.get(taskId);
  if (leadId === undefined || state === 'done') return;
  const lead = leads.get(leadId);
  // One that is being called, or that is through with, has no next time of ours.
  if (lead?.state === 'waiting' && lead.nextAt !== dueAt) leads.setNextAt(leadId, dueAt);
}
