import type { Handlers } from '../../../shared/contract/define.ts';
import { type Answer, Failure, toWire } from '../../../shared/contract/failure.ts';
import { type RequestMap, type RequestName, requests } from '../../../shared/contract/index.ts';
import type { Right } from '../../../shared/domain/rights/rights.ts';
import { type Asker, type Guard, within } from '../rights/guard.ts';
import { asFailure } from './as-failure.ts';
import type { Log } from './log.ts';
import type { Session } from './session.ts';

/** What every handler may know of the asker. */
export interface Context {
  readonly session: Session;
  /** Whose records a list may bring for this right; undefined: everybody's. Those of nobody always belong to it. */
  within(right: Right): ReadonlySet<string> | undefined;
}

export interface DoorOptions {
  readonly handlers: CoreHandlers;
  readonly guard: Guard;
  /** Who is behind this satellite now. */
  readonly askerOf: (session: Session) => Asker;
  /** Writes down what was granted, before the answer leaves. */
  readonly granted?: (name: RequestName, input: unknown, answer: unknown) => void;
  /** Writes down who wanted what he may not. */
  readonly refused?: (name: string, input: unknown) => void;
  readonly log: Log;
}

export type CoreHandlers = Handlers<RequestMap, Context>;
export type Dispatch = (name: unknown, input: unknown, session: Session) => Promise<Answer>;

/** A request that takes longer than this is worth a line in the log. */
const SLOW_MS = 200;

/**
 * The only door to the core: known name, right role, right of the person, right shape, a record within reach, and then the
 * handler. Whoever asks, nothing reaches a handler unparsed, and nothing but a `Failure` code leaves.
 */
export function createDispatch(options: DoorOptions): Dispatch {
  const { handlers, guard, askerOf, log } = options;
  return async (name, input, session) => {
    if (typeof name !== 'string' || !Object.hasOwn(requests, name)) {
      log.warn({ name: String(name).slice(0, 80), role: session.role }, 'unknown request');
      return { failure: toWire(new Failure('badRequest')) };
    }
    const key = name as RequestName;
    const definition = requests[key];
    if (!(definition.from as readonly string[]).includes(session.role)) {
      log.warn({ name, role: session.role }, 'request refused for this role');
      options.refused?.(name, undefined);
      return { failure: toWire(new Failure('notAllowed')) };
    }
    const asker = askerOf(session);
    try {
      guard.admit(definition.need, session.role, asker);
    } catch (error) {
      return refuse(name, error);
    }
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) {
      // Paths and codes only: the values may be a password or a customer's data.
      const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
      log.warn({ name, issues: issues.slice(0, 5) }, 'request does not fit the contract');
      return { failure: toWire(new Failure('badRequest')) };
    }
    const begin = performance.now();
    try {
      guard.reach(definition.need, parsed.data, asker);
      const handler = handlers[key] as (input: unknown, context: Context) => unknown;
      const answer = await handler(parsed.data, { session, within: (right) => within(asker, right) });
      options.granted?.(key, parsed.data, answer);
      return { ok: answer };
    } catch (error) {
      return refuse(name, error, parsed.data);
    } finally {
      const ms = performance.now() - begin;
      if (ms > SLOW_MS) log.warn({ name, ms: Math.round(ms) }, 'slow request');
    }
  };

  function refuse(name: string, error: unknown, input?: unknown): Answer {
    const failure = asFailure(error);
    if (failure.code === 'noRight' || failure.code === 'outOfReach') options.refused?.(name, input);
    if (failure.code === 'internal') log.error({ name, err: error }, 'request failed');
    else log.info({ name, code: failure.code, cause: failure.cause }, 'request refused');
    return { failure: toWire(failure) };
  }
}
