import type { MessagePortMain } from 'electron';
import type { Channel } from '../../../shared/channel/channel.ts';
import type { Role } from '../../../shared/contract/define.ts';
import type { FailureParams } from '../../../shared/contract/failure.ts';
import type { Log } from '../log.ts';
import type { CoreHost, CoreHostEvents } from './core-host.ts';
import { crashCounter } from './restart-delay.ts';

export type CoreState =
  | { readonly name: 'starting' }
  | { readonly name: 'ready' }
  /** Died; starts again by itself. */
  | { readonly name: 'down' }
  /** Will not start by itself: `code` names the sentence that says why. */
  | { readonly name: 'failed'; readonly code: string; readonly params: FailureParams }
  | { readonly name: 'stopped' };

export interface SupervisorOptions {
  /** Starts a process; may throw. */
  readonly start: (events: CoreHostEvents) => CoreHost;
  /** The first message of each start. */
  readonly greeting: () => object;
  readonly log: Log;
}

/** Crashes in a row, none of them after `ready`, until a person is asked instead. */
const HOPELESS = 6;
/** Enough to finish a recording; `npm start` gives us 15 s in all. */
const STOP_MS = 10_000;

/**
 * Keeps the core alive. It owns nothing of the core's data: a crash loses no more than what was not yet
 * acknowledged, and the satellites ask again when they have a new channel.
 */
export class CoreSupervisor {
  readonly #options: SupervisorOptions;
  readonly #crashes = crashCounter();
  readonly #listeners = new Set<(state: CoreState) => void>();
  #state: CoreState = { name: 'down' };
  #host: CoreHost | undefined;
  #timer: NodeJS.Timeout | undefined;
  #crashesBeforeReady = 0;
  #lastId = 0;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get state(): CoreState {
    return this.#state;
  }

  /** Tells each change, not the present state. */
  onState(listener: (state: CoreState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The first start, or a person's `try again` after `failed`. */
  start(): void {
    if (this.#state.name === 'stopped') return;
    if (this.#host) {
      if (this.#state.name !== 'failed') return;
      this.#host.kill('SIGKILL');
      this.#host = undefined;
    }
    clearTimeout(this.#timer);
    this.#become({ name: 'starting' });
    try {
      const host = this.#options.start({
        onMessage: (message) => this.#heard(host, message),
        onExit: (code, words) => this.#exited(host, code, words),
      });
      this.#host = host;
      this.#crashes.started();
      host.send(this.#options.greeting());
    } catch (error) {
      this.#options.log.error('core cannot be started', { reason: String(error) });
      this.#become({ name: 'failed', code: 'internal', params: {} });
    }
  }

  /** Resolves when the core can be talked to: at once, or after its next start. */
  whenReady(): Promise<void> {
    if (this.#state.name === 'ready') return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onState((state) => {
        if (state.name !== 'ready') return;
        stop();
        resolve();
      });
    });
  }

  /** Gives the core one end of a channel. Only in `ready`; otherwise the port is closed. */
  introduce(role: Role, port: MessagePortMain): void {
    if (this.#state.name === 'ready' && this.#host)
      this.#host.connect(`${role}-${++this.#lastId}`, role, port);
    else port.close();
  }

  /** A channel of the shell's own; only in `ready`. */
  open(role: Role): Channel {
    if (this.#state.name !== 'ready' || !this.#host) throw new Error('the core is not there');
    return this.#host.open(`${role}-${++this.#lastId}`, role);
  }

  /** The end of the program: asks the core to finish, and waits no longer than is decent. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    const host = this.#host;
    this.#become({ name: 'stopped' });
    if (!host) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#options.log.warn('core did not stop in time');
        host.kill('SIGKILL');
        resolve();
      }, STOP_MS);
      this.#whenGone = () => {
        clearTimeout(timer);
        resolve();
      };
      host.send({ type: 'stop' });
    });
  }

  #whenGone: (() => void) | undefined;

  #heard(host: CoreHost, message: unknown): void {
    if (host !== this.#host || typeof message !== 'object' || message === null || !('type' in message))
      return;
    if (message.type === 'ready' && this.#state.name === 'starting') {
      this.#crashesBeforeReady = 0;
      this.#options.log.info('core ready', { pid: host.pid });
      this.#become({ name: 'ready' });
    } else if (message.type === 'failed' && this.#state.name !== 'stopped') {
      const { code, params } = message as { code?: unknown; params?: FailureParams };
      const known = typeof code === 'string' ? code : 'internal';
      this.#options.log.error('core refused to start', { code: known });
      this.#become({ name: 'failed', code: known, params: params ?? {} });
      // It said its last word; a process that stays would hold the data folder.
      host.kill('SIGTERM');
    }
  }

  #exited(host: CoreHost, code: number | null, words: string): void {
    if (host !== this.#host) return;
    this.#host = undefined;
    this.#whenGone?.();
    if (this.#state.name === 'stopped' || this.#state.name === 'failed') return;
    if (this.#state.name === 'starting') this.#crashesBeforeReady++;
    const { crashes, delayMs } = this.#crashes.crashed();
    this.#options.log.error('core ended', { code: code ?? -1, crashes, delayMs, words });
    if (this.#crashesBeforeReady >= HOPELESS) {
      this.#crashesBeforeReady = 0;
      this.#crashes.reset();
      this.#become({ name: 'failed', code: 'internal', params: {} });
      return;
    }
    this.#become({ name: 'down' });
    this.#timer = setTimeout(() => this.start(), delayMs);
  }

  #become(state: CoreState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}
