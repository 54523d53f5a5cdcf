import { Invitation, Inviter, type Session, SessionState, UserAgent } from 'sip.js';
import type { LegEnd } from '../end-cause.ts';
import { type Leg, type LegEvents, LegRefused, type Reoffer } from '../stack.ts';
import { Descriptions } from './descriptions.ts';

/** A SIP.js session as a leg. */
export class SipjsLeg implements Leg {
  readonly #session: Session;
  readonly #iceServers: RTCIceServer[];
  #descriptions: Descriptions | undefined;
  #local: MediaStream | undefined;
  #events: LegEvents | undefined;
  /** Why it ends, as far as the peer has said. Silence means that nobody answered us. */
  #end: LegEnd = { kind: 'lost' };
  #answered = false;

  constructor(session: Session, iceServers: RTCIceServer[]) {
    this.#session = session;
    this.#iceServers = iceServers;
  }

  listen(events: LegEvents): void {
    this.#events = events;
    const session = this.#session;
    session.delegate = {
      onBye: (bye) => {
        this.#end = { kind: 'bye', ...reasonOf(bye.request) };
        void bye.accept();
      },
      onCancel: (cancel) => {
        this.#end = { kind: 'cancelled', ...reasonOf(cancel.request) };
      },
      // Transfers come from the operator, never from the other side.
      onRefer: (referral) => void referral.reject(),
    };
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) {
        this.#answered = true;
        events.accepted();
      }
      if (state === SessionState.Terminated) {
        this.#descriptions?.close();
        // What the refusal was is told right after the change of the state.
        queueMicrotask(() => events.ended(this.#end));
      }
    });
  }

  /** Makes the peer connection when SIP.js needs it first. */
  describe(): Descriptions {
    this.#descriptions = new Descriptions({
      iceServers: this.#iceServers,
      onPeer: (connection) => this.#events?.peer(connection),
      onRemoteOffer: (held) => this.#events?.remoteHold(held),
      onUnusable: () => {
        if (this.#answered) return;
        this.#end = { kind: 'noMedia', status: 488 };
        // SIP.js would say 480.
        if (this.#session instanceof Invitation) this.reject(488);
      },
    });
    if (this.#local) this.#descriptions.send(this.#local);
    return this.#descriptions;
  }

  invite(local: MediaStream): void {
    this.#local = local;
    const inviter = this.#session as Inviter;
    const events = this.#events;
    inviter
      .invite({
        requestDelegate: {
          onProgress: ({ message }) => events?.progress(message.statusCode ?? 0, message.body !== ''),
          onReject: ({ message }) => {
            this.#end = refusal(message);
          },
        },
      })
      .catch(() => {
        this.#end = { kind: 'noMedia' };
      });
  }

  answer(local: MediaStream): void {
    this.#local = local;
    (this.#session as Invitation).accept().catch(() => {});
  }

  reject(status: number): void {
    (this.#session as Invitation).reject({ statusCode: status }).catch(() => {});
  }

  hangUp(): void {
    const session = this.#session;
    if (session.state === SessionState.Established) session.bye().catch(() => {});
    else if (session instanceof Inviter) session.cancel().catch(() => {});
    else if (!this.#answered) this.reject(486);
  }

  reoffer(offer: Reoffer): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#descriptions) this.#descriptions.reoffer = offer;
      this.#session
        .invite({
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }) => reject(new LegRefused(message.statusCode ?? 500)),
          },
        })
        // It could not even be sent: another one is under way, or the dialog is in the wrong state.
        .catch(() => reject(new LegRefused(491)));
    });
  }

  refer(uri: string): Promise<void> {
    const target = UserAgent.makeURI(uri);
    if (target === undefined) return Promise.reject(new LegRefused(416));
    return new Promise((resolve, reject) => {
      this.#session
        .refer(target, {
          requestDelegate: {
            onReject: ({ message }) => reject(new LegRefused(message.statusCode ?? 500)),
          },
          onNotify: (notification) => {
            void notification.accept();
            const status = Number(/^SIP\/2\.0 (\d{3})/.exec(notification.request.body)?.[1]);
            if (status >= 300) reject(new LegRefused(status));
            else if (status >= 200) resolve();
          },
        })
        .catch(() => reject(new LegRefused(500)));
    });
  }
}

interface Message {
  readonly statusCode?: number | undefined;
  readonly reasonPhrase?: string | undefined;
  getHeader(name: string): string | undefined;
  hasHeader(name: string): boolean;
}

/** A 408 without a Via was made by SIP.js itself: nobody answered. */
function refusal(message: Message): LegEnd {
  const status = message.statusCode ?? 500;
  if (status === 408 && !message.hasHeader('Via')) return { kind: 'lost' };
  return {
    kind: 'refused',
    status,
    ...(message.reasonPhrase ? { phrase: message.reasonPhrase } : {}),
    ...reasonOf(message),
  };
}

function reasonOf(message: Pick<Message, 'getHeader'>): { reason?: string } {
  const reason = message.getHeader('Reason');
  return reason ? { reason } : {};
}
