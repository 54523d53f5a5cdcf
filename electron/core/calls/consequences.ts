import { isDeepStrictEqual } from 'node:util';
import type { CallRecord, CarriedOut, Repositories } from '../../../db/repositories/index.ts';
import type { WrapUpRemark } from '../../../shared/contract/calls.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { STAGES, stageAfter } from '../../../shared/domain/contact/stage.ts';
import type { Consequences, OutcomeNode } from '../../../shared/domain/outcome/outcome.ts';
import { CALLED_IN, TALKED } from '../../../shared/domain/pacing/lead.ts';
import { retryCause } from '../../../shared/domain/pacing/retry-cause.ts';

/** A promise that is made with the outcome. */
export interface FollowUp {
  readonly dueAt: number;
  readonly zone: string;
  readonly title: string;
}

interface Task {
  readonly record: CallRecord;
  readonly node: OutcomeNode | undefined;
  /** Null: none after all. */
  readonly followUp: FollowUp | null | undefined;
  /** The wrap-up is over. Before that only a promise is made. */
  readonly final: boolean;
  readonly unattended: boolean | undefined;
}

export interface Told {
  readonly remarks: WrapUpRemark[];
  readonly taskIds: string[];
  readonly contactIds: string[];
}

/** Runs in the caller's transaction. */
export function createConsequences({ contacts, tasks, leads, doNotCall, carriedOut }: Repositories) {
  const taskOf = (id: string | undefined) => {
    try {
      return id === undefined ? undefined : tasks.get(id);
    } catch {
      // Taken out by somebody since.
      return undefined;
    }
  };

  /** The promise that holds afterwards. */
  function promise({ record, node, followUp }: Task, before: CarriedOut, told: Told): string | undefined {
    const made = taskOf(before.taskId);
    const unwanted =
      followUp !== undefined ||
      (node !== undefined && node.key !== before.outcome && node.consequences.promise === 'none');
    if (made && unwanted) {
      const same =
        followUp &&
        made.dueAt === followUp.dueAt &&
        made.title === followUp.title &&
        made.zone === followUp.zone;
      if (same) return made.id;
      if (made.state === 'open') {
        tasks.remove(made.id);
        told.taskIds.push(made.id);
      } else if (!followUp) told.remarks.push('promiseKept');
    }
    if (!followUp) return unwanted ? undefined : made?.id;
    const { contactId, leadId } = record;
    const { id } = tasks.create({ ...followUp, callId: record.call.id, contactId, leadId });
    told.taskIds.push(id);
    return id;
  }

  function takeBack(before: CarriedOut, told: Told): void {
    const { contactId, stageFrom, stageTo, doNotCallId } = before;
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    const stage = STAGES.find((known) => known === stageFrom);
    if (contact && stage !== undefined) {
      if (contact.stage === stageTo) {
        contacts.setStage(contact.id, stage);
        told.contactIds.push(contact.id);
      } else told.remarks.push('stageKept');
    }
    if (doNotCallId !== undefined && doNotCall.get(doNotCallId)) doNotCall.remove(doNotCallId);
  }

  /** No outcome after all: the prospect is where the attempt alone put it. */
  function unsettle({ call, identity: { reading } }: CallRecord, leadId: string): void {
    const { id: callId, answeredAt, endedAt, end, remote, direction } = call;
    if (endedAt === undefined) return;
    const talked = direction === 'inbound' ? CALLED_IN : TALKED;
    leads.apply(leadId, {
      ...{ kind: 'unsettled', at: endedAt, callId },
      left: answeredAt === undefined ? retryCause(end?.result) : talked,
      number: reading.kind === 'e164' ? reading.e164 : remote.number,
    });
  }

  function moveStage(contactId: string | undefined, { stage }: Consequences, told: Told): CarriedOut {
    const contact = contactId === undefined ? undefined : contacts.get(contactId);
    const next = contact && stage !== undefined ? stageAfter(contact.stage, stage) : undefined;
    if (!contact || next === undefined || next === contact.stage) return {};
    contacts.setStage(contact.id, next);
    told.contactIds.push(contact.id);
    return { stageFrom: contact.stage, stageTo: next };
  }

  function forbid({ identity, contactId, note }: CallRecord, node: OutcomeNode, told: Told): CarriedOut {
    const asked = node.consequences.doNotCall;
    if (asked === 'no') return {};
    const reason = (note || node.name || '').slice(0, 300);
    if (asked === 'customer' && contactId !== undefined)
      return doNotCall.hasContact(contactId) ? {} : { doNotCallId: doNotCall.add({ contactId, reason }).id };
    const { reading } = identity;
    if (reading.kind !== 'e164') {
      told.remarks.push('noNumber');
      return {};
    }
    const number = reading.e164;
    return doNotCall.hasNumber(number) ? {} : { doNotCallId: doNotCall.add({ number, reason }).id };
  }

  return {
    carryOut(task: Task): Told {
      const { record, node, final } = task;
      const { contactId, leadId } = record;
      const callId = record.call.id;
      const told: Told = { remarks: [], taskIds: [], contactIds: [] };
      const before = carriedOut.of(callId) ?? {};
      const taskId = promise(task, before, told);
      let now: CarriedOut = { ...before, taskId };
      if (final) {
        const asks = node?.consequences.promise === 'required' && !task.unattended;
        if (asks && taskId === undefined) throw new Failure('promiseMissing');
        if (node?.key !== before.outcome || contactId !== before.contactId) {
          takeBack(before, told);
          now = { taskId, outcome: node?.key, contactId };
          if (node)
            now = { ...now, ...moveStage(contactId, node.consequences, told), ...forbid(record, node, told) };
        }
        const promiseAt = taskOf(taskId)?.dueAt;
        if (node && leadId !== undefined)
          leads.settle(leadId, { callId, outcome: node.key, consequences: node.consequences, promiseAt });
        else if (leadId !== undefined && before.outcome !== undefined) unsettle(record, leadId);
      }
      if (!isDeepStrictEqual(compact(now), compact(before))) carriedOut.add(callId, now);
      return told;
    },
  };
}

const compact = (carriedOut: CarriedOut): Record<string, unknown> =>
  Object.fromEntries(Object.entries(carriedOut).filter(([, value]) => value !== undefined));
