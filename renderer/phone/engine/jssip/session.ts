import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingResponse } from 'jssip/lib/SIPMessage';

interface RequestHandlers {
  onSuccessResponse?(response: IncomingResponse): void;
  onErrorResponse?(response: IncomingResponse): void;
  onDialogError?(response: IncomingResponse): void;
  onRequestTimeout?(): void;
  onTransportError?(): void;
}

/** `sendRequest` is documented by JsSIP and missing in its types; the rest is its inside, used where it has no door. */
export interface Session extends RTCSession {
  sendRequest(
    method: string,
    options?: { extraHeaders?: string[]; body?: string; eventHandlers?: RequestHandlers },
  ): void;
  _is_canceled: boolean;
  _status: number;
  /** The offer was in our 200, so that the ACK brings the answer. */
  readonly _late_sdp: boolean;
  readonly _timers: { readonly ackTimer?: number; readonly invite2xxTimer?: number };
  readonly _ua: { destroyRTCSession(session: unknown): void };
  _createRTCConnection(): void;
  _connection: RTCPeerConnection;
  readonly _dialog: {
    terminate(): void;
    readonly id: { call_id: string; local_tag: string; remote_tag: string };
    readonly _remote_target: { toString(): string };
    uac_pending_reply: boolean;
  } | null;
}
