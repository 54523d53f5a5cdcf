import type { CallView } from '../../../shared/contract/calls.ts';
import type { LeadRow } from '../../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { AnswerValue, ScriptInput } from '../../../shared/domain/talk-script/script.ts';
import type { Attempt, Story } from './expectation.ts';

/** Writes down what base and log say of the prospect's last attempt, and how the prospect stands. */
export async function noteAttempt(desk: CoreClient, lead: LeadRow, story: Story): Promise<void> {
  const { contactId } = lead;
  const { calls } = await desk.request('calls.list', { contactId, limit: 1 });
  const [call] = calls;
  if (!call) throw new Error(`nobody called ${lead.contactName}`);
  const [run] = await desk.request('talkRuns.ofContact', { contactId });
  const { reading } = call.identity;
  story.attempts.push({
    result: lead.lastResult,
    number: reading.kind === 'e164' ? reading.e164 : call.remote.number,
    next: nextOf(lead, call),
    said: run?.callId === call.id ? run.moves.map(({ nodeId, input }) => `${nodeId}${words(input)}`) : [],
  });
  story.state = lead.state;
  story.end = lead.end;
}

function nextOf({ nextAt, lastAttemptAt = 0 }: LeadRow, call: CallView): Attempt['next'] {
  if (nextAt === undefined) return undefined;
  if (call.outcome === 'callback') return { at: nextAt };
  return { after: nextAt - (call.answeredAt === undefined ? (call.endedAt ?? 0) : lastAttemptAt) };
}

function words(input: ScriptInput): string {
  if (input.kind === 'objection') return `! ${input.nodeId}`;
  return input.kind === 'go' ? '' : `: ${answerOf(input.value)}`;
}

function answerOf(value: AnswerValue): string | number {
  switch (value.kind) {
    case 'one':
      return value.option;
    case 'several':
      return value.options.join(', ');
    case 'yesNo':
      return value.yes ? 'yes' : 'no';
    case 'number':
      return value.number;
    case 'money':
      return `${value.minor} ${value.currency}`;
    case 'date':
      return value.date;
    case 'text':
      return value.text;
    case 'scale':
      return value.step;
  }
}
