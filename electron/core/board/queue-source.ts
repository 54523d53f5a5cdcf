import type { BoardNews, BoardState, SeenPerson } from '../../../shared/domain/board/board.ts';
import type { AmiWatcher } from '../missed/ami/ami.ts';
import type { AmiMessage } from '../missed/ami/lines.ts';
import type { AmiLink } from '../missed/ami/link.ts';
import type { BoardTeller } from './source.ts';

/** What an event that was lost left wrong is right again after this time at most, ms. */
const ASK_AGAIN_MS = 60_000;
const MOST_MEMBERS = 5_000;

/** Of `AST_DEVICE_*` (include/asterisk/devicestate.h); the others say nothing. */
const STATE_OF_DEVICE: Readonly<Record<string, BoardState>> = {
  1: 'free',
  2: 'talking',
  3: 'talking',
  4: 'away',
  5: 'away',
  6: 'ringing',
  7: 'talking',
  8: 'onHold',
};

/** A member in one of his queues. */
interface Membership {
  readonly status: string;
  readonly inCall: boolean;
  readonly paused: boolean;
  readonly reason: string;
  /** UTC ms, by the clock of the PBX; undefined: never, as far as it knows. */
  readonly pausedAt: number | undefined;
  readonly lastCallAt: number | undefined;
  readonly wrapUpMs: number;
  /** In which answer of Asterisk he was last named. */
  readonly round: number;
}

interface Member {
  readonly name: string;
  readonly extension: string | undefined;
  readonly in: Map<string, Membership>;
  /** Who rings him or talks with him, by the word of a queue. */
  caller: string | undefined;
  wrapUpEnds: NodeJS.Timeout | undefined;
}

export interface QueueSource {
  readonly watcher: AmiWatcher;
  /** `off`: nobody wants it. `lost`: it is tried again. */
  state(): 'off' | 'heard' | 'lost';
  stop(): void;
}

/** The queues of an Asterisk, from its manager interface: asked once, then told; asked again now and then. */
export function createQueueSource(options: {
  readonly tell: BoardTeller;
  readonly now: () => number;
}): QueueSource {
  const { now } = options;
  const members = new Map<string, Member>();
  const queues = new Map<string, number>();
  const waiting = new Map<string, number>();
  let state: ReturnType<QueueSource['state']> = 'off';
  let round = 0;
  let asking: NodeJS.Timeout | undefined;

  const tell = (...news: Word[]): void =>
    options.tell(news.map((word) => ({ ...word, source: 'queues', at: now() }) as BoardNews));

  function ask(link: Pick<AmiLink, 'ask'>): void {
    round += 1;
    link.ask('QueueStatus');
    asking = setTimeout(ask, ASK_AGAIN_MS, link);
    asking.unref();
  }

  function forget(): void {
    clearTimeout(asking);
    for (const { wrapUpEnds } of members.values()) clearTimeout(wrapUpEnds);
    members.clear();
    queues.clear();
    waiting.clear();
  }

  function queueOf(event: AmiMessage): string {
    const name = event.get('Queue') ?? '';
    if (name !== '' && !queues.has(name)) tell({ kind: 'queue', name });
    if (name !== '') queues.set(name, round);
    return name;
  }

  function memberOf(
    event: AmiMessage,
  ): { readonly key: string; readonly member: Member; isNew: boolean } | undefined {
    const key = event.get('Interface') ?? event.get('Location') ?? '';
    const known = members.get(key);
    if (known) return { key, member: known, isNew: false };
    if (key === '' || members.size >= MOST_MEMBERS) return undefined;
    const member: Member = {
      name: event.get('MemberName') ?? event.get('Name') ?? key,
      extension: extensionOf(event.get('StateInterface') || key),
      in: new Map(),
      caller: undefined,
      wrapUpEnds: undefined,
    };
    members.set(key, member);
    return { key, member, isNew: true };
  }

  function tellPerson(key: string, member: Member, isNew: boolean): void {
    clearTimeout(member.wrapUpEnds);
    const person = personOf(key, member, isNew, now());
    if (person.state === 'wrapUp') {
      const ends = Math.max(...[...member.in.values()].map(wrapUpUntil)) - now();
      // No event says that it is over.
      member.wrapUpEnds = setTimeout(() => tellPerson(key, member, false), ends + 1);
      member.wrapUpEnds.unref();
    }
    tell({ kind: 'person', person });
  }

  function joins(event: AmiMessage): void {
    const queue = queueOf(event);
    const found = queue === '' ? undefined : memberOf(event);
    if (found === undefined) return;
    const { key, member, isNew } = found;
    member.in.set(queue, membershipOf(event, round));
    if (event.get('Status') === '1') member.caller = undefined;
    tellPerson(key, member, isNew && event.get('Event') === 'QueueMember');
  }

  function leaves(key: string, queue: string): void {
    const member = members.get(key);
    if (!member?.in.delete(queue)) return;
    if (member.in.size > 0) {
      tellPerson(key, member, false);
      return;
    }
    clearTimeout(member.wrapUpEnds);
    members.delete(key);
    tell({ kind: 'personGone', key });
  }

  function calls(event: AmiMessage, caller: string | undefined): void {
    const key = event.get('Interface') ?? '';
    const member = members.get(key);
    if (member === undefined) return;
    member.caller = caller;
    tellPerson(key, member, false);
  }

  function waits(event: AmiMessage, waitedMs: number): void {
    const callId = event.get('Uniqueid') ?? '';
    const queue = queueOf(event);
    if (callId === '' || queue === '') return;
    const isNew = !waiting.has(callId);
    waiting.set(callId, round);
    if (isNew) tell({ kind: 'waiting', callId, queue, since: now() - waitedMs });
  }

  /** Whom this answer did not name any more is gone: the word of it was lost. */
  function settle(): void {
    for (const [callId, seen] of waiting) if (seen < round) over(callId);
    for (const [key, member] of members)
      for (const [queue, { round: seen }] of member.in) if (seen < round) leaves(key, queue);
    for (const [name, seen] of queues) {
      if (seen >= round) continue;
      queues.delete(name);
      tell({ kind: 'queueGone', name });
    }
  }

  function over(callId: string): void {
    if (waiting.delete(callId)) tell({ kind: 'waitingOver', callId });
  }

  return {
    watcher: {
      opened(link) {
        state = 'heard';
        ask(link);
      },
      event(event) {
        switch (event.get('Event')) {
          case 'QueueParams':
            queueOf(event);
            break;
          case 'QueueMember':
          case 'QueueMemberAdded':
          case 'QueueMemberStatus':
          case 'QueueMemberPause':
            joins(event);
            break;
          case 'QueueMemberRemoved':
            leaves(event.get('Interface') ?? '', event.get('Queue') ?? '');
            break;
          case 'AgentCalled':
          case 'AgentConnect':
            calls(event, event.get('CallerIDNum'));
            break;
          case 'AgentComplete':
          case 'AgentRingNoAnswer':
            calls(event, undefined);
            break;
          case 'QueueCallerJoin':
            waits(event, 0);
            break;
          case 'QueueEntry':
            waits(event, 1000 * (Number(event.get('Wait')) || 0));
            break;
          case 'QueueCallerLeave':
            over(event.get('Uniqueid') ?? '');
            break;
          case 'QueueStatusComplete':
            settle();
            break;
        }
      },
      gone(expected) {
        const before = state;
        state = expected ? 'off' : 'lost';
        forget();
        if (state !== before) tell({ kind: 'sourceGone' });
      },
    },
    state: () => state,
    stop: forget,
  };
}

type Word = BoardNews extends infer N ? (N extends BoardNews ? Omit<N, 'source' | 'at'> : never) : never;

/** `PJSIP/101`, `Local/101@agents/n`: the extension, when it looks like one. */
export const extensionOf = (channel: string): string | undefined =>
  /^\w+\/(\d{2,6})(?:@|$)/.exec(channel)?.[1];

/** Seconds since 1970; 0 is never. */
const momentOf = (seconds: string | undefined): number | undefined => {
  const value = Number(seconds);
  return Number.isFinite(value) && value > 0 ? value * 1000 : undefined;
};

const membershipOf = (event: AmiMessage, round: number): Membership => ({
  status: event.get('Status') ?? '0',
  inCall: event.get('InCall') === '1',
  paused: event.get('Paused') === '1',
  reason: event.get('PausedReason') ?? '',
  pausedAt: momentOf(event.get('LastPause')),
  lastCallAt: momentOf(event.get('LastCall')),
  wrapUpMs: 1000 * (Number(event.get('Wrapuptime')) || 0),
  round,
});

const wrapUpUntil = ({ lastCallAt, wrapUpMs }: Membership): number =>
  lastCallAt === undefined ? 0 : lastCallAt + wrapUpMs;

/** @param isNew Nobody saw how this state began, so only what Asterisk itself says of it is known. */
function personOf(
  key: string,
  { name, extension, in: queues, caller }: Member,
  isNew: boolean,
  now: number,
): SeenPerson {
  const each = [...queues.values()];
  const paused = each.every((one) => one.paused);
  const device = each.map(({ status }) => STATE_OF_DEVICE[status]).find((state) => state !== undefined);
  const inCall = device === 'talking' || device === 'onHold' || device === 'ringing';
  const busy = inCall ? device : each.some((one) => one.inCall) ? 'talking' : undefined;
  const wrapsUp = device === 'free' && each.some((one) => wrapUpUntil(one) > now);
  const lastCallAt = Math.max(0, ...each.map((one) => one.lastCallAt ?? 0)) || undefined;
  const pausedAt = each.find((one) => one.pausedAt !== undefined)?.pausedAt;
  const state = busy ?? (paused ? 'break' : wrapsUp ? 'wrapUp' : (device ?? 'unknown'));
  const begun =
    state === 'break' ? pausedAt : state === 'wrapUp' || state === 'free' ? lastCallAt : undefined;
  const reason = each.find((one) => one.reason !== '')?.reason;
  return {
    key,
    name,
    extension,
    state,
    since: isNew ? begun : state === 'break' || state === 'wrapUp' ? (begun ?? 'kept') : 'kept',
    ...(busy === undefined || caller === undefined ? {} : { with: caller }),
    ...(state === 'break' && reason !== undefined ? { reason } : {}),
    queues: [...queues.keys()].sort(),
  };
}
