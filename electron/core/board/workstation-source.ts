import type { AgentState, Colleague } from '../../../shared/contract/agent.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { BoardNews, BoardState } from '../../../shared/domain/board/board.ts';
import { type OwnCall, ownState } from '../../../shared/domain/board/own-state.ts';
import type { BoardTeller } from './source.ts';

/** The PBX's lamps know no breaks; whoever wants no calls looks free in them. */
const STATE_OF_LAMP: Readonly<Record<Colleague['state'], BoardState>> = {
  unknown: 'unknown',
  free: 'free',
  ringing: 'ringing',
  talking: 'talking',
};

/** This workstation: who sits here and his calls, and the colleagues whose lamps its line watches. */
export function createWorkstationSource(options: {
  readonly tell: BoardTeller;
  readonly now: () => number;
  readonly calls: () => readonly CallView[];
  readonly agent: () => AgentState;
  /** Who sits here; undefined: nobody. */
  readonly person: () => { readonly id: string; readonly name: string } | undefined;
  readonly extension: () => string | undefined;
  readonly registered: () => boolean;
}) {
  const { tell, now } = options;
  let told: string | undefined;
  let lamps = new Map<string, string>();

  function looked(): void {
    const person = options.person();
    const at = now();
    const news: BoardNews[] = [];
    const { pausedFor, doNotDisturb, forwardTo, colleagues } = options.agent();
    if (told !== undefined && told !== person?.id)
      news.push({ source: 'workstation', at, kind: 'personGone', key: told });
    told = person?.id;
    if (person) {
      const standing = {
        reachable: options.registered() && forwardTo === undefined,
        doNotDisturb,
        ...(pausedFor === undefined ? {} : { pausedFor }),
      };
      news.push({
        source: 'workstation',
        at,
        kind: 'person',
        person: {
          key: person.id,
          userId: person.id,
          extension: options.extension(),
          name: person.name,
          ...ownState(options.calls().map(ownCall), standing),
        },
      });
    }
    tell([...news, ...lampNews(colleagues, at)]);
  }

  /** Only what changed: a hall has hundreds of lamps, and each change of one tells of all. */
  function lampNews(colleagues: readonly Colleague[], at: number): BoardNews[] {
    const news: BoardNews[] = [];
    const next = new Map<string, string>();
    for (const { extension, name, state } of colleagues) {
      next.set(extension, `${state} ${name}`);
      if (lamps.get(extension) === `${state} ${name}`) continue;
      // Nobody saw how what stands at the first look began.
      const since = lamps.has(extension) && !lamps.get(extension)?.startsWith('unknown') ? 'kept' : undefined;
      const person = { key: extension, extension, name, state: STATE_OF_LAMP[state], since } as const;
      news.push({ source: 'lamps', at, kind: 'person', person });
    }
    for (const key of lamps.keys()) {
      if (!next.has(key)) news.push({ source: 'lamps', at, kind: 'personGone', key });
    }
    lamps = next;
    return news;
  }

  return {
    /** Something of it may be other than before. */
    looked,
  };
}

function ownCall(call: CallView): OwnCall {
  const { remote, identity } = call;
  return {
    state: call.state,
    purpose: call.purpose,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    heldSince: call.heldSince,
    wrapUp: call.wrapUp,
    with:
      call.contactName ??
      (remote.displayName.trim() || (identity.reading.kind === 'anonymous' ? '' : remote.number)),
    contactId: call.contactId,
  };
}
