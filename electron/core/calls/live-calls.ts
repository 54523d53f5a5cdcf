import { type CallRecord, type Repositories, viewOfNew } from '../../../db/repositories/index.ts';
import type { CallPurpose, CallView, Identity, LiveCall } from '../../../shared/contract/calls.ts';
import type { Card } from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { type Call, isLive } from '../../../shared/domain/call/call.ts';
import type { Fact, PauseReason, RemoteParty } from '../../../shared/domain/call/fact.ts';
import { type Effect, transition } from '../../../shared/domain/call/transition.ts';
import type { Log } from '../host/log.ts';

export interface LiveCallsOptions {
  readonly repositories: Repositories;
  readonly log: Log;
  readonly now: () => number;
  readonly identify: (remote: RemoteParty, contactId: string | undefined) => Identity;
  /** `undefined` when the customer was deleted since. */
  readonly card: (contactId: string) => Card | undefined;
  /** IANA zone of the customer. */
  readonly zone?: (card: Card, call: CallView) => string;
  /** When sound of the call last came to disk, UTC ms. */
  readonly lastHeard: (callId: string) => number | undefined;
  /** Why its recording leaves out what is said now. */
  readonly pauseOf: (callId: string) => PauseReason | undefined;
  /** On the screens; of a call that has just begun to ring before it is kept. */
  readonly show: (live: LiveCall) => void;
  /** It is kept, and on the screens. */
  readonly onChanged: (live: LiveCall) => void;
  /** Recording effects; identification and wrap-up are the call record's own. */
  readonly onEffect: (effect: Exclude<Effect, 'identify' | 'wrapUp'>, callId: string) => void;
  /** The call is over and kept. Runs after everybody was told. */
  readonly onEnded: (callId: string) => void;
}

/** What the operator asked for before the phone stated its first fact of an outbound call. */
export interface Intention {
  readonly contactId?: string | undefined;
  readonly purpose: CallPurpose;
  /** Of a `consult`: the call that waits for it. */
  readonly consultFor?: string | undefined;
  /** The list and the prospect for which it is dialled. */
  readonly campaignId?: string | undefined;
  readonly leadId?: string | undefined;
}

/**
 * The calls of now. Takes facts, lets the pure model decide, writes row and fact in one durable transaction, and
 * only then tells anybody. One thing is told before: that it rings, and who it is. That write may have to wait for an import and for a
 * disk; the operator need not. The phone says the fact again until it is kept.
 */
export function createLiveCalls(options: LiveCallsOptions) {
  const { repositories, log } = options;
  const live = new Map<string, CallRecord>();
  const intentions = new Map<string, Intention>();
  /** Calls to feature codes: nobody sees them but the one who sent them on their way. */
  const errands = new Map<string, (call: Call) => void>();
  /** Attended transfers under way: the customer's call to that of the one who takes over. */
  const handOvers = new Map<string, string>();
  /** Rings that were told and are not kept: the disk does not take them. */
  const unkept = new Map<string, LiveCall>();
  /** When each live call was last heard of: an interrupted call ended then, not when we noticed. */
  const lastSeen = new Map<string, number>();

  for (const record of repositories.calls.open()) live.set(record.call.id, record);

  function view(callId: string): LiveCall {
    const call = withPause(repositories.calls.view(callId));
    const card = call.contactId === undefined ? undefined : options.card(call.contactId);
    if (card === undefined) return { call };
    // The table of zones is read when it is first needed: not between a ring and its card.
    const zone = call.state === 'ringing' ? undefined : options.zone?.(card, call);
    return { call, card, ...(zone === undefined ? {} : { zone }) };
  }

  function withPause(call: CallView): CallView {
    const paused = call.recording?.state === 'recording' ? options.pauseOf(call.id) : undefined;
    return call.recording && paused ? { ...call, recording: { ...call.recording, paused } } : call;
  }

  function begin(fact: Fact, record: CallRecord): CallRecord {
    const intention = intentions.get(fact.callId);
    intentions.delete(fact.callId);
    const { purpose = 'talk', consultFor, campaignId, leadId } = intention ?? {};
    const found = options.identify(record.call.remote, intention?.contactId);
    // A feature code is nobody's number, whatever digits it has.
    const identity = purpose === 'service' ? { ...found, matches: [] } : found;
    const contactId = identity.matches[0]?.contactId;
    return {
      ...record,
      identity,
      purpose,
      ...(consultFor === undefined ? {} : { consultFor }),
      ...(campaignId === undefined ? {} : { campaignId }),
      ...(leadId === undefined ? {} : { leadId }),
      ...(contactId === undefined ? {} : { contactId }),
    };
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
          purpose: 'talk',
        };
    if (result.effects.includes('identify')) record = begin(fact, record);
    // What was asked of a colleague or of the PBX is no business with a customer.
    // One that was closed during the talk (an answering machine) stays closed.
    if (result.effects.includes('wrapUp') && record.purpose === 'talk' && record.wrapUp !== 'done')
      record = { ...record, wrapUp: 'open' };
    const isNewRing = before === undefined && record.call.state === 'ringing';
    if (isNewRing) ring(record);
    const cameBack = before !== undefined && !isLive(before.call) && isLive(result.call);
    if (cameBack) record = { ...record, wrapUp: 'none' };

    repositories.calls.saveWithFact(record, fact);
    unkept.delete(fact.callId);
    if (isLive(record.call)) live.set(fact.callId, record);
    else live.delete(fact.callId);
    seen(fact.callId, fact.at);
    told(record.call, isNewRing);
    for (const effect of result.effects) {
      if (effect === 'identify' || effect === 'wrapUp' || record.purpose === 'service') continue;
      options.onEffect(effect, fact.callId);
    }
    if (fact.kind === 'transferred') handedOver(record.call, fact.at);
    if (!isLive(record.call)) over(fact.callId);
  }

  function ring(record: CallRecord): void {
    const card = record.contactId === undefined ? undefined : options.card(record.contactId);
    const ringing = { call: viewOfNew(record, card), ...(card ? { card } : {}) };
    unkept.set(record.call.id, ringing);
    options.show(ringing);
  }

  function told(call: Call, isShown: boolean): void {
    const errand = errands.get(call.id);
    if (errand) errand(call);
    // Nothing of it changes by being kept, and the screen has its card to paint.
    else if (isShown) options.onChanged(view(call.id));
    else tell(call.id);
  }

  function tell(callId: string): LiveCall {
    const changed = view(callId);
    options.show(changed);
    options.onChanged(changed);
    return changed;
  }

  /** The one who took over now talks with our customer: the record of the question says so as well. */
  function handedOver({ id, remote }: Call, at: number): void {
    const partner = handOvers.get(id);
    handOvers.delete(id);
    const record = partner === undefined ? undefined : repositories.calls.get(partner);
    if (!record || record.call.transferredTo !== undefined) return;
    const { call } = record;
    if (isLive(call)) apply({ kind: 'transferred', callId: call.id, at, target: remote.number });
    else {
      repositories.calls.save({ ...record, call: { ...call, transferredTo: remote.number } });
      tell(call.id);
    }
  }

  function over(callId: string): void {
    errands.delete(callId);
    handOvers.delete(callId);
    try {
      options.onEnded(callId);
    } catch (error) {
      // The end itself is kept; what is reckoned up after it must not make the phone say it again.
      log.error({ err: error, callId }, 'the end of a call could not be settled');
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
    /** Anything rings, is dialled or talked, but for what is said to the PBX itself. */
    isBusy: () => [...live.keys()].some((callId) => !errands.has(callId)),
    /** Ids of the calls that were answered and have not ended; what is said to the PBX itself is no talk. */
    talks: () =>
      [...live.values()]
        .filter(({ call, purpose }) => call.answeredAt !== undefined && purpose !== 'service')
        .map(({ call }) => call.id),
    /** Sound of this call has just arrived, so it lived until now. */
    alive: (callId: string) => seen(callId, options.now()),
    intend: (callId: string, intention: Intention) => void intentions.set(callId, intention),
    /** The phone could not dial it. */
    forget(callId: string): void {
      intentions.delete(callId);
      errands.delete(callId);
    },
    /** A call that only `onChanged` hears of: it is not shown to anybody. */
    errand: (callId: string, onChanged: (call: Call) => void) => void errands.set(callId, onChanged),
    /** The other side of `callId` is about to be put through to that of `toCallId`. */
    handOver: (callId: string, toCallId: string) => void handOvers.set(callId, toCallId),
    /** It was not: the PBX or the phone refused. */
    keepBoth: (callId: string) => void handOvers.delete(callId),
    /** What the desk shows in its call bar: live calls, and those whose wrap-up is open. */
    list(): LiveCall[] {
      const wrapUps = repositories.calls.openWrapUps().map(({ call }) => call.id);
      const shown = [...live.keys()].filter((callId) => !errands.has(callId));
      return [...new Set([...shown, ...wrapUps])].map(view);
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
      return tell(callId);
    },
    /** Ends what no phone holds any more. `held`: the ids that one still does. */
    interruptAllBut(held: readonly string[]): string[] {
      const lost = [...live.keys()].filter((callId) => !held.includes(callId));
      for (const callId of lost) {
        apply({ kind: 'interrupted', callId, at: lastSeen.get(callId) ?? lastKnown(callId) });
      }
      for (const [callId, { call }] of unkept) {
        if (held.includes(callId)) continue;
        unkept.delete(callId);
        options.show({ call: { ...call, state: 'ended', endedAt: options.now() } });
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
