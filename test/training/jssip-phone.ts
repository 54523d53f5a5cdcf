import { UA, WebSocketInterface } from 'jssip';
import type { IncomingEvent, OutgoingEvent, RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRTCSessionEvent, OutgoingRTCSessionEvent } from 'jssip/lib/UA';
import { AUDIO, attend, eventLog, type Phone, soundOf } from './phone.ts';

/** A small telephone over JsSIP. */
export function jssipPhone(): Phone {
  const { events, note } = eventLog();
  const sessions = new Map<string, RTCSession>();
  let agent: UA | undefined;
  let answering = false;

  const follow = (session: RTCSession, callId: string): void => {
    sessions.set(callId, session);
    const listen = (peer: RTCPeerConnection): void => attend(peer, (what) => note(callId, what));
    // An outbound session has its connection before it is announced.
    const connection: RTCPeerConnection | null = session.connection;
    if (connection !== null) listen(connection);
    session.on('peerconnection', ({ peerconnection }) => listen(peerconnection));
    session.on('progress', (event: IncomingEvent | OutgoingEvent) => {
      note(callId, `progress ${'response' in event ? event.response?.status_code : 0}`);
    });
    session.on('accepted', () => note(callId, 'answered'));
    session.on('ended', ({ originator, cause }) => note(callId, `ended ${originator} ${cause}`));
    session.on('failed', ({ originator, cause, message }) => {
      const status = message !== null && 'status_code' in message ? message.status_code : cause;
      note(callId, `failed ${originator} ${status}`);
    });
  };

  const get = (callId: string): RTCSession => {
    const session = sessions.get(callId);
    if (session === undefined) throw new Error(`no call ${callId}`);
    return session;
  };

  return {
    register: (account) =>
      new Promise((resolve) => {
        agent?.stop();
        agent = new UA({
          sockets: [new WebSocketInterface(account.wsUrl)],
          uri: `sip:${account.login}@${account.domain}`,
          password: account.password,
        });
        agent.on('registered', () => resolve('registered'));
        agent.on('registrationFailed', ({ response, cause }) => {
          resolve(String(response?.status_code ?? cause));
        });
        agent.on(
          'newRTCSession',
          ({ request, session }: IncomingRTCSessionEvent | OutgoingRTCSessionEvent) => {
            // The Call-ID is there, only JsSIP's types do not say so.
            const { call_id } = request as typeof request & { readonly call_id: string };
            const incoming = `${session.direction}` === 'incoming';
            if (incoming) note(call_id, 'incoming', request.from.toString());
            follow(session, call_id);
            if (incoming && answering) session.answer({ mediaConstraints: AUDIO });
          },
        );
        agent.start();
      }),
    unregister: () =>
      new Promise((resolve) => {
        agent?.once('unregistered', () => resolve());
        agent?.unregister();
      }),
    events: () => events,
    autoAnswer: async () => {
      answering = true;
    },
    restartIce: (callId) =>
      new Promise((resolve, reject) => {
        const options = { rtcOfferConstraints: { iceRestart: true } };
        if (!get(callId).renegotiate(options, resolve)) reject(new Error('renegotiation not ready'));
      }),
    cutSocket: async () => {
      const hidden: unknown = agent;
      const { _transport } = hidden as {
        readonly _transport: { readonly socket: { readonly _ws: WebSocket } };
      };
      _transport.socket._ws.close();
    },
    dial: async (number) => {
      agent?.call(number, { mediaConstraints: AUDIO });
    },
    answer: async (callId) => get(callId).answer({ mediaConstraints: AUDIO }),
    decline: async (callId, status) => get(callId).terminate({ status_code: status }),
    hangUp: async (callId) => get(callId).terminate(),
    hold: (callId, on) =>
      new Promise((resolve, reject) => {
        const session = get(callId);
        const started = on ? session.hold({}, resolve) : session.unhold({}, resolve);
        if (!started) reject(new Error('hold not ready'));
      }),
    tone: async (callId, tone) => get(callId).sendDTMF(tone),
    refer: (callId, target) =>
      new Promise((resolve, reject) => {
        const session = get(callId);
        session.refer(target, {
          eventHandlers: {
            accepted: () => {
              session.terminate();
              resolve();
            },
            failed: () => reject(new Error('refer failed')),
            requestFailed: () => reject(new Error('refer refused')),
          },
        });
      }),
    sound: (callId) => soundOf(get(callId).connection),
  };
}
