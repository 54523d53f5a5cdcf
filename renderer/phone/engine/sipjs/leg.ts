import { Invitation, Inviter, type Session, SessionState, UserAgent } from 'sip.js';
import type { LegEnd } from '../end-cause.ts';
import { type Leg, type LegEvents, LegRefused, NO_ANSWER, type Reoffer } from '../stack.ts';
import { takeAcceptanceOnce } from './accepted-once.ts';
import { Descriptions } from './descriptions.ts';

export interface SipjsLegOptions {
  readonly sipCallId: string;
  readonly iceServers: RTCIceServer[];
  readonly iceTimeoutMs: number;
  /** The offer of an INVITE that came in, `''` when there was none. Absent: we call. */
  readonly offer?: string;
}

/** What SIP.js keeps of a re-INVITE under way, and has no door to. */
interface Pending {
  pendingReinvite: boolean;
  readonly dialog?: {
    reinviteUserAgentClient?: { dispose(): void } | undefined;
    signalingStateRollback(): void;
  };
}

/** A SIP.js session as a leg. */
export class SipjsLeg implements Leg {
  readonly sipCallId: string;
  readonly #session: Session;
  readonly #options: SipjsLegOptions;
  #descriptions: Descriptions | undefined;
  #events: LegEvents | undefined;
  /** Why it ends, as far as the peer has said. Silence means that nobody answered us. */
  #end: LegEnd = { kind: 'lost' };
  #answered = false;
  #rejected = false;
  /** Ends the wait for the answer to our re-INVITE, or to our REFER. */
  #refuseOffer: ((status: number) => void) | undefined;
  #refuseTransfer: ((status: number) => void) | undefined;

  constructor(session: Session, options: SipjsLegOptions) {
    this.#session = session;
    this.#options = options;
    this.sipCallId = options.sipCallId;
  }

  get isRejected(): boolean {
    return this.#rejected;
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
        queueMicrotask(() => {
          events.ended(this.#end);
          this.#refuseOffer?.(NO_ANSWER);
          this.#refuseTransfer?.(NO_ANSWER);
        });
      }
    });
  }

  /** Makes the peer connection when SIP.js or we need it first. */
  describe(): Descriptions {
    const { iceServers, iceTimeoutMs, offer } = this.#options;
    this.#descriptions ??= new Descriptions({
      iceServers,
      iceTimeoutMs,
      ...(offer === undefined ? {} : { offer }),
      onPeer: (connection) => this.#events?.peer(connection),
      onRemoteOffer: (held) => this.#events?.remoteHold(held),
      onUnusable: () => {
        if (this.#answered) return;
        this.#end = { kind: 'noMedia', status: 488 };
        // SIP.js would say 480.
        if (this.#session instanceof Invitation) this.reject(488);
      },
    });
    return this.#descriptions;
  }

  prepare(): void {
    this.describe();
  }

  invite(): void {
    const inviter = this.#session as Inviter;
    const events = this.#events;
    inviter
      .invite({
        requestDelegate: {
          onProgress: ({ message }) => events?.progress(message.statusCode ?? 0, message.body !== ''),
          onReject: ({ message }) => {
            this.#end = refusal(message);
          },
          onRedirect: ({ message }) => {
            this.#end = refusal(message);
          },
        },
      })
      .then(
        () => events?.sent(),
        () => {
          this.#end = { kind: 'noMedia' };
        },
      );
  }

  answer(): void {
    (this.#session as Invitation).accept().catch(() => {});
  }

  reject(status: number, contact?: string): void {
    this.#rejected = true;
    (this.#session as Invitation)
      .reject({
        statusCode: status,
        ...(contact === undefined ? {} : { extraHeaders: [`Contact: <${contact}>`] }),
      })
      .catch(() => {});
  }

  hangUp(): void {
    const session = this.#session;
    if (session.state === SessionState.Established) session.bye().catch(() => {});
    else if (session instanceof Inviter) session.cancel().catch(() => {});
    else if (!this.#answered) this.reject(486);
  }

  reoffer(offer: Reoffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const refuse = (status: number) => {
        this.#refuseOffer = undefined;
        reject(new LegRefused(status));
      };
      if (this.#refuseOffer) {
        reject(new LegRefused(491));
        return;
      }
      this.#refuseOffer = refuse;
      if (this.#descriptions) this.#descriptions.reoffer = offer;
      this.#session
        .invite({
          requestDelegate: {
            onAccept: () => {
              if (this.#descriptions?.takeUnusableAnswer()) {
                refuse(488);
                return;
              }
              this.#refuseOffer = undefined;
              resolve();
            },
            onReject: ({ message }) => refuse(statusOf(message)),
            onRedirect: ({ message }) => refuse(statusOf(message)),
          },
        })
        .then(
          () => takeAcceptanceOnce(this.#session),
          // It could not even be sent: another one is under way, or the dialog is in the wrong state.
          () => refuse(491),
        );
    });
  }

  dropOffer(): void {
    const refuse = this.#refuseOffer;
    const session = this.#session as unknown as Pending;
    // Otherwise the time-out of the old one would take back the offer of the next.
    session.dialog?.reinviteUserAgentClient?.dispose();
    if (refuse === undefined) return;
    if (session.dialog) {
      session.dialog.signalingStateRollback();
      session.dialog.reinviteUserAgentClient = undefined;
    }
    session.pendingReinvite = false;
    void this.#descriptions
      ?.rollbackDescription()
      .catch(() => {})
      .then(() => refuse(NO_ANSWER));
  }

  refer(target: string | Leg, taken: () => void): Promise<void> {
    const to = typeof target === 'string' ? UserAgent.makeURI(target) : (target as SipjsLeg).#session;
    if (to === undefined) return Promise.reject(new LegRefused(416));
    return new Promise((resolve, reject) => {
      const refuse = (status: number) => reject(new LegRefused(status));
      this.#refuseTransfer = refuse;
      this.#session
        .refer(to, {
          requestDelegate: { onAccept: taken, onReject: ({ message }) => refuse(statusOf(message)) },
          onNotify: (notification) => {
            void notification.accept();
            const status = Number(/^\s*SIP\/2\.0 (\d{3})/.exec(notification.request.body)?.[1]);
            if (status >= 300) refuse(status);
            else if (status >= 200) resolve();
          },
        })
        .catch(() => refuse(481));
    });
  }

  info(contentType: string, body: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#session
        .info({
          requestOptions: { body: { contentDisposition: 'render', contentType, content: body } },
          requestDelegate: {
            onAccept: () => resolve(),
            onReject: ({ message }) => reject(new LegRefused(statusOf(message))),
          },
        })
        .catch(() => reject(new LegRefused(481)));
    });
  }
}

interface Message {
  readonly statusCode?: number | undefined;
  readonly reasonPhrase?: string | undefined;
  getHeader(name: string): string | undefined;
  hasHeader(name: string): boolean;
}

/** An answer without a Via was made by SIP.js itself: nobody answered. */
const statusOf = (message: Message): number =>
  message.hasHeader('Via') ? (message.statusCode ?? 500) : NO_ANSWER;

function refusal(message: Message): LegEnd {
  const status = statusOf(message);
  if (status === NO_ANSWER) return { kind: 'lost' };
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
