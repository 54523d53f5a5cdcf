import {
  type Invitation,
  Inviter,
  Registerer,
  RegistererState,
  type Session,
  SessionState,
  UserAgent,
  type Web,
} from 'sip.js';
import { AUDIO, attend, eventLog, type Phone, soundOf } from './phone.ts';

/** A small telephone over SIP.js. */
export function sipjsPhone(): Phone {
  const { events, note } = eventLog();
  const sessions = new Map<string, Session>();
  let answering = false;
  let agent: UserAgent | undefined;
  let registerer: Registerer | undefined;
  const accept = (invitation: Invitation) =>
    invitation.accept({ sessionDescriptionHandlerOptions: { constraints: AUDIO } });
  const handlerOf = (session: Session) =>
    session.sessionDescriptionHandler as Web.SessionDescriptionHandler | undefined;

  const follow = (session: Session, callId: string): void => {
    sessions.set(callId, session);
    session.delegate = {
      ...session.delegate,
      onSessionDescriptionHandler: (handler) => {
        const peer = (handler as Web.SessionDescriptionHandler).peerConnection;
        if (peer === undefined) return;
        attend(peer, (what) => note(callId, what));
      },
      onCancel: () => note(callId, 'cancelled'),
      onBye: (bye) => {
        note(callId, 'ended remote');
        void bye.accept();
      },
    };
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) note(callId, 'answered');
      if (state === SessionState.Terminated) note(callId, 'terminated');
    });
  };

  const reinvite = (session: Session, options: Web.SessionDescriptionHandlerOptions): Promise<void> =>
    new Promise((resolve, reject) => {
      session.sessionDescriptionHandlerOptionsReInvite = options;
      session
        .invite({
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }) => reject(new Error(String(message.statusCode))),
          },
        })
        .catch(reject);
    });

  const get = (callId: string): Session => {
    const session = sessions.get(callId);
    if (session === undefined) throw new Error(`no call ${callId}`);
    return session;
  };

  return {
    register: async (account) => {
      await agent?.stop();
      const uri = UserAgent.makeURI(`sip:${account.login}@${account.domain}`);
      if (uri === undefined) throw new Error('bad account');
      agent = new UserAgent({
        uri,
        transportOptions: { server: account.wsUrl, keepAliveInterval: 5 },
        authorizationUsername: account.login,
        authorizationPassword: account.password,
        sessionDescriptionHandlerFactoryOptions: { iceGatheringTimeout: 500 },
        logLevel: 'error',
        delegate: {
          onInvite: (invitation: Invitation) => {
            const callId = invitation.request.callId;
            note(callId, 'incoming', invitation.request.from.toString());
            follow(invitation, callId);
            if (answering) void accept(invitation);
          },
          onDisconnect: (error) => {
            if (error !== undefined) void agent?.reconnect().then(() => registerer?.register());
          },
        },
      });
      await agent.start();
      const current = new Registerer(agent, { expires: 300 });
      registerer = current;
      return new Promise((resolve) => {
        current.stateChange.addListener((state) => {
          if (state === RegistererState.Registered) resolve('registered');
        });
        void current.register({
          requestDelegate: { onReject: ({ message }) => resolve(String(message.statusCode)) },
        });
      });
    },
    unregister: async () => {
      await registerer?.unregister();
    },
    events: () => events,
    dial: async (number) => {
      const target = UserAgent.makeURI(`sip:${number}@${agent?.configuration.uri.host}`);
      if (agent === undefined || target === undefined) throw new Error('cannot dial');
      const inviter = new Inviter(agent, target, {
        earlyMedia: true,
        sessionDescriptionHandlerOptions: { constraints: AUDIO },
      });
      const callId = inviter.request.callId;
      follow(inviter, callId);
      await inviter.invite({
        requestDelegate: {
          onProgress: ({ message }) => note(callId, `progress ${message.statusCode}`),
          onReject: ({ message }) => note(callId, `failed remote ${message.statusCode}`),
        },
      });
    },
    autoAnswer: async () => {
      answering = true;
    },
    restartIce: (callId) => reinvite(get(callId), { offerOptions: { iceRestart: true } }),
    cutSocket: async () => {
      const transport: unknown = agent?.transport;
      (transport as { readonly _ws: WebSocket })._ws.close();
    },
    answer: (callId) => accept(get(callId) as Invitation),
    decline: (callId, status) => (get(callId) as Invitation).reject({ statusCode: status }),
    hangUp: async (callId) => {
      const session = get(callId);
      if (session.state === SessionState.Established) await session.bye();
      else if (session instanceof Inviter) await session.cancel();
      else await (session as Invitation).reject();
    },
    hold: (callId, on) => reinvite(get(callId), { hold: on }),
    tone: async (callId, tone) => {
      if (handlerOf(get(callId))?.sendDtmf(tone) !== true) throw new Error('tone not sent');
    },
    refer: async (callId, target) => {
      const session = get(callId);
      const uri = UserAgent.makeURI(`sip:${target}@${agent?.configuration.uri.host}`);
      if (uri === undefined) throw new Error('bad target');
      await new Promise<void>((resolve, reject) => {
        session
          .refer(uri, {
            onNotify: (notification) => {
              void notification.accept();
              if (notification.request.body.includes('200 OK')) resolve();
            },
            requestDelegate: { onReject: ({ message }) => reject(new Error(String(message.statusCode))) },
          })
          .catch(reject);
      });
      await session.bye();
    },
    sound: (callId) => soundOf(handlerOf(get(callId))?.peerConnection),
  };
}
