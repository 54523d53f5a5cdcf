import { type Core, EmitterImpl, type Transport, TransportState } from 'sip.js';
import type { SipWire } from '../wire.ts';

/** The wire in the shape of a SIP.js transport. It is always connected; see `SipWire`. */
export function wireTransport(wire: SipWire): new (logger: Core.Logger) => Transport {
  return class implements Transport {
    readonly protocol = new URL(wire.url).protocol === 'wss:' ? 'WSS' : 'WS';
    readonly state = TransportState.Connected;
    readonly stateChange = new EmitterImpl<TransportState>();
    onConnect: (() => void) | undefined;
    onDisconnect: ((error?: Error) => void) | undefined;
    onMessage: ((message: string) => void) | undefined;

    constructor() {
      wire.onMessage = (text) => this.onMessage?.(text);
    }

    async connect(): Promise<void> {
      this.onConnect?.();
    }
    async disconnect(): Promise<void> {}
    async dispose(): Promise<void> {}
    isConnected(): boolean {
      return true;
    }
    async send(message: string): Promise<void> {
      wire.send(message);
    }
  };
}
