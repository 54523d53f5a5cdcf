import type { ColleagueState, Voicemail } from '../../../shared/contract/agent.ts';
import type { Watch } from '../../../shared/contract/phone.ts';
import { DialogInfo } from './dialog-info.ts';
import { messageSummary } from './message-summary.ts';
import type { SipStack, SubscribeRequest, Subscription } from './stack.ts';

export interface WatcherOptions {
  readonly stack: Pick<SipStack, 'subscribe'>;
  /** Of our own mailbox. */
  readonly uri: string;
  readonly extensionUri: (extension: string) => string | undefined;
  readonly voicemail: (voicemail: Voicemail) => void;
  readonly colleague: (state: ColleagueState) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

/** Asked from the PBX, seconds. */
const EXPIRES = 600;
/** A refused one is asked for again, ever more seldom: an extension may be made later. */
const FIRST_RETRY = 2_000;
const LAST_RETRY = 600_000;
/** Two hundred SUBSCRIBEs at once are an attack; so many, and then the next. */
const AT_ONCE = 10;
const PAUSE = 100;
/** One that lived for so long was taken in earnest; its end is no refusal. */
const LIVED = 60_000;

interface Watched {
  readonly request: SubscribeRequest;
  readonly take: (body: string) => void;
  /** Nothing is known any more; the next document begins anew. */
  readonly forget: () => void;
  subscription?: Subscription;
  askedAt: number;
  refusals: number;
  retry?: ReturnType<typeof setTimeout>;
}

/** The subscriptions of the phone: our mailbox's light, and what colleagues do. */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #watched = new Map<string, Watched>();
  #connected = false;
  #queue: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WatcherOptions) {
    this.#options = options;
  }

  watch({ mailbox, extensions }: Watch): void {
    const wanted = new Set([...(mailbox ? ['mailbox'] : []), ...extensions.map((one) => `extension:${one}`)]);
    for (const key of [...this.#watched.keys()]) if (!wanted.has(key)) this.#drop(key);
    if (mailbox && !this.#watched.has('mailbox')) this.#add('mailbox', this.#mailbox());
    for (const extension of extensions) {
      const uri = this.#options.extensionUri(extension);
      const key = `extension:${extension}`;
      if (uri !== undefined && !this.#watched.has(key)) this.#add(key, this.#extension(extension, uri));
    }
  }

  /** Registered, for the first time or again: whatever was asked is asked from this connection. */
  connected(): void {
    this.#connected = true;
    this.#enqueue([...this.#watched.keys()]);
  }

  lost(): void {
    this.#connected = false;
    this.#queue = [];
    clearTimeout(this.#timer);
    for (const watched of this.#watched.values()) {
      clearTimeout(watched.retry);
      watched.refusals = 0;
      watched.forget();
    }
  }

  unsolicited(event: string, body: string): void {
    if (event === 'message-summary') this.#takeSummary(body);
  }

  /** The registration is about to be taken back, and the subscriptions run out with it. */
  stop(): void {
    this.#connected = false;
    this.#queue = [];
    clearTimeout(this.#timer);
    for (const key of [...this.#watched.keys()]) this.#drop(key);
  }

  #mailbox(): Watched {
    return {
      request: {
        uri: this.#options.uri,
        event: 'message-summary',
        accept: 'application/simple-message-summary',
        expiresSec: EXPIRES,
      },
      take: (body) => this.#takeSummary(body),
      forget() {},
      askedAt: 0,
      refusals: 0,
    };
  }

  #extension(extension: string, uri: string): Watched {
    const info = new DialogInfo();
    let last: ColleagueState['state'] | undefined;
    const tell = (state: ColleagueState['state']) => {
      if (state === last) return;
      last = state;
      this.#options.colleague({ extension, state });
    };
    tell('unknown');
    return {
      request: { uri, event: 'dialog', accept: 'application/dialog-info+xml', expiresSec: EXPIRES },
      take(body) {
        const state = info.take(body);
        if (state !== undefined) tell(state);
      },
      forget() {
        info.begin();
        tell('unknown');
      },
      askedAt: 0,
      refusals: 0,
    };
  }

  #takeSummary(body: string): void {
    const voicemail = messageSummary(body);
    if (voicemail) this.#options.voicemail(voicemail);
  }

  #add(key: string, watched: Watched): void {
    this.#watched.set(key, watched);
    if (this.#connected) this.#enqueue([key]);
  }

  #drop(key: string): void {
    const watched = this.#watched.get(key);
    this.#watched.delete(key);
    clearTimeout(watched?.retry);
    watched?.subscription?.stop();
    watched?.forget();
  }

  #enqueue(keys: readonly string[]): void {
    this.#queue.push(...keys.filter((key) => !this.#queue.includes(key)));
    clearTimeout(this.#timer);
    this.#next();
  }

  #next(): void {
    for (const key of this.#queue.splice(0, AT_ONCE)) this.#ask(key);
    if (this.#queue.length > 0) this.#timer = setTimeout(() => this.#next(), PAUSE);
  }

  #ask(key: string): void {
    const watched = this.#watched.get(key);
    if (watched === undefined || !this.#connected) return;
    if (watched.subscription) {
      watched.subscription.refresh();
      return;
    }
    watched.askedAt = Date.now();
    let over = false;
    try {
      const subscription = this.#options.stack.subscribe(watched.request, {
        notify: watched.take,
        ended: () => {
          over = true;
          this.#ended(key, watched);
        },
      });
      if (!over) watched.subscription = subscription;
    } catch (error) {
      this.#options.note('a subscription could not be asked for', error);
    }
  }

  #ended(key: string, watched: Watched): void {
    delete watched.subscription;
    if (this.#watched.get(key) !== watched) return;
    watched.forget();
    if (!this.#connected) return;
    if (Date.now() - watched.askedAt > LIVED) watched.refusals = 0;
    const delay = Math.min(LAST_RETRY, FIRST_RETRY * 4 ** watched.refusals);
    watched.refusals += 1;
    clearTimeout(watched.retry);
    watched.retry = setTimeout(() => this.#enqueue([key]), delay * (0.75 + Math.random() / 2));
  }
}
