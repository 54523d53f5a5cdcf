import type { Channel } from '../../../shared/channel/channel.ts';
import { type PortLike, type PortListeners, portChannel } from '../../../shared/channel/port-channel.ts';

/** Where the core's words on one channel go. */
export interface Sink {
  receive(data: unknown): void;
  /** The core closed it, or is gone. */
  closed(): void;
}

type Relayed =
  | { readonly type: 'data'; readonly id: string; readonly data: unknown }
  | { readonly type: 'close'; readonly id: string };

/** Many channels over the one pipe between the shell and the core, each under its id. */
export class Relay {
  readonly #send: (message: object) => void;
  readonly #sinks = new Map<string, Sink>();

  constructor(send: (message: object) => void) {
    this.#send = send;
  }

  add(id: string, sink: Sink): void {
    this.#sinks.set(id, sink);
  }

  say(id: string, data: unknown): void {
    this.#send({ type: 'data', id, data });
  }

  /** Our end is over. */
  close(id: string): void {
    if (this.#sinks.delete(id)) this.#send({ type: 'close', id });
  }

  /** Takes a message of the core; false when it is none of ours. */
  take(message: unknown): boolean {
    const relayed = asRelayed(message);
    if (!relayed) return false;
    const sink = this.#sinks.get(relayed.id);
    if (relayed.type === 'data') sink?.receive(relayed.data);
    else if (this.#sinks.delete(relayed.id)) sink?.closed();
    return true;
  }

  /** The core is gone, and all channels with it. */
  end(): void {
    const sinks = [...this.#sinks.values()];
    this.#sinks.clear();
    for (const sink of sinks) sink.closed();
  }

  /** A channel that ends here, in the shell. */
  channel(id: string): Channel {
    const port: PortLike = { postMessage: (data) => this.say(id, data), close: () => this.close(id) };
    const sink: Sink = { receive: () => {}, closed: () => {} };
    const listeners: PortListeners = {
      onMessage: (listener) => {
        sink.receive = listener;
      },
      onClose: (listener) => {
        sink.closed = listener;
      },
    };
    this.add(id, sink);
    return portChannel(port, listeners);
  }
}

function asRelayed(message: unknown): Relayed | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('id' in message)) {
    return undefined;
  }
  return message.type === 'data' || message.type === 'close' ? (message as Relayed) : undefined;
}
