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

const linesOf = (sdp: string): string[] => sdp.split(/\r?\n/).filter((line) => line !== '');
