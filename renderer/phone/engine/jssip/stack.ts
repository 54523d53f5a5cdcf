import { UA, URI } from 'jssip';
import type { IncomingRequest, IncomingResponse } from 'jssip/lib/SIPMessage';
import type { RTCSessionEvent } from 'jssip/lib/UA';
import { TIMES } from '../reconnect-policy.ts';
import { grantedExpires } from '../registration-answer.ts';
import type { CallerHeaders } from '../remote-party.ts';
import type { Leg, LegEvents, RegisterAnswer, SipStack, StackFactory, StackOptions } from '../stack.ts';
import { JssipLeg, type Session } from './leg.ts';
import { jssipSocket } from './socket.ts';

/** There in JsSIP, missing in its types (or typed by Node's `events`, which a page does not know). */
interface UserAgent extends UA {
  off(type: string, listener: unknown): this;
  removeAllListeners(): this;
  registrator(): ReturnType<UA['registrator']> & { onTransportClosed(): void };
  sendOptions(target: URI, body: string | null, options: { eventHandlers: Record<string, () => void> }): void;
}

/** SIP by JsSIP. Loaded only when an account uses it. */
export const createJssipStack: StackFactory = (options): SipStack => {
  const { account } = options;
  const iceServers = account.iceServers as RTCIceServer[];
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
  ua.start();

  function incoming(session: Session, request: IncomingRequest): void {
    const leg = new JssipLeg(session, iceServers);
    leg.listen(options.onInvite(leg, callerHeaders(request)));
  }

  return {
    register: () => register(ua),
    unregister: () =>
      new Promise((resolve) => {
        ua.on('unregistered', () => resolve());
        ua.unregister();
      }),
    probe: () => probe(ua, options),
    invite: (uri, local, events) => invite(ua, uri, local, iceServers, events),
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
  return { status: response.status_code, ...(expiresSec === undefined ? {} : { expiresSec }) };
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

function invite(
  ua: UserAgent,
  uri: string,
  local: MediaStream,
  iceServers: RTCIceServer[],
  events: LegEvents,
): Leg {
  const session = ua.call(uri, {
    mediaStream: local,
    pcConfig: { iceServers },
    // Told inside of `call`, before anybody could listen to the session.
    eventHandlers: { peerconnection: ({ peerconnection }) => events.peer(peerconnection) },
  }) as Session;
  const leg = new JssipLeg(session, iceServers);
  leg.listen(events);
  return leg;
}

const callerHeaders = (request: IncomingRequest): CallerHeaders => ({
  from: request.getHeader('From'),
  to: request.getHeader('To'),
  assertedIdentity: request.getHeader('P-Asserted-Identity'),
  diversion: request.getHeader('Diversion'),
  privacy: request.getHeader('Privacy'),
});
