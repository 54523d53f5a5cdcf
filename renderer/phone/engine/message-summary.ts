import type { Voicemail } from '../../../shared/contract/agent.ts';

/** Voice messages that wait, of a `application/simple-message-summary` body (RFC 3842 §5.2); undefined: it tells none. */
export function messageSummary(body: string): Voicemail | undefined {
  const counts = /^Voice-Message\s*:\s*(\d{1,6})\s*\/\s*(\d{1,6})/im.exec(body.slice(0, 4_096));
  if (counts) return { fresh: Number(counts[1]), old: Number(counts[2]) };
  const waiting = /^Messages-Waiting\s*:\s*(yes|no)/im.exec(body.slice(0, 4_096))?.[1]?.toLowerCase();
  // Some PBXs say only whether; one is the least that "yes" can mean.
  return waiting === undefined ? undefined : { fresh: waiting === 'yes' ? 1 : 0, old: 0 };
}
