const TONES = '0123456789*#ABCD';

/** The key of an RTP telephone event (RFC 4733 §2.3: its first byte, 0…15), or undefined for any other event. */
export function toneOf(payload: Uint8Array): string | undefined {
  const event = payload[0];
  return event === undefined ? undefined : TONES[event];
}

/**
 * The key of an INFO body: `application/dtmf-relay` ("Signal=5\r\nDuration=160", as JsSIP and SIP.js send it) or
 * `application/dtmf` (the bare key). Undefined when it is neither.
 */
export function toneOfInfo(contentType: string, body: string): string | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  const signal =
    type === 'application/dtmf-relay'
      ? /^\s*Signal\s*=\s*(\S)\s*$/im.exec(body)?.[1]
      : type === 'application/dtmf'
        ? body.trim()
        : undefined;
  const tone = signal?.toUpperCase();
  return tone !== undefined && tone.length === 1 && TONES.includes(tone) ? tone : undefined;
}
