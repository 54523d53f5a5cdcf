import type { CoreClient, PhoneCommandHandlers } from '../contract/client.ts';
import { type Answer, Failure, fromWire, toWire } from '../contract/failure.ts';
import type { EventName, EventPayload, Input, Output, RequestName } from '../contract/index.ts';
import { phoneCommands } from '../contract/index.ts';
import type { Channel } from './channel.ts';
import { type CoreSide, rpc, type SatelliteSide } from './rpc.ts';

/** How a satellite gets a channel to the core: called at the start and again after each loss. */
export type OpenChannel = () => Promise<Channel>;

export interface ClientOptions {
  readonly open: OpenChannel;
  /** Given by the phone page only: what the core may command. */
  readonly phone?: PhoneCommandHandlers;
  /** A request that was asked while the core is away waits this long for it, milliseconds. */
  readonly patienceMs?: number;
}

const RETRY_MS = [100, 250, 500, 1000, 2000] as const;

type Listener = (payload: never) => void;
type Connection = 'connecting' | 'connected' | 'lost';

/**
 * The one client of the core, for desk, phone and shell. It reconnects for ever; requests that were not yet sent
 * wait for the core, and one whose answer was lost fails with `coreUnreachable`: only its author knows whether
 * asking twice is harmless.
 */
export function createCoreClient(options: ClientOptions): CoreClient {
  const patienceMs = options.patienceMs ?? 15_000;
  const listeners = new Map<string, Set<Listener>>();
  const watchers = new Set<(state: Connection) => void>();
  const waiting = new Set<() => void>();
  let state: Connection = 'connecting';
  let closed = false;
  let core: CoreSide | undefined;
  let channel: Channel | undefined;

  const satellite: SatelliteSide = {
    tell(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
    command: (name, input) => obey(options.phone, name, input),
  };

  function become(next: Connection): void {
    if (state === next) return;
    state = next;
    for (const watcher of watchers) watcher(next);
  }

  async function connect(attempt = 0): Promise<void> {
    if (closed) return;
    try {
      channel = await options.open();
    } catch {
      setTimeout(() => void connect(attempt + 1), RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]);
      return;
    }
    if (closed) return channel.close();
    channel.onClose(() => {
      core = undefined;
      become('lost');
      void connect();
    });
    core = rpc<CoreSide, SatelliteSide>(channel, satellite);
    become('connected');
    for (const wake of [...waiting]) wake();
  }

  async function reach(): Promise<CoreSide> {
    if (core) return core;
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(wake);
        reject(new Failure('coreUnreachable'));
      }, patienceMs);
      waiting.add(wake);
    });
    if (!core) throw new Failure('coreUnreachable');
    return core;
  }

  void connect();

  return {
    async request<K extends RequestName>(name: K, input: Input<K>): Promise<Output<K>> {
      if (closed) throw new Failure('coreUnreachable');
      const answer = await ask(await reach(), name, input);
      if ('failure' in answer) throw fromWire(answer.failure);
      return answer.ok as Output<K>;
    },
    on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as Listener);
      return () => set.delete(listener as Listener);
    },
    onConnection(listener) {
      watchers.add(listener);
      listener(state);
      return () => watchers.delete(listener);
    },
    close() {
      closed = true;
      channel?.close();
    },
  };
}

async function ask(core: CoreSide, name: string, input: unknown): Promise<Answer> {
  try {
    return await core.ask(name, input);
  } catch (cause) {
    throw new Failure('coreUnreachable', {}, { cause });
  }
}

/** Runs one command of the core on the phone; the input was made by our own core, but is checked all the same. */
async function obey(
  handlers: PhoneCommandHandlers | undefined,
  name: string,
  input: unknown,
): Promise<Answer> {
  if (!handlers || !Object.hasOwn(phoneCommands, name)) return { failure: toWire(new Failure('notAllowed')) };
  const command = name as keyof PhoneCommandHandlers;
  const parsed = phoneCommands[command].input.safeParse(input);
  if (!parsed.success) return { failure: toWire(new Failure('badRequest')) };
  try {
    await (handlers[command] as (input: unknown) => Promise<void>)(parsed.data);
    return { ok: null };
  } catch (error) {
    return { failure: toWire(error) };
  }
}
