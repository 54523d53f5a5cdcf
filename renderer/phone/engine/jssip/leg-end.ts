import type { LegEnd } from '../end-cause.ts';

interface JssipEnd {
  readonly originator: string;
  readonly message: unknown;
  readonly cause: string;
}

/** What JsSIP's `ended` and `failed` say, without its own words for it. */
export function legEnd({ originator, message, cause }: JssipEnd): LegEnd {
  const peer = message as { method?: string; status_code?: number; reason_phrase?: string } | null;
  const reason = header(message, 'Reason');
  if (originator === 'remote' && peer?.status_code !== undefined && peer.status_code >= 300) {
    return {
      kind: 'refused',
      status: peer.status_code,
      ...(peer.reason_phrase ? { phrase: peer.reason_phrase } : {}),
      ...reason,
    };
  }
  if (originator === 'remote' && peer?.method === 'CANCEL') return { kind: 'cancelled', ...reason };
  if (originator === 'remote' && peer?.method === 'BYE') return { kind: 'bye', ...reason };
  // The Expires header of their INVITE ran out (RFC 3261 §13.3.1).
  if (cause === 'Expires') return { kind: 'cancelled' };
  if (/media|webrtc|sdp|rtp/i.test(cause)) return { kind: 'noMedia' };
  return { kind: 'lost' };
}

function header(message: unknown, name: string): { reason?: string } {
  const read = (message as { getHeader?(name: string): string | undefined } | null)?.getHeader;
  const value = read?.call(message, name);
  return value ? { reason: value } : {};
}
