import { Failure } from '../../../shared/contract/failure.ts';
import type { EngineOptions, SipEngine } from './port.ts';

/** An account that no connection can be made with: it says so, and refuses calls. */
export function unusableEngine({ account, listener }: EngineOptions): SipEngine {
  const gone = async () => {
    throw new Failure('callGone');
  };
  const nothing = () => {};
  return {
    start: () =>
      listener.registration({ accountId: account.id, state: 'refused', problem: 'pbxAddressInvalid' }),
    async stop() {
      listener.registration({ accountId: account.id, state: 'off' });
    },
    async dial() {
      throw new Failure('notRegistered');
    },
    answer: gone,
    decline: gone,
    hangUp: gone,
    mute: gone,
    hold: gone,
    say: gone,
    sendTones: gone,
    transfer: gone,
    transferTo: gone,
    join: gone,
    part: gone,
    setIncoming: nothing,
    watch: nothing,
    stats: async () => undefined,
    probeNow: nothing,
    reconnectNow: nothing,
    streams: () => ({}),
    liveCallIds: [],
  };
}
