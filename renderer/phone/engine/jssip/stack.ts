import { UA, URI } from 'jssip';
import type { IncomingRequest, IncomingResponse } from 'jssip/lib/SIPMessage';
import type { RTCSessionEvent } from 'jssip/lib/UA';
import { addVoice, closeWhenCalm } from '../peer.ts';
import { TIMES } from '../reconnect-policy.ts';
import { grantedExpires, retryAfter } from '../registration-answer.ts';
import type { CallerHeaders } from '../remote-party.ts';
import type { Leg, LegEvents, RegisterAnswer, SipStack, StackFactory, StackOptions } from '../stack.ts';
import { JssipLeg } from './leg.ts';
import type { Session } from './session.ts';
import { jssipSocket } from './socket.ts';
import { subscribe } from './subscription.ts';

/** There in JsSIP, missing in its types (or typed by Node's `events`, which a page does not know). */
interface UserAgent extends UA {
  off(type: string, listener: unknown): this;
  on(type: string, listener: (event: never) => void): this;
  removeAllListeners(): this;
  registrator(): ReturnType<UA['registrator']> & { onTransportClosed(): void };
  sendOptions(target: URI, body: string | null, options: { eventHandlers: Record<string, () => void> }): void;
}

/** A transaction, as the event `newTransaction` shows it. */
interface Transaction {
  readonly type: string;
  readonly request: { readonly call_id: string; readonly to_tag?: string | null };
  readonly eventHandlers: { onReceiveResponse(response: IncomingResponse): void };
}

/** SIP by JsSIP. Loaded only when an account uses it. */
export const createJssipStack: StackFactory = (options): SipStack => {
  const { account } = options;
  const iceServers = account.iceServers as RTCIceServer[];
  const legs = new Map<string, JssipLeg>();
  const ua = new UA({
    sockets: jssipSocket(options.wire),
    uri: options.uri,
    authorization_user: account.login,
    password: account.password,
    ...(account.displayName ? { display_name: account.displayName } : {}),
    register: false,
    register_expires: TIMES.expires,
    // The operator and the PBX decide how long a call may ring; in seconds.
    no_answer_timeout: 3_600,
    // Its refresh would end a call whose sound flows while the socket is away. The re-INVITE after a reconnection
    // asks the same question.
    session_timers: false,
    user_agent: 'Ringdesk',
  }) as UserAgent;
  // Renewing is the keeper's work; without a listener JsSIP would do it as well.
  ua.on('registrationExpiring', () => {});
  ua.on('newRTCSession', (event: RTCSessionEvent) => {
    if (`${event.originator}` === 'remote')
      incoming(event.session as Session, event.request as IncomingRequest);
  });
  ua.on('sipEvent', ({ event, request }: { event?: { event?: string }; request: IncomingRequest }) =>
    options.onNotify(event?.event ?? '', request.body ?? ''),
  );
  ua.on('newTransaction', ({ transaction }: { transaction: Transaction }) => keepGlare(transaction));
  ua.start();

  /**
   * JsSIP repeats a re-INVITE that got 491 by itself, with the CSeq of the refused one in the header and a description
   * that is stale by then. So it is not told; the engine waits and offers anew (RFC 3261 §14.1).
   */
  function keepGlare({ type, request, eventHandlers }: Transaction): void {
    const leg = type === 'ict' ? legs.get(request.call_id) : undefined;
    if (leg === undefined) return;
    const pass = eventHandlers.onReceiveResponse;
    eventHandlers.onReceiveResponse = (response) => {
      if (response.status_code === 491 && leg.isEstablished) leg.glare();
      else pass(response);
    };
  }

  function legFor(session: Session, request: { call_id: string }, offer: string): JssipLeg {
    const leg = new JssipLeg(session, {
      sipCallId: request.call_id,
      iceServers,
      iceTimeoutMs: account.iceTimeoutMs,
      offer,
    });
    legs.set(leg.sipCallId, leg);
    for (const end of ['failed', 'ended'] as const) session.on(end, () => legs.delete(leg.sipCallId));
    return leg;
  }

  const { user: contactUser } = ua.contact.uri as unknown as URI;

  function incoming(session: Session, request: IncomingRequest): void {
    const leg = legFor(session, request as IncomingRequest & { call_id: string }, request.body ?? '');
    leg.listen(options.onInvite(leg, callerHeaders(request, contactUser)));
  }

  function invite(uri: string, events: LegEvents): Leg {
    const session = ua.call(uri, {
      mediaStream: new MediaStream(),
      pcConfig: { iceServers },
      // Told inside of `call`, before anybody could listen to the session.
      eventHandlers: {
        peerconnection: ({ peerconnection }) => {
          addVoice(closeWhenCalm(peerconnection));
          events.peer(peerconnection);
        },
      },
    }) as Session & { readonly _request: { call_id: string } };
    const leg = legFor(session, session._request, '');
    leg.listen(events);
    return leg;
  }

  return {
    register: () => register(ua),
    unregister: () =>
      new Promise((resolve) => {
        ua.on('unregistered', () => resolve());
        ua.unregister();
      }),
    probe: () => probe(ua, options),
    invite,
    subscribe: (request, events) => subscribe(ua, request, events),
    stop() {
      ua.removeAllListeners();
      ua.stop();
    },
  };
};

function register(ua: UserAgent): Promise<RegisterAnswer> {
  // JsSIP tells only the first success and then waits for a failure; each of ours is to be a first one. This also
  // frees it from a REGISTER that was under way on a socket that is no more.
  ua.registrator().onTransportClosed();
  return new Promise((resolve, reject) => {
    const settle = (response: IncomingResponse | undefined) => {
      ua.off('registered', registered);
      ua.off('registrationFailed', failed);
      if (response) resolve(registerAnswer(ua, response));
      else reject(new Error('no answer to REGISTER'));
    };
    const registered = ({ response }: { response: IncomingResponse }) => settle(response);
    const failed = ({ response }: { response?: IncomingResponse }) => settle(response);
    ua.on('registered', registered);
    ua.on('registrationFailed', failed);
    ua.register();
  });
}

function registerAnswer(ua: UserAgent, response: IncomingResponse): RegisterAnswer {
  const own = String(ua.contact.uri).replace(/^sip:|;.*$/g, '');
  const expiresSec = grantedExpires(response.getHeaders('Contact'), own, response.getHeader('Expires'));
  const retryAfterSec = retryAfter(response.getHeader('Retry-After'));
  return {
    status: response.status_code,
    ...(expiresSec === undefined ? {} : { expiresSec }),
    ...(retryAfterSec === undefined ? {} : { retryAfterSec }),
  };
}

function probe(ua: UserAgent, { account }: StackOptions): Promise<void> {
  const [host = '', port] = account.domain.split(/:(?=\d+$)/);
  return new Promise((resolve, reject) => {
    ua.sendOptions(new URI('sip', '', host, port ? Number(port) : undefined), null, {
      eventHandlers: {
        succeeded: () => resolve(),
        // "Not found" is an answer too; only silence is not.
        failed: (event?: { originator?: string }) =>
          event?.originator === 'remote' ? resolve() : reject(new Error('no answer to OPTIONS')),
      },
    });
  });
}

const callerHeaders = (request: IncomingRequest, contactUser: string): CallerHeaders => ({
  from: request.getHeader('From'),
  to: request.getHeader('To'),
  contactUser,
  assertedIdentity: request.getHeader('P-Asserted-Identity'),
  diversion: request.getHeader('Diversion'),
  privacy: request.getHeader('Privacy'),
});
