import { causeOf, dialledCustomer, isHidden, isIncoming } from '../../../../shared/domain/missed/pbx.ts';
import type { AmiMessage } from './lines.ts';
import { forgetOldest, missedCall, type PbxOutcome, talkWith } from './outcome.ts';

export const CALL_EVENTS: ReadonlySet<string> = new Set([
  'Newchannel',
  'Newstate',
  'DialBegin',
  'QueueCallerJoin',
  'QueueCallerAbandon',
  'BridgeEnter',
  'Hangup',
]);

/** More calls at once than the largest exchange has; the oldest are then forgotten, and the file of past calls tells of them. */
const MOST_CALLS = 20_000;
const UP = '6';
/** Ends that say nothing of why: the caller hung up. */
const CALLER_GAVE_UP = new Set([0, 16]);

interface LiveCall {
  readonly at: number;
  readonly incoming: boolean;
  /** Of the customer: who called, or who was called. */
  number: string;
  line: string;
  /** It rang somewhere or waited in a queue; without that, a machine of the exchange was enough for the caller. */
  sought: boolean;
  answered: boolean;
  abandoned: boolean;
  talked: boolean;
}

/**
 * Follows the calls of a PBX by its events. A call is known by its caller's channel, and is over when that is; what began
 * before we listened is left to the file of past calls, but for a queue that is left.
 */
export function createLivePbxCalls(options: {
  readonly incoming: readonly string[];
  readonly now: () => number;
  readonly most?: number;
}) {
  const { incoming, now, most = MOST_CALLS } = options;
  const calls = new Map<string, LiveCall>();

  function begin(name: string, event: AmiMessage, at: number): LiveCall {
    const field = (of: string) => event.get(of) ?? '';
    const number = field('CallerIDNum');
    const inside = !isIncoming({ number, context: field('Context'), channel: field('Channel') }, incoming);
    const call: LiveCall = {
      at,
      incoming: !inside,
      number: inside ? '' : number,
      line: field('Exten'),
      sought: false,
      answered: false,
      abandoned: false,
      talked: false,
    };
    calls.set(name, call);
    forgetOldest(calls, most);
    return call;
  }

  function ended(name: string, call: LiveCall, q850: number): PbxOutcome | undefined {
    calls.delete(name);
    const { at, line, number, abandoned } = call;
    const inVain = call.sought || !call.answered || !CALLER_GAVE_UP.has(q850);
    if (!call.incoming || call.talked || !inVain) return undefined;
    const cause = abandoned ? 'leftQueue' : causeOf(q850);
    return missedCall(name, number, { at, endedAt: now(), cause, line });
  }

  function queued(name: string, event: AmiMessage, known: LiveCall | undefined): LiveCall {
    const waited = Number(event.get('HoldTime') ?? 0) * 1000;
    const call = known ?? begin(name, event, now() - (Number.isFinite(waited) ? waited : 0));
    call.sought = true;
    call.line = event.get('Queue') ?? call.line;
    const number = event.get('CallerIDNum') ?? '';
    // The dial plan may have completed it on the way.
    if (call.incoming && !isHidden(number)) call.number = number;
    return call;
  }

  return {
    /** What this event decides, if it does. */
    take(event: AmiMessage): PbxOutcome | undefined {
      const name = event.get('Linkedid') ?? event.get('DestLinkedid');
      if (name === undefined) return undefined;
      /** Of the caller, not of a phone that it rings. */
      const own = event.get('Uniqueid') === name;
      const call = calls.get(name);
      switch (event.get('Event')) {
        case 'Newchannel':
          if (own && !call) begin(name, event, now());
          return undefined;
        case 'Newstate':
          if (call && own && event.get('ChannelState') === UP) call.answered = true;
          return undefined;
        case 'DialBegin':
          if (!call) return undefined;
          call.sought = true;
          if (!call.incoming) call.number = dialledCustomer(event.get('DialString') ?? '') ?? call.number;
          return undefined;
        case 'QueueCallerJoin':
          if (own) queued(name, event, call);
          return undefined;
        case 'QueueCallerAbandon':
          if (own) queued(name, event, call).abandoned = true;
          return undefined;
        case 'BridgeEnter':
          // Whoever is parked, or waits for music, is in a bridge as well.
          if (!call || call.talked || event.get('BridgeTechnology') === 'holding_bridge') return undefined;
          if (Number(event.get('BridgeNumChannels')) < 2) return undefined;
          call.talked = true;
          return isHidden(call.number) ? undefined : talkWith(call.number, now());
        case 'Hangup':
          return call && own ? ended(name, call, Number(event.get('Cause') ?? 0)) : undefined;
        default:
          return undefined;
      }
    },
    /** The connection is gone: nobody knows how these end. */
    clear: () => calls.clear(),
    size: () => calls.size,
  };
}
