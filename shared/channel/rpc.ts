import { type BirpcReturn, createBirpc } from 'birpc';
import type { Answer } from '../contract/failure.ts';
import type { Channel } from './channel.ts';

/** What the core offers on a channel, and what a satellite offers to the core. Everything is one of these three. */
export interface CoreSide {
  ask(name: string, input: unknown): Promise<Answer>;
}
export interface SatelliteSide {
  tell(event: string, payload: unknown): void;
  command(name: string, input: unknown): Promise<Answer>;
}

/** An import may hold the core busy for a while, but a question without an answer must end some time. */
const TIME_LIMIT_MS = 60_000;

/**
 * birpc over a channel. Failures travel as answers, not as exceptions, so that nothing depends on how a transport
 * clones an Error; only a broken channel rejects.
 */
export function rpc<Remote extends object, Local extends object>(
  channel: Channel,
  local: Local,
): BirpcReturn<Remote, Local> {
  const peer = createBirpc<Remote, Local>(local, {
    post: (data) => channel.send(data),
    on: (listener) => channel.onMessage((data) => isMessage(data) && listener(data)),
    timeout: TIME_LIMIT_MS,
    // Own functions only: a name such as `constructor` must not reach the prototype.
    resolver: (name, resolved) => (Object.hasOwn(local, name) ? resolved : undefined),
    // A value that cannot be cloned must reject its own call and not end the process.
    onGeneralError: (_error, functionName) => functionName !== undefined,
  });
  channel.onClose(() => peer.$close(new Error('channel closed')));
  return peer;
}

/**
 * birpc trusts what arrives, and a field of another kind than it expects ends as an unhandled rejection, which ends the
 * process. So anything that is not a message of its own two kinds is dropped here.
 */
function isMessage(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || !('t' in data)) return false;
  const { t, i, m, a } = data as { t: unknown; i?: unknown; m?: unknown; a?: unknown };
  if (t === 's') return typeof i === 'string';
  return t === 'q' && typeof m === 'string' && Array.isArray(a) && (i === undefined || typeof i === 'string');
}
