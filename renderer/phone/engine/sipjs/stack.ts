import { Inviter, type Session, type URI, UserAgent } from 'sip.js';
import { Failure } from '../../../../shared/contract/failure.ts';
import { TIMES } from '../reconnect-policy.ts';
import { grantedExpires, retryAfter } from '../registration-answer.ts';
import type { CallerHeaders } from '../remote-party.ts';
import type { RegisterAnswer, SipStack, StackFactory } from '../stack.ts';
import { SipjsLeg } from './leg.ts';
import { subscribe } from './subscription.ts';
import { wireTransport } from './transport.ts';

/** SIP by SIP.js. Loaded only when an account uses it. */
export const createSipjsStack: StackFactory = (options): SipStack => {
  const { account } = options;
  const iceServers = account.iceServers as RTCIceServer[];
  const legs = new WeakMap<Session, SipjsLeg>();
  const aor = UserAgent.makeURI(options.uri);
  if (aor === undefined) throw new Failure('pbxAddressInvalid');

  const ua = new UserAgent({
    uri: aor,
    authorizationUsername: account.login,
    authorizationPassword: account.password,
    ...(account.displayName ? { displayName: account.displayName } : {}),
    transportConstructor: wireTransport(options.wire),
    sessionDescriptionHandlerFactory: (session) => {
      const leg = legs.get(session);
      if (leg === undefined) throw new Error('a session without a leg');
      return leg.describe();
    },
    // The operator and the PBX decide how long a call may ring; in seconds.
    noAnswerTimeout: 3_600,
    gracefulShutdown: false,
    // Ours comes after the engine has seen the call: one that is refused at once never rings at the caller.
    sendInitialProvisionalResponse: false,
    logBuiltinEnabled: false,
    userAgentString: 'Ringdesk',
    delegate: {
      onInvite: (invitation) => {
        const { request } = invitation;
        const leg = legFor(invitation, request.callId, request.body);
        const events = options.onInvite(
          leg,
          callerHeaders((name) => request.getHeader(name), ua.contact.uri.user),
        );
        if (leg.isRejected) return;
        leg.listen(events);
        invitation.progress().catch((error) => options.note('no 180 could be sent', error));
      },
      onNotify: (notification) => {
        void notification.accept();
        const { request } = notification;
        options.onNotify(request.getHeader('Event')?.split(';')[0]?.trim() ?? '', request.body);
      },
    },
  });
  const started = ua.start();
  started.catch((error) => options.note('SIP.js did not start', error));

  function legFor(session: Session, sipCallId: string, offer?: string): SipjsLeg {
    const leg = new SipjsLeg(session, {
      sipCallId,
      iceServers,
      iceTimeoutMs: account.iceTimeoutMs,
      ...(offer === undefined ? {} : { offer }),
    });
    legs.set(session, leg);
    return leg;
  }

  const registrar = aor.clone();
  registrar.user = undefined as unknown as string;
  const registration = new Registration(ua, registrar);

  return {
    register: () => registration.send(TIMES.expires),
    unregister: async () => {
      await registration.send(0);
    },
    probe: () => probe(ua, registrar),
    invite(uri, events) {
      const target = UserAgent.makeURI(uri);
      if (target === undefined) throw new Failure('invalidNumber');
      const inviter = new Inviter(ua, target, { earlyMedia: true });
      const leg = legFor(inviter, inviter.request.callId);
      leg.listen(events);
      leg.invite();
      return leg;
    },
    subscribe: (request, events) => subscribe(ua, request, events),
    stop() {
      ua.stop().catch((error) => options.note('SIP.js did not stop', error));
    },
  };
};

/** The REGISTERs of one account: one Call-ID, rising CSeq (RFC 3261 §10.2). SIP.js's own keeps a state that we do not need. */
class Registration {
  readonly #ua: UserAgent;
  readonly #registrar: URI;
  readonly #callId = crypto.randomUUID();
  #cseq = 0;

  constructor(ua: UserAgent, registrar: URI) {
    this.#ua = ua;
    this.#registrar = registrar;
  }

  send(expires: number): Promise<RegisterAnswer> {
    const { userAgentCore: core, contact, configuration } = this.#ua;
    const contactLine = `Contact: ${contact.toString({ register: true })};expires=${expires}`;
    // The answer to a challenge takes the next number.
    this.#cseq += 2;
    const request = core.makeOutgoingRequestMessage(
      'REGISTER',
      this.#registrar,
      configuration.uri,
      configuration.uri,
      { callId: this.#callId, cseq: this.#cseq },
      [contactLine, `Expires: ${expires}`],
    );
    return new Promise((resolve, reject) => {
      core.register(request, {
        onAccept: ({ message }) => {
          const granted = grantedExpires(
            message.getHeaders('Contact'),
            contact.uri.user ?? '',
            message.getHeader('Expires'),
          );
          resolve({ status: 200, ...(granted === undefined ? {} : { expiresSec: granted }) });
        },
        onReject: ({ message }) => {
          // A status without a Via was made by SIP.js itself: nobody answered.
          const retryAfterSec = retryAfter(message.getHeader('Retry-After'));
          if (message.hasHeader('Via')) {
            resolve({
              status: message.statusCode ?? 500,
              ...(retryAfterSec === undefined ? {} : { retryAfterSec }),
            });
          } else reject(new Error('no answer to REGISTER'));
        },
      });
    });
  }
}

function probe(ua: UserAgent, registrar: URI): Promise<void> {
  const { userAgentCore: core, configuration } = ua;
  const request = core.makeOutgoingRequestMessage('OPTIONS', registrar, configuration.uri, registrar, {});
  return new Promise((resolve, reject) => {
    core.request(request, {
      onAccept: () => resolve(),
      // "Not found" is an answer too; only silence is not.
      onReject: ({ message }) =>
        message.hasHeader('Via') ? resolve() : reject(new Error('no answer to OPTIONS')),
    });
  });
}

const callerHeaders = (
  header: (name: string) => string | undefined,
  contactUser: string | undefined,
): CallerHeaders => ({
  from: header('From'),
  to: header('To'),
  contactUser,
  assertedIdentity: header('P-Asserted-Identity'),
  diversion: header('Diversion'),
  privacy: header('Privacy'),
});
