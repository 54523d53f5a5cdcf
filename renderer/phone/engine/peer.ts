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

/**
 * A connection for a call that rings. With servers its ports and its reflexive and relayed addresses are found while it
 * rings (`iceCandidatePoolSize`), so that the answer waits for none of it; without servers there is nothing to wait for.
 * Nothing is checked before the answer: checks that nobody answers would let ICE fail in a call that rings for a minute.
 */
export const answeringConnection = (iceServers: RTCIceServer[]): RTCPeerConnection =>
  closeWhenCalm(
    iceServers.length === 0
      ? new RTCPeerConnection({ iceServers })
      : answerAfterPool(new RTCPeerConnection({ iceServers, iceCandidatePoolSize: 1 })),
  );

/**
 * ms. Chromium never finds a candidate for a description that takes over its pool before the pool has seen the network:
 * 13 of 300 first connections of a page that were answered at once had none for ever, of 400 that waited 30 or 100 ms none.
 */
const POOL_SEES_NETWORK = 250;

function answerAfterPool(connection: RTCPeerConnection): RTCPeerConnection {
  const seen = pause(POOL_SEES_NETWORK);
  const set = connection.setLocalDescription.bind(connection);
  connection.setLocalDescription = async (description?: RTCLocalSessionDescriptionInit) => {
    await seen;
    await set(description);
  };
  return connection;
}

/** So long after the end of a call nothing of its connection is on its way any more, ms. */
const CALM = 500;

/**
 * Makes `close` silence the connection at once and close it a moment later. Chromium never lets go of a connection that is
 * closed while one of its own events is scheduled (a handle of its own keeps it): of 450 calls that ended right after
 * they began, up to nine stayed in memory with their streams.
 */
export function closeWhenCalm(connection: RTCPeerConnection): RTCPeerConnection {
  const close = connection.close.bind(connection);
  let closing = false;
  connection.close = () => {
    if (closing) return;
    closing = true;
    for (const sender of connection.getSenders()) sender.replaceTrack(null).catch(() => {});
    setTimeout(close, CALM);
  };
  return connection;
}

/** Takes the other side's first offer; without one (`''`) the connection is made ready to offer itself. */
export async function takeOffer(connection: RTCPeerConnection, sdp: string): Promise<void> {
  if (sdp === '') {
    addVoice(connection);
    return;
  }
  await connection.setRemoteDescription({ type: 'offer', sdp });
  const voice = voiceTransceiver(connection);
  if (voice) voice.direction = 'sendrecv';
}

/** A place for the operator's voice, which comes as soon as the microphone is open. */
export function addVoice(connection: RTCPeerConnection): void {
  connection.addTransceiver('audio', { direction: 'sendrecv' });
}

/** Makes an offer of ours the local description and returns it, ready to be sent. */
export async function describeOffer(
  connection: RTCPeerConnection,
  offer: Reoffer,
  iceTimeoutMs: number,
): Promise<string> {
  for (const transceiver of connection.getTransceivers()) transceiver.direction = offer.direction;
  const description = await connection.createOffer({ iceRestart: offer.iceRestart });
  const candidates = offer.iceRestart ? gathered(connection, iceTimeoutMs) : undefined;
  await connection.setLocalDescription(description);
  const until = Date.now() + iceTimeoutMs;
  await candidates;
  // "Complete" may have been the word of the gathering before. An offer of a restart without any candidate would be the
  // end of the sound: Asterisk gives up ICE for that call then.
  while (offer.iceRestart && !hasCandidate(connection) && Date.now() < until) await pause(CANDIDATE_POLL);
  return connection.localDescription?.sdp ?? '';
}

const CANDIDATE_POLL = 20;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const hasCandidate = ({ localDescription }: RTCPeerConnection): boolean =>
  /^a=candidate:/m.test(localDescription?.sdp ?? '');

/** Whether our description has an address of this machine to send from: a UDP candidate that is not the loopback. */
export const offersAddress = ({ localDescription }: RTCPeerConnection): boolean =>
  /^a=candidate:\S+ \d+ udp \d+ (?!127\.|::1 )/im.test(localDescription?.sdp ?? '');

/** Takes back a local offer that the other side refused; harmless in any other state. */
export async function rollBack(connection: RTCPeerConnection): Promise<void> {
  if (connection.signalingState === 'have-local-offer') {
    await connection.setLocalDescription({ type: 'rollback' });
  }
}

const voiceTransceiver = (connection: RTCPeerConnection): RTCRtpTransceiver | undefined =>
  connection.getTransceivers().find((one) => one.receiver.track.kind === 'audio');

/** Sender of the operator's voice. */
export const voiceSender = (connection: RTCPeerConnection): RTCRtpSender | undefined =>
  voiceTransceiver(connection)?.sender;
