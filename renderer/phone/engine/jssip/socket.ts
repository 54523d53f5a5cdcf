import type { Socket } from 'jssip';
import type { SipWire } from '../wire.ts';

/** The wire in the shape of a JsSIP socket. It is always connected, so JsSIP never recovers anything by itself. */
export function jssipSocket(wire: SipWire): Socket {
  const { host, protocol } = new URL(wire.url);
  const socket: Socket = {
    via_transport: protocol === 'wss:' ? 'WSS' : 'WS',
    url: wire.url,
    sip_uri: `sip:${host};transport=ws`,
    connect: () => socket.onconnect(),
    disconnect() {},
    send(message) {
      wire.send(String(message));
      return true;
    },
    isConnected: () => true,
    isConnecting: () => false,
    // JsSIP puts its own functions here.
    onconnect() {},
    ondisconnect() {},
    ondata() {},
  };
  wire.onMessage = (text) => socket.ondata(text);
  return socket;
}
