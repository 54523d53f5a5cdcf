import { unreasonable } from './reasonable.ts';

/** Why the wire fell, for the log. */
export interface WireDrop {
  readonly code: number;
}

interface Waiting {
  readonly text: string;
  readonly at: number;
}

/** Requests without an answer die in the libraries after 64 × T1 = 32 s (RFC 3261 §17.1.2.2, Timer F). */
const MAX_AGE = 32_000;
/** A goodbye has its meaning for as long as the other side may still listen into an empty line. */
const MAX_GOODBYE_AGE = 600_000;
const MAX_WAITING = 200;

/**
 * The way to the PBX as the SIP libraries see it: always there. Beneath, the WebSocket (RFC 7118) comes and goes.
 *
 * Libraries end calls when a socket falls (JsSIP) or forget to say goodbye (SIP.js), while the sound goes on. So they
 * are not told. What they send meanwhile waits until the new socket is registered, and then leaves in order: a hang-up
 * pressed during the gap still reaches the PBX. Only REGISTER and OPTIONS pass an open but not yet registered socket.
 */
export class SipWire {
  readonly urls: readonly string[];
  /** `performance.now()` at the moment in which the last INVITE came out of the socket. */
  inviteReceivedAt = 0;
  onMessage: (text: string) => void = () => {};
  onDrop: (drop: WireDrop) => void = () => {};
  /** Every message, as it went over the socket. */
  onTraffic: (direction: 'sent' | 'received', text: string) => void = () => {};
  /** What a message did to a library that it should not have done. */
  onError: (error: unknown) => void = () => {};

  #socket: WebSocket | undefined;
  #ready = false;
  readonly #waiting: Waiting[] = [];
  /** BYEs on their way, by Call-ID: sent into a socket that was already dead, they are said again on the next one. */
  readonly #goodbyes = new Map<string, Waiting>();

  /** @param urls of the PBX and of those that may stand in for it */
  constructor(...urls: string[]) {
    this.urls = urls;
  }

  /** The first address: what the libraries believe to be connected to. */
  get url(): string {
    return this.urls[0] ?? '';
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** A fresh socket, whatever was there before. Rejects when it does not open; throws never. */
  open(server = 0): Promise<void> {
    this.close();
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.urls[server] ?? this.url, 'sip');
      socket.binaryType = 'arraybuffer';
      this.#socket = socket;
      socket.onopen = () => resolve();
      socket.onmessage = ({ data }) => this.#received(data);
      socket.onclose = ({ code }) => {
        reject(new Error(`socket closed with ${code}`));
        if (this.#socket === socket) this.#dropped({ code });
      };
    });
  }

  /** Closes without `onDrop`. */
  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#ready = false;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** We are registered on this socket: what waited may go. */
  release(): void {
    this.#ready = true;
    const now = Date.now();
    const unheard = [...this.#goodbyes.values()];
    for (const { text, at } of [...unheard, ...this.#waiting.splice(0)]) {
      if (now - at < (isGoodbye(text) ? MAX_GOODBYE_AGE : MAX_AGE)) this.#pass(text);
    }
  }

  /** Never fails; see above. */
  send(text: string): void {
    if (this.isOpen && (this.#ready || /^(?:REGISTER|OPTIONS) /.test(text))) {
      this.#pass(text);
      return;
    }
    // A REGISTER or OPTIONS of a socket that is gone has no meaning on the next one, and a repetition says nothing new.
    if (/^(?:REGISTER|OPTIONS) /.test(text) || this.#waiting.some((one) => one.text === text)) return;
    this.#waiting.push({ text, at: Date.now() });
    if (this.#waiting.length > MAX_WAITING) this.#forgetOne();
  }

  /** The oldest that is not a goodbye; those are what the other side waits for. */
  #forgetOne(): void {
    const index = this.#waiting.findIndex(({ text }) => !isGoodbye(text));
    this.#waiting.splice(Math.max(0, index), 1);
  }

  #pass(text: string): void {
    const id = text.startsWith('BYE ') && callIdOf(text);
    if (id && !this.#goodbyes.has(id)) {
      this.#goodbyes.set(id, { text, at: Date.now() });
      if (this.#goodbyes.size > MAX_WAITING) this.#goodbyes.delete([...this.#goodbyes.keys()][0] ?? '');
    }
    this.onTraffic('sent', text);
    this.#socket?.send(text);
  }

  #dropped(drop: WireDrop): void {
    this.#socket = undefined;
    this.#ready = false;
    this.onDrop(drop);
  }

  #received(data: unknown): void {
    const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : String(data);
    // RFC 5626 §3.5.1: a double CRLF asks whether we live, a single one answers.
    if (text === '\r\n\r\n') this.#socket?.send('\r\n');
    if (text.trim() === '') return;
    const why = unreasonable(text);
    if (why !== undefined) {
      this.onError(new Error(`${why} was left alone`));
      return;
    }
    if (/^SIP\/2\.0 [2-6]/.test(text) && /^CSeq:[^\r]*BYE/im.test(text))
      this.#goodbyes.delete(callIdOf(text));
    if (text.startsWith('INVITE ')) this.inviteReceivedAt = performance.now();
    this.onTraffic('received', text);
    try {
      this.onMessage(text);
    } catch (error) {
      this.onError(error);
    }
  }
}

const isGoodbye = (text: string): boolean => /^(?:BYE|CANCEL) /.test(text);

/** The Call-ID of a message, `''` if it has none. */
export const callIdOf = (text: string): string => /^(?:Call-ID|i)\s*:\s*(\S+)/im.exec(text)?.[1] ?? '';
