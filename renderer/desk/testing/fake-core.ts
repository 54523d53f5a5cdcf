// The core's double for tests and for the preview page: the same interface, typed by the same handler map.
import type { CoreClient } from '../../../shared/contract/client.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { EventName, EventPayload, Input, Output, RequestName } from '../../../shared/contract/index.ts';
import { events, requests } from '../../../shared/contract/index.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import { sampleHandlers } from './sample-handlers.ts';

export type { FakeHandlers };

type Connection = 'connecting' | 'connected' | 'lost';

export interface FakeCore extends CoreClient {
  /** Tells as the core would; a payload that breaks the contract throws. */
  emit<K extends EventName>(name: K, payload: EventPayload<K>): void;
  setConnection(state: Connection): void;
  /** Everything that was asked, in order. */
  readonly asked: ReadonlyArray<{ readonly name: RequestName; readonly input: unknown }>;
  /** The inputs of one kind of question. */
  inputs<K extends RequestName>(name: K): Input<K>[];
  handle(handlers: FakeHandlers): void;
}

export function createFakeCore(overrides: FakeHandlers = {}): FakeCore {
  let handlers: FakeHandlers = { ...sampleHandlers(), ...overrides };
  let connection: Connection = 'connected';
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const connectionListeners = new Set<(state: Connection) => void>();
  const asked: Array<{ name: RequestName; input: unknown }> = [];

  return {
    asked,
    inputs: <K extends RequestName>(name: K) =>
      asked.filter((entry) => entry.name === name).map((entry) => entry.input as Input<K>),
    handle: (more) => {
      handlers = { ...handlers, ...more };
    },
    async request<K extends RequestName>(name: K, input: Input<K>): Promise<Output<K>> {
      asked.push({ name, input });
      // What the core would refuse must not pass in a test either.
      const parsed = requests[name].input.safeParse(input);
      if (!parsed.success) throw new Failure('badRequest');
      const handler = handlers[name] as ((given: Input<K>) => Output<K> | Promise<Output<K>>) | undefined;
      if (!handler) throw new Failure('internal', {}, { cause: new Error(`no handler for ${name}`) });
      return handler(input);
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      set.add(listener);
      listeners.set(name, set);
      return () => set.delete(listener);
    },
    emit(name, payload) {
      const checked = events[name].parse(payload) as never;
      for (const listener of listeners.get(name) ?? []) listener(checked);
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      listener(connection);
      return () => connectionListeners.delete(listener);
    },
    setConnection(state) {
      connection = state;
      for (const listener of connectionListeners) listener(state);
    },
    close() {
      listeners.clear();
      connectionListeners.clear();
    },
  };
}
