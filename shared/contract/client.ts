import type {
  EventName,
  EventPayload,
  Input,
  Output,
  PhoneCommandInput,
  PhoneCommandName,
  RequestName,
} from './index.ts';

/** A satellite's view of the core. The same over MessagePort, forked child and WebSocket, and in the test double. */
export interface CoreClient {
  /** Asks; rejects with a `Failure`. While the core is away it waits for it, up to the request's time limit. */
  request<K extends RequestName>(name: K, input: Input<K>): Promise<Output<K>>;
  /** Listens; returns how to stop. */
  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void;
  /** Tells at once and at each change whether the core can be reached. `connected` again after a loss: reload state. */
  onConnection(listener: (state: 'connecting' | 'connected' | 'lost') => void): () => void;
  close(): void;
}

/** What the phone page must be able to do; the core asks it through the same channel. A refusal is a `Failure`. */
export type PhoneCommandHandlers = {
  readonly [K in PhoneCommandName]: (input: PhoneCommandInput<K>) => Promise<void>;
};
