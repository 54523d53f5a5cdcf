import { gathered } from './ice-gathering.ts';
import type { Reoffer } from './stack.ts';

/** Whether a description offers to hear us: `sendonly` and `inactive` do not (RFC 3264 §8.4). */
export function offersHold(sdp: string): boolean {
  const [session = '', ...media] = sdp.split(/^m=/m);
  const audio = media.find((section) => section.startsWith('audio ')) ?? '';
  const direction = directionOf(audio) ?? directionOf(session) ?? 'sendrecv';
  return direction === 'sendonly' || direction === 'inactive';
}

const directionOf = (section: string): string | undefined =>
  /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(section)?.[1];

/** Makes an offer of ours the local description and returns it, ready to be sent. */
export async function describeOffer(connection: RTCPeerConnection, offer: Reoffer): Promise<string> {
  for (const transceiver of connection.getTransceivers()) transceiver.direction = offer.direction;
  await connection.setLocalDescription(await connection.createOffer({ iceRestart: offer.iceRestart }));
  if (offer.iceRestart) await gathered(connection);
  return connection.localDescription?.sdp ?? '';
}

/** Takes back a local offer that the other side refused; harmless in any other state. */
export async function rollBack(connection: RTCPeerConnection): Promise<void> {
  if (connection.signalingState === 'have-local-offer') {
    await connection.setLocalDescription({ type: 'rollback' });
  }
}

/** Sender of the operator's voice. */
export const voiceSender = (connection: RTCPeerConnection): RTCRtpSender | undefined =>
  connection.getTransceivers().find((one) => one.receiver.track.kind === 'audio')?.sender;

export interface MediaWatch {
  /** Sound got through at least once. */
  readonly wasConnected: boolean;
  /** It gets through now. */
  readonly isConnected: boolean;
  stop(): void;
}

/**
 * Watches whether sound can flow. JsSIP ends a call as soon as ICE has failed; a call must survive a change of network,
 * so the event is kept from it and told here instead. A capturing listener comes before those of the target itself
 * (DOM §2.9), also before one that was added earlier.
 */
export function watchMedia(
  connection: RTCPeerConnection,
  events: { broken(): void; mended(): void },
): MediaWatch {
  let wasConnected = false;
  const isConnected = () => /^(?:connected|completed)$/.test(connection.iceConnectionState);
  const listener = (event: Event) => {
    const state = connection.iceConnectionState;
    if (isConnected()) {
      wasConnected = true;
      events.mended();
    }
    if (state === 'failed' || state === 'disconnected') events.broken();
    if (state === 'failed') event.stopImmediatePropagation();
  };
  connection.addEventListener('iceconnectionstatechange', listener, { capture: true });
  return {
    get wasConnected() {
      return wasConnected;
    },
    get isConnected() {
      return isConnected();
    },
    stop: () => connection.removeEventListener('iceconnectionstatechange', listener, { capture: true }),
  };
}
