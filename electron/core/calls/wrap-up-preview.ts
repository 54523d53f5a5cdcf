import type { Db } from '../../../db/open.ts';
import type { CallRecord, Repositories } from '../../../db/repositories/index.ts';
import type { OutcomeStanding } from '../../../shared/contract/calls.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Input, Output } from '../../../shared/contract/index.ts';
import type { LiveCalls } from './live-calls.ts';
import { createSettlement } from './wrap-up.ts';

type Name = 'calls.previewWrapUp';

/** Thrown to take the trial back. */
const TRIED = new Error('tried');

/**
 * What an outcome would change, found by doing it and taking it back in the same transaction: what is shown before it is
 * saved cannot differ from what saving does.
 */
export function createWrapUpPreview(options: {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly live: Pick<LiveCalls, 'amend'>;
}): (input: Input<Name>) => Output<Name> {
  const { db, repositories } = options;
  const settle = createSettlement(options);

  function record(callId: string): CallRecord {
    const found = repositories.calls.get(callId);
    if (!found) throw new Failure('notFound');
    return found;
  }

  return (input) => {
    let found: Output<Name> | undefined;
    try {
      db.transaction(() => {
        const before = standing(record(input.callId), repositories);
        const { remarks } = settle({ ...input, close: true });
        found = { before, after: standing(record(input.callId), repositories), remarks };
        throw TRIED;
      });
    } catch (error) {
      if (!found) throw error;
    }
    if (!found) throw new Failure('internal');
    return found;
  };
}

function standing({ call, contactId, leadId, identity }: CallRecord, from: Repositories): OutcomeStanding {
  const contact = contactId === undefined ? undefined : from.contacts.get(contactId);
  const { reading } = identity;
  const promise = promiseOf(call.id, from);
  const lead = leadId === undefined ? undefined : from.leads.get(leadId);
  return {
    ...(contact ? { stage: contact.stage } : {}),
    forbidden: {
      customer: contactId !== undefined && from.doNotCall.hasContact(contactId),
      number: reading.kind === 'e164' && from.doNotCall.hasNumber(reading.e164),
    },
    ...(promise ? { promise } : {}),
    ...(lead
      ? { lead: { state: lead.state, ...(lead.nextAt === undefined ? {} : { nextAt: lead.nextAt }) } }
      : {}),
  };
}

function promiseOf(callId: string, { carriedOut, tasks }: Repositories): OutcomeStanding['promise'] {
  const taskId = carriedOut.of(callId)?.taskId;
  if (taskId === undefined) return undefined;
  try {
    const { dueAt, zone, title, state } = tasks.get(taskId);
    return { dueAt, zone, title, open: state === 'open' };
  } catch {
    // Taken out by somebody since.
    return undefined;
  }
}
