import type { Session } from './session.ts';

/**
 * After a 200 that it cannot use, JsSIP calls its session ended before its `_close` looks, which then does nothing:
 * connection, dialog and session would stay for ever. Harmless for a session that did close.
 */
export function tidyUp(session: Session): void {
  (session._connection as RTCPeerConnection | null)?.close();
  session._dialog?.terminate();
  session._ua.destroyRTCSession(session);
}
