import type { Call, CallEnd, CallResult } from './call.ts';
import type { EndCause, Fact, Side } from './fact.ts';

/** What the world must do because a call changed; the core carries these out, in order. */
export type Effect = 'identify' | 'startRecording' | 'finishRecording' | 'wrapUp';

export type Transition =
  | { readonly call: Call; readonly effects: readonly Effect[] }
  | { readonly ignored: IgnoredReason };

/** Why a fact changed nothing. Late and repeated facts are normal on a network, so this is not an error. */
export type IgnoredReason = 'unknownCall' | 'duplicate' | 'alreadyEnded' | 'notAnswered' | 'wrongState';

const ignored = (reason: IgnoredReason): Transition => ({ ignored: reason });
const changed = (call: Call, ...effects: Effect[]): Transition => ({ call, effects });

/**
 * The only place where a call changes: `(call, fact) → call' and effects`, pure and total.
 *
 * - An end is final: no later fact reopens or rewords it. The one exception is `reclaimed`, which takes back
 *   an `interrupted` that the core assumed while the phone was out of reach.
 * - Repeated facts are ignored, so a resend after a lost acknowledgement is harmless.
 * - Times never run backwards inside a call, whatever the clocks of the reporters do.
 */
export function transition(call: Call | undefined, fact: Fact): Transition {
  if (fact.kind === 'incoming' || fact.kind === 'dialing') {
    return call === undefined ? changed(begin(fact), 'identify') : ignored('duplicate');
  }
  if (call === undefined) return ignored('unknownCall');
  if (fact.kind === 'reclaimed') return reclaim(call);
  if (call.state === 'ended') return afterEnd(call, fact);

  switch (fact.kind) {
    case 'progress':
      return progress(call, fact.at);
    case 'answered':
      return answer(call, fact.at);
    case 'held':
      return setHold(call, fact.by, true, fact.at);
    case 'resumed':
      return setHold(call, fact.by, false, fact.at);
    case 'signalLost':
    case 'soundLost':
      return lose(call, fact.kind, fact.at);
    case 'signalBack':
    case 'soundBack':
      return regain(call, fact.kind);
    case 'joined':
    case 'parted':
      return setJoined(call, fact.kind === 'joined');
    case 'muted':
    case 'unmuted':
      return setMuted(call, fact.kind === 'muted');
    case 'toneSent':
    case 'recordingPaused':
    case 'recordingResumed':
    case 'announced':
      return call.answeredAt === undefined ? ignored('notAnswered') : changed(call);
    case 'transferred':
      return call.answeredAt === undefined
        ? ignored('notAnswered')
        : changed({ ...call, transferredTo: fact.target });
    case 'ended':
      return end(call, fact.at, {
        result: resultOf(call, fact.cause, fact.by),
        cause: fact.cause,
        by: fact.by,
        ...(fact.sipCode === undefined ? {} : { sipCode: fact.sipCode }),
        ...(fact.reason === undefined ? {} : { reason: fact.reason }),
      });
    case 'interrupted':
      return end(call, fact.at, { result: 'interrupted', cause: 'interrupted', by: 'unknown' });
  }
}

function begin(fact: Extract<Fact, { kind: 'incoming' | 'dialing' }>): Call {
  const inbound = fact.kind === 'incoming';
  return {
    id: fact.callId,
    accountId: fact.accountId,
    direction: inbound ? 'inbound' : 'outbound',
    state: inbound ? 'ringing' : 'dialing',
    remote: fact.remote,
    ...(inbound && fact.dialled !== undefined ? { dialled: fact.dialled } : {}),
    startedAt: fact.at,
    hold: { operator: false, customer: false },
    heldMs: 0,
    muted: false,
    joined: false,
  };
}

function progress(call: Call, at: number): Transition {
  if (call.direction === 'inbound' || call.answeredAt !== undefined) return ignored('wrongState');
  return call.progressAt === undefined
    ? changed({ ...call, progressAt: notBefore(call, at) })
    : ignored('duplicate');
}

function answer(call: Call, at: number): Transition {
  if (call.answeredAt !== undefined) return ignored('duplicate');
  return changed({ ...call, state: 'talking', answeredAt: notBefore(call, at) }, 'startRecording');
}

function setHold(call: Call, by: Side, held: boolean, at: number): Transition {
  if (call.answeredAt === undefined) return ignored('notAnswered');
  if (call.hold[by] === held) return ignored('duplicate');
  const hold = { ...call.hold, [by]: held };
  const anyHeld = hold.operator || hold.customer;
  const { heldSince, ...rest } = call;
  if (anyHeld) {
    return changed({ ...rest, hold, state: 'held', heldSince: heldSince ?? notBefore(call, at) });
  }
  return changed({ ...rest, hold, state: 'talking', heldMs: call.heldMs + sinceHeld(call, at) });
}

function setMuted(call: Call, muted: boolean): Transition {
  return call.muted === muted ? ignored('duplicate') : changed({ ...call, muted });
}

/** A call that nobody has answered has no sound to lose, but it can lose its PBX. */
function lose(call: Call, what: 'signalLost' | 'soundLost', at: number): Transition {
  if (what === 'soundLost' && call.answeredAt === undefined) return ignored('notAnswered');
  const key = what === 'signalLost' ? 'signalLostAt' : 'soundLostAt';
  return call[key] === undefined ? changed({ ...call, [key]: notBefore(call, at) }) : ignored('duplicate');
}

function regain(call: Call, what: 'signalBack' | 'soundBack'): Transition {
  const { signalLostAt, soundLostAt, ...rest } = call;
  if ((what === 'signalBack' ? signalLostAt : soundLostAt) === undefined) return ignored('duplicate');
  const other =
    what === 'signalBack'
      ? soundLostAt === undefined
        ? {}
        : { soundLostAt }
      : signalLostAt === undefined
        ? {}
        : { signalLostAt };
  return changed({ ...rest, ...other });
}

function setJoined(call: Call, joined: boolean): Transition {
  if (call.answeredAt === undefined) return ignored('notAnswered');
  return call.joined === joined ? ignored('duplicate') : changed({ ...call, joined });
}

function end(call: Call, at: number, how: CallEnd): Transition {
  const { heldSince: _held, signalLostAt: _signal, soundLostAt: _sound, ...rest } = call;
  const endedAt = notBefore(call, at);
  const ended: Call = {
    ...rest,
    state: 'ended',
    joined: false,
    endedAt,
    heldMs: call.heldMs + sinceHeld(call, endedAt),
    end: how,
  };
  // Wrap-up belongs to attempts of ours and to talks; a call that nobody took has nothing to wrap up.
  const wrapUp: Effect[] = call.direction === 'outbound' || call.answeredAt !== undefined ? ['wrapUp'] : [];
  return call.answeredAt === undefined
    ? changed(ended, ...wrapUp)
    : changed(ended, 'finishRecording', ...wrapUp);
}

/** Only a firm word may replace an assumed end; everything else is too late. */
function afterEnd(call: Call, fact: Fact): Transition {
  if (call.end?.cause !== 'interrupted' || fact.kind !== 'ended') return ignored('alreadyEnded');
  const reopened = reclaim(call);
  return 'call' in reopened ? transition(reopened.call, fact) : reopened;
}

function reclaim(call: Call): Transition {
  if (call.end?.cause !== 'interrupted') return ignored('wrongState');
  const { end: _end, endedAt: _endedAt, ...rest } = call;
  const held = call.hold.operator || call.hold.customer;
  const state =
    call.answeredAt === undefined
      ? call.direction === 'inbound'
        ? 'ringing'
        : 'dialing'
      : held
        ? 'held'
        : 'talking';
  const again: Call = {
    ...rest,
    state,
    ...(held && call.endedAt !== undefined ? { heldSince: call.endedAt } : {}),
  };
  return call.answeredAt === undefined ? changed(again) : changed(again, 'startRecording');
}

function resultOf(call: Call, cause: EndCause, by: Side | 'network'): CallResult {
  if (call.answeredAt !== undefined) return 'answered';
  if (cause === 'answeredElsewhere') return 'answeredElsewhere';
  if (call.direction === 'inbound') return inboundResult(cause, by);
  switch (cause) {
    case 'busy':
      return 'busy';
    case 'declined':
      return 'declined';
    case 'noAnswer':
      return 'noAnswer';
    case 'cancelled':
    case 'hangup':
      return by === 'operator' ? 'cancelled' : 'noAnswer';
    default:
      return 'failed';
  }
}

function inboundResult(cause: EndCause, by: Side | 'network'): CallResult {
  if (cause === 'forwarded') return 'forwarded';
  if (by === 'operator' && (cause === 'declined' || cause === 'busy' || cause === 'hangup'))
    return 'declined';
  switch (cause) {
    case 'mediaFailed':
    case 'microphoneRefused':
    case 'error':
      return 'failed';
    default:
      return 'missed';
  }
}

const sinceHeld = (call: Call, at: number): number =>
  call.heldSince === undefined ? 0 : Math.max(0, at - call.heldSince);

/**
 * The latest moment that the call already knows of: reporters' clocks may differ by some milliseconds. The finished
 * holds lie between the answer and now, so it is later than the answer by their length at least.
 */
function notBefore(call: Call, at: number): number {
  const { startedAt, progressAt = 0, answeredAt = 0, heldSince = 0, heldMs } = call;
  return Math.max(at, startedAt, progressAt, answeredAt + heldMs, heldSince);
}
