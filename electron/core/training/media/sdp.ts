/**
 * The few things about SDP that the exchange must decide itself; the rest is werift's.
 *
 * The caller's end is ICE-lite (RFC 8445 §2.5): it only answers the checks of the browser. So it needs none of the
 * browser's candidates, and an mDNS name among them (RFC draft mdns-ice-candidates) is never looked up.
 */
export function withoutCandidates(sdp: string): string {
  return linesOf(sdp)
    .filter((line) => !/^a=(candidate:|end-of-candidates|remote-candidates:)/.test(line))
    .map((line) => `${line}\r\n`)
    .join('');
}

/** `a=ice-lite` is a session attribute (RFC 8839 §5.3); werift writes it under the media line, where Chromium misses it. */
export function withIceLiteInSession(sdp: string): string {
  const lines = linesOf(sdp);
  if (!lines.includes('a=ice-lite')) return sdp;
  const others = lines.filter((line) => line !== 'a=ice-lite');
  const media = others.findIndex((line) => line.startsWith('m='));
  others.splice(media === -1 ? others.length : media, 0, 'a=ice-lite');
  return others.map((line) => `${line}\r\n`).join('');
}

/** Whether this is an offer or answer of sound that we can speak: secured audio with µ-law. */
export function speaksPcmu(sdp: string): boolean {
  const audio = linesOf(sdp).find((line) => line.startsWith('m=audio '));
  if (audio === undefined || !/^a=fingerprint:/m.test(sdp)) return false;
  const [, port, profile, ...payloads] = audio.split(' ');
  return port !== '0' && profile?.includes('SAVP') === true && payloads.includes('0');
}

/** Name of the ICE session (RFC 8839 §5.4); another one in a later offer means an ICE restart. */
export const iceUserOf = (sdp: string): string | undefined => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];

export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** Direction of the audio as its sender means it; sendrecv when nothing is said (RFC 3264 §6.1). */
export function directionOf(sdp: string): MediaDirection {
  const lines = linesOf(sdp);
  const audio = lines.findIndex((line) => line.startsWith('m=audio '));
  const ofMedia = lines.slice(audio + 1).find((line) => DIRECTION.test(line));
  const line = ofMedia ?? lines.slice(0, Math.max(0, audio)).find((other) => DIRECTION.test(other));
  return (line?.slice(2) as MediaDirection | undefined) ?? 'sendrecv';
}

const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)$/;

const linesOf = (sdp: string): string[] => sdp.split(/\r?\n/).filter((line) => line !== '');
