import { EventEmitter } from 'node:events';
import type { Page } from 'playwright-core';
import type { PhoneAccount, PhoneFact, Registration } from '../../../shared/contract/phone.ts';
import { pbx } from '../bench/pbx.ts';
import type { Command, PhoneNews } from '../page/bench.ts';
import type { Ear } from '../town/sound.ts';

export type FactOf<K extends PhoneFact['kind']> = Extract<PhoneFact, { kind: K }>;

const DEFAULT_MS = 8_000;
let calls = 0;

/** A call id of ours (a UUID as the contract wants it). */
function newCallId(): string {
  calls += 1;
  return `01890000-0000-7000-8000-${calls.toString(16).padStart(12, '0')}`;
}

/** An agent's phone: one engine in a page, seen from the test. */
export class Phone {
  readonly extension: string;
  /** What its operator sounds, Hz; 0: the beep of Chromium's own microphone. */
  readonly pitch: number;
  /** Everything that it told, in order. */
  readonly news: PhoneNews[] = [];
  readonly #page: Page;
  readonly #changed = new EventEmitter().setMaxListeners(100);
  readonly #claimed = new Set<string>();

  constructor(page: Page, extension: string, pitch: number) {
    this.#page = page;
    this.extension = extension;
    this.pitch = pitch;
  }

  /** An account of the bench's PBX; the socket's address names the phone, so that the page knows whose messages these are. */
  account(engine: PhoneAccount['engine'], some: Partial<PhoneAccount> = {}): PhoneAccount {
    return {
      id: this.extension,
      engine,
      server: `${pbx.ws}?phone=${this.extension}`,
      login: this.extension,
      password: `secret${this.extension}`,
      domain: pbx.address,
      displayName: `Agent ${this.extension}`,
      iceServers: [],
      dtmf: 'rfc4733',
      iceTimeoutMs: 1_000,
      ...some,
    };
  }

  async open(account: PhoneAccount): Promise<void> {
    await this.#page.evaluate(([name, one, pitch]) => window.pbxPhones.open(name, one, pitch), [
      this.extension,
      account,
      this.pitch,
    ] as const);
    await this.registration('registered');
  }

  close(): Promise<void> {
    return this.#page.evaluate((name) => window.pbxPhones.close(name), this.extension);
  }

  hear(news: PhoneNews): void {
    this.news.push(news);
    this.#changed.emit('news');
  }

  /** Forgets what happened in calls before; what stands (registration, voicemail) is kept. */
  beginAnew(): void {
    const standing = this.news.filter(({ kind }) => kind === 'registration' || kind === 'voicemail');
    this.news.splice(0, this.news.length, ...standing);
  }

  // ---- commands ----

  /** The code of the failure, or nothing. */
  try(command: Command, ...args: readonly unknown[]): Promise<string | undefined> {
    return this.#page.evaluate(([name, what, list]) => window.pbxPhones.command(name, what, list), [
      this.extension,
      command,
      args,
    ] as const);
  }

  async do(command: Command, ...args: readonly unknown[]): Promise<void> {
    const failure = await this.try(command, ...args);
    if (failure !== undefined) throw new Error(`${command} failed: ${failure}; ${this.story()}`);
  }

  /** Dials; the id of the call. */
  async dial(target: string): Promise<string> {
    const callId = newCallId();
    await this.do('dial', callId, target);
    return callId;
  }

  /** Dials, and waits until the other side has answered. */
  async talkTo(target: string): Promise<string> {
    const callId = await this.dial(target);
    await this.fact('answered', callId);
    return callId;
  }

  probeNow = (): Promise<void> =>
    this.#page.evaluate((name) => window.pbxPhones.probeNow(name), this.extension);
  reconnectNow = (): Promise<void> =>
    this.#page.evaluate((name) => window.pbxPhones.reconnectNow(name), this.extension);
  liveCallIds = (): Promise<string[]> =>
    this.#page.evaluate((name) => window.pbxPhones.liveCallIds(name), this.extension);

  // ---- what was told ----

  /** The first answer of `probe` that is not undefined, now or after some news. */
  until<T>(what: string, probe: () => T | undefined, withinMs = DEFAULT_MS): Promise<T> {
    const now = probe();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = probe();
        if (found === undefined) return;
        done();
        resolve(found);
      };
      const late = setTimeout(() => {
        done();
        reject(new Error(`${what}: not within ${withinMs} ms; ${this.story()}`));
      }, withinMs);
      const done = () => {
        clearTimeout(late);
        this.#changed.off('news', look);
      };
      this.#changed.on('news', look);
    });
  }

  facts(callId?: string): PhoneFact[] {
    return this.news.flatMap((one) =>
      one.kind === 'fact' && (callId === undefined || one.fact.callId === callId) ? [one.fact] : [],
    );
  }

  kinds = (callId: string): PhoneFact['kind'][] => this.facts(callId).map(({ kind }) => kind);

  fact<K extends PhoneFact['kind']>(kind: K, callId: string, withinMs?: number): Promise<FactOf<K>> {
    return this.until(
      `fact ${kind}`,
      () => this.facts(callId).find((one): one is FactOf<K> => one.kind === kind),
      withinMs,
    );
  }

  /** The next call that rings here and was not asked for before. */
  async rung(withinMs?: number): Promise<FactOf<'incoming'>> {
    const fact = await this.until(
      `a call at ${this.extension}`,
      () =>
        this.facts().find(
          (one): one is FactOf<'incoming'> => one.kind === 'incoming' && !this.#claimed.has(one.callId),
        ),
      withinMs,
    );
    this.#claimed.add(fact.callId);
    return fact;
  }

  registration(state: Registration['state'], withinMs?: number): Promise<Registration> {
    return this.until(
      `registration ${state}`,
      () => {
        const last = this.news.findLast((one) => one.kind === 'registration')?.registration;
        return last?.state === state ? last : undefined;
      },
      withinMs,
    );
  }

  /** SIP messages at the socket that begin with this (`INVITE `, `SIP/2.0 486`). */
  wire(direction: 'sent' | 'received', beginning: string): string[] {
    return this.news.flatMap((one) =>
      one.kind === 'wire' && one.direction === direction && one.text.startsWith(beginning) ? [one.text] : [],
    );
  }

  onWire(direction: 'sent' | 'received', beginning: string, withinMs?: number): Promise<string> {
    return this.until(`${beginning} ${direction}`, () => this.wire(direction, beginning).at(-1), withinMs);
  }

  /** What the operator hears in this call. */
  ear(callId: string): Ear {
    return {
      heard: (pitches) =>
        this.#page.evaluate(([name, id, list]) => window.pbxPhones.heard(name, id, list), [
          this.extension,
          callId,
          pitches,
        ] as const),
      loudness: () =>
        this.#page.evaluate(([name, id]) => window.pbxPhones.loudness(name, id), [
          this.extension,
          callId,
        ] as const),
    };
  }

  packets(callId: string): Promise<{ received: number; sent: number }> {
    return this.#page.evaluate(([name, id]) => window.pbxPhones.packets(name, id), [
      this.extension,
      callId,
    ] as const);
  }

  /** Descriptions and media of a call, for the text of a failure: why does nobody hear anybody? */
  async media(callId: string): Promise<string> {
    const descriptions = this.news.flatMap((one) =>
      one.kind === 'wire' && one.text.includes('\r\n\r\nv=0') ? [`${one.direction} ${one.text}`] : [],
    );
    const entries = await this.#page.evaluate(([name, id]) => window.pbxPhones.media(name, id), [
      this.extension,
      callId,
    ] as const);
    return [...descriptions, ...entries].join('\n');
  }

  /** The last of what was told, for a failure's text: first lines of SIP, facts, registrations, notes. */
  story(last = 40): string {
    const lines = this.news.flatMap((one): string[] => {
      if (one.kind === 'wire')
        return [`${one.direction === 'sent' ? '→' : '←'} ${one.text.split('\r\n', 1)[0]}`];
      if (one.kind === 'fact') return [`fact ${JSON.stringify({ ...one.fact, at: undefined })}`];
      if (one.kind === 'registration') return [`registration ${JSON.stringify(one.registration)}`];
      if (one.kind === 'note') return [`note ${one.text}`];
      return [];
    });
    return `${this.extension}:\n  ${lines.slice(-last).join('\n  ')}`;
  }
}
