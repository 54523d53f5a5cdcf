import type { CallRecord, Repositories } from '../../../db/repositories/index.ts';
import type { Identity, LiveCall } from '../../../shared/contract/calls.ts';
import type { Card } from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { isLive } from '../../../shared/domain/call/call.ts';
import type { Fact, RemoteParty } from '../../../shared/domain/call/fact.ts';
import { type Effect, transition } from '../../../shared/domain/call/transition.ts';
import type { Log } from '../host/log.ts';

export interface LiveCallsOptions {
  readonly repositories: Repositories;
  readonly log: Log;
  readonly now: () => number;
  readonly identify: (remote: RemoteParty, contactId: string | undefined) => Identity;
  /** `undefined` when the customer was deleted since. */
  readonly card: (contactId: string) => Card | undefined;
  /** When sound of the call last came to disk, UTC ms. */
  readonly lastHeard: (callId: string) => number | undefined;
  readonly onChanged: (live: LiveCall) => void;
  /** Recording effects; identification and wrap-up are the call record's own. */
  readonly onEffect: (effect: Exclude<Effect, 'identify' | 'wrapUp'>, callId: string) => void;
}

/** What the operator asked for before the phone stated its first fact of an outbound call. */
interface Intention {
  readonly contactId: string | undefined;
}

/**
 * The calls of now. Takes facts, lets the pure model decide, writes row and fact in one durable transaction, and
 * only then tells anybody.
 */
export function createLiveCalls(options: LiveCallsOptions) {
  const { repositories, log } = options;
  const live = new Map<string, CallRecord>();
  const intentions = new Map<string, Intention>();
  /** When each live call was last heard of: an interrupted call ended then, not when we noticed. */
  const lastSeen = new Map<string, number>();

  for (const record of repositories.calls.open()) live.set(record.call.id, record);

  function view(callId: string): LiveCall {
    const call = repositories.calls.view(callId);
    const card = call.contactId === undefined ? undefined : options.card(call.contactId);
    return card ? { call, card } : { call };
  }

  function begin(fact: Fact, record: CallRecord): CallRecord {
    const intention = intentions.get(fact.callId);
    intentions.delete(fact.callId);
    const identity = options.identify(record.call.remote, intention?.contactId);
    const contactId = identity.matches[0]?.contactId;
    return { ...record, identity, ...(contactId === undefined ? {} : { contactId }) };
  }

  function apply(fact: Fact): void {
    const before = live.get(fact.callId) ?? repositories.calls.get(fact.callId);
    const result = transition(before?.call, fact);
    if ('ignored' in result) {
      log.debug({ callId: fact.callId, fact: fact.kind, reason: result.ignored }, 'fact ignored');
      return;
    }
    let record: CallRecord = before
      ? { ...before, call: result.call }
      : {
          call: result.call,
          identity: { reading: { kind: 'anonymous' }, matches: [] },
          note: '',
          wrapUp: 'none',
        };
    if (result.effects.includes('identify')) record = begin(fact, record);
    if (result.effects.includes('wrapUp')) record = { ...record, wrapUp: 'open' };
    if (isLive(result.call) && record.wrapUp === 'open') record = { ...record, wrapUp: 'none' };

    repositories.calls.saveWithFact(record, fact);
    if (isLive(record.call)) live.set(fact.callId, record);
    else live.delete(fact.callId);
    seen(fact.callId, fact.at);
    options.onChanged(view(fact.callId));
    for (const effect of result.effects) {
      if (effect !== 'identify' && effect !== 'wrapUp') options.onEffect(effect, fact.callId);
    }
  }

  /** After a crash of ours: the last fact that we wrote, or the last sound. */
  function lastKnown(callId: string): number {
    const facts = repositories.calls.facts(callId).map(({ receivedAt }) => receivedAt);
    return Math.max(0, ...facts, options.lastHeard(callId) ?? 0);
  }

  function seen(callId: string, at: number): void {
    if (live.has(callId)) lastSeen.set(callId, Math.max(at, lastSeen.get(callId) ?? 0));
    else lastSeen.delete(callId);
  }

  return {
    apply,
    view,
    isLive: (callId: string) => live.has(callId),
    /** Ids of the calls that were answered and have not ended. */
    talks: () =>
      [...live.values()].filter(({ call }) => call.answeredAt !== undefined).map(({ call }) => call.id),
    /** Sound of this call has just arrived, so it lived until now. */
    alive: (callId: string) => seen(callId, options.now()),
    intend: (callId: string, intention: Intention) => void intentions.set(callId, intention),
    /** What the desk shows in its call bar: live calls, and those whose wrap-up is open. */
    list(): LiveCall[] {
      const wrapUps = repositories.calls.openWrapUps().map(({ call }) => call.id);
      return [...new Set([...live.keys(), ...wrapUps])].map(view);
    },
    /**
     * Changes what we keep about a call, not the call: who it was, outcome, note. Runs inside the caller's
     * transaction, so nobody is told: `announce` does that when it is committed.
     */
    amend(callId: string, change: (record: CallRecord) => CallRecord): void {
      const record = repositories.calls.get(callId);
      if (!record) throw new Failure('notFound');
      repositories.calls.save(change(record));
    },
    announce(callId: string): LiveCall {
      const record = repositories.calls.get(callId);
      if (record && live.has(callId)) live.set(callId, record);
      const changed = view(callId);
      options.onChanged(changed);
      return changed;
    },
    /** Ends what no phone holds any more. `held`: the ids that one still does. */
    interruptAllBut(held: readonly string[]): string[] {
      const lost = [...live.keys()].filter((callId) => !held.includes(callId));
      for (const callId of lost) {
        apply({ kind: 'interrupted', callId, at: lastSeen.get(callId) ?? lastKnown(callId) });
      }
      return lost;
    },
    /** A phone has these calls; one that we gave up comes back. */
    reclaim(callIds: readonly string[]): void {
      for (const callId of callIds)
        if (!live.has(callId)) apply({ kind: 'reclaimed', callId, at: options.now() });
    },
  };
}

export type LiveCalls = ReturnType<typeof createLiveCalls>;
