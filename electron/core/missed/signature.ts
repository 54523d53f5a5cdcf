import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clock of the PBX may be from ours, either way, and so how long a request can be told from its replay. */
export const WINDOW_MS = 5 * 60_000;
/** What the rate lets through in two windows, and as much again: beyond it the guard refuses and forgets nothing. */
const MOST_SEEN = 60_000;

/** `v1=` and HMAC-SHA256 in hex over `<timestamp>.<body>`, the body byte by byte as it came. */
export const sign = (secret: string, timestamp: string, body: Uint8Array): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;

export function isSigned(secret: string, timestamp: string, body: Uint8Array, given: string): boolean {
  const right = Buffer.from(sign(secret, timestamp, body));
  const said = Buffer.from(given);
  return said.length === right.length && timingSafeEqual(said, right);
}

/** Seconds since 1970 within the window; a time that is no number is none. */
export function isFresh(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now) <= WINDOW_MS;
}

export type Judged = 'new' | 'replay' | 'full';

/** Remembers each signature for as long as its time is fresh, in bounded memory. */
export function createReplayGuard(most = MOST_SEEN) {
  /** Signature to the moment from which its timestamp is too old, in order of arrival. */
  const seen = new Map<string, number>();

  function forget(now: number): void {
    for (const [signature, until] of seen) if (until < now) seen.delete(signature);
  }

  const knows = (signature: string, now: number) => (seen.get(signature) ?? 0) >= now;

  return {
    knows,
    judge(signature: string, timestamp: string, now: number): Judged {
      if (knows(signature, now)) return 'replay';
      if (seen.size >= most) forget(now);
      if (seen.size >= most) return 'full';
      seen.set(signature, Number(timestamp) * 1000 + WINDOW_MS);
      return 'new';
    },
    size: () => seen.size,
  };
}

/** So many at once, and so many a second for long. */
export function createRate({ burst, perSecond }: { burst: number; perSecond: number }) {
  let left = burst;
  let at = Number.NEGATIVE_INFINITY;
  return {
    take(now: number): boolean {
      // A clock that was set back gives nothing, and takes nothing away.
      const passed = Math.max(0, now - at);
      at = now;
      left = Math.min(burst, left + (passed / 1000) * perSecond);
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
