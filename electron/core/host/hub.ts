import { randomUUID } from 'node:crypto';
import type { Channel } from '../../../shared/channel/channel.ts';
import { type CoreSide, rpc, type SatelliteSide } from '../../../shared/channel/rpc.ts';
import type { Role } from '../../../shared/contract/define.ts';
import { fromWire } from '../../../shared/contract/failure.ts';
import type { EventName, EventPayload } from '../../../shared/contract/index.ts';
import type { Dispatch } from './dispatch.ts';
import type { Session } from './session.ts';

export interface Hub {
  accept(channel: Channel, role: Role): Session;
  /** Tells every desk and shell. A phone hears nothing: it is told what to do by commands. */
  broadcast<K extends EventName>(event: K, payload: EventPayload<K>): void;
  closeAll(): void;
}

/** What a satellite hears of an event; `undefined`: nothing. */
export type Heard = (session: Session, event: EventName, payload: unknown) => unknown;

export function createHub(dispatch: Dispatch, heard: Heard): Hub {
  const sessions = new Map<Session, (event: string, payload: unknown) => void>();

  return {
    accept(channel, role) {
      const closeListeners: Array<() => void> = [];
      const peer = rpc<SatelliteSide, CoreSide>(channel, {
        ask: (name, input) => dispatch(name, input, session),
      });
      const session: Session = {
        id: randomUUID(),
        role,
        async command(name, input) {
          const answer = await peer.command(name, input);
          if ('failure' in answer) throw fromWire(answer.failure);
        },
        onClose: (listener) => void closeListeners.push(listener),
        close: () => channel.close(),
      };
      // A satellite that vanished between two messages is no error: its end is told by onClose.
      sessions.set(session, (event, payload) => void peer.tell.asEvent(event, payload).catch(() => {}));
      channel.onClose(() => {
        sessions.delete(session);
        for (const listener of closeListeners) listener();
      });
      return session;
    },
    broadcast(event, payload) {
      // Who may hear it is judged when it happens: a moment later somebody else may sit here.
      const letters = [...sessions].flatMap(([session, tell]) => {
        const news = session.role === 'phone' ? undefined : heard(session, event, payload);
        return news === undefined ? [] : [() => tell(event, news)];
      });
      // An answer leaves some microtasks after its handler made it, and messages that came together are all handled
      // before: told at once, an event would overtake an older answer, which then undid it at the satellite.
      setImmediate(() => {
        for (const send of letters) send();
      });
    },
    closeAll() {
      for (const session of [...sessions.keys()]) session.close();
    },
  };
}
