import type { Page } from 'playwright-core';
import type { PhoneAccount } from '../../../shared/contract/phone.ts';
import { pbx } from '../bench/pbx.ts';
import type { Customer, Town } from '../town/town.ts';
import type { PhoneBrowser } from './browser.ts';
import { Phone } from './phone.ts';

type Engine = PhoneAccount['engine'];

/** `info`: keys by SIP INFO; `unasked`: told of its mailbox without SUBSCRIBE; `secure`: by WSS. */
export type PhoneKind = 'usual' | 'info' | 'unasked' | 'secure';

/** Extensions of each engine, so that both can be tested at the same time. */
const EXTENSIONS: Readonly<Record<Engine, Record<PhoneKind, number>>> = {
  jssip: { usual: 101, info: 131, unasked: 135, secure: 139 },
  sipjs: { usual: 116, info: 133, unasked: 137, secure: 140 },
};
const COUNTS: Readonly<Record<PhoneKind, number>> = { usual: 15, info: 2, unasked: 2, secure: 1 };
const KINDS = Object.keys(COUNTS) as PhoneKind[];
const MAX_FREE_WAIT_MS = 60_000;

/** Agents far above customers (300 … 560 Hz), 40 Hz apart; the music (620) and the numbers' voice (440) lie between. */
const pitchOf = (extension: number): number => 700 + 40 * (extension - 101);
const CUSTOMER_PITCHES = [300, 340, 380, 480, 520, 560];
export const MUSIC = 620;
export const VOICE = 440;

/** Phones of one engine in one page, and customers with numbers of their own, lent to the tests that run. */
export class Desk {
  readonly engine: Engine;
  readonly #page: Page;
  readonly #town: Town;
  readonly #known: Map<string, Phone>;
  readonly #idle = new Map<PhoneKind, number[]>();
  readonly #open = new Map<string, Phone>();
  readonly #returned = new EventTarget();
  #customers = 0;

  private constructor(engine: Engine, page: Page, town: Town, known: Map<string, Phone>) {
    this.engine = engine;
    this.#page = page;
    this.#town = town;
    this.#known = known;
    for (const kind of KINDS) this.#idle.set(kind, range(EXTENSIONS[engine][kind], COUNTS[kind]));
  }

  static async open(engine: Engine, browser: PhoneBrowser, town: Town): Promise<Desk> {
    const known = new Map<string, Phone>();
    const page = await browser.open((name, news) => known.get(name)?.hear(news));
    return new Desk(engine, page, town, known);
  }

  /** Runs with so many registered phones of nobody else; what is left of their calls is ended after it. */
  async with<T>(
    count: number,
    work: (...phones: Phone[]) => Promise<T>,
    kind: PhoneKind = 'usual',
  ): Promise<T> {
    const extensions = await this.#borrow(kind, count);
    try {
      const phones = await Promise.all(extensions.map((extension) => this.#phone(extension, kind)));
      const result = await work(...phones);
      await Promise.all(phones.map((phone) => tidy(phone)));
      return result;
    } catch (error) {
      // Whatever state they are in: the next test gets new ones.
      await Promise.all(extensions.map((extension) => this.#drop(String(extension))));
      throw error;
    } finally {
      this.#idle.get(kind)?.push(...extensions);
      this.#returned.dispatchEvent(new Event('returned'));
    }
  }

  /** A customer nobody else has; numbers +79991…/+79992… can be called by agents. */
  customer(): Customer {
    const pitch = CUSTOMER_PITCHES[this.#customers % CUSTOMER_PITCHES.length] ?? 300;
    this.#customers += 1;
    const series = this.engine === 'jssip' ? '1' : '2';
    return this.#town.customer(`+7999${series}${String(this.#customers).padStart(6, '0')}`, pitch);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((extension) => this.#drop(extension)));
    await this.#page.close();
  }

  async #borrow(kind: PhoneKind, count: number): Promise<number[]> {
    const idle = this.#idle.get(kind) ?? [];
    const signal = AbortSignal.timeout(MAX_FREE_WAIT_MS);
    while (idle.length < count) {
      await new Promise<void>((resolve, reject) => {
        signal.throwIfAborted();
        signal.addEventListener('abort', () => reject(new Error(`no ${count} ${kind} phones became free`)), {
          once: true,
        });
        this.#returned.addEventListener('returned', () => resolve(), { once: true });
      });
    }
    return idle.splice(0, count);
  }

  async #phone(extension: number, kind: PhoneKind): Promise<Phone> {
    const name = String(extension);
    const open = this.#open.get(name);
    if (open) {
      open.beginAnew();
      return open;
    }
    const phone = new Phone(this.#page, name, pitchOf(extension));
    this.#known.set(name, phone);
    this.#open.set(name, phone);
    await phone.open(
      phone.account(this.engine, {
        ...(kind === 'info' ? { dtmf: 'info' } : {}),
        ...(kind === 'secure' ? { server: `${pbx.wss}?phone=${name}` } : {}),
      }),
    );
    return phone;
  }

  async #drop(name: string): Promise<void> {
    const phone = this.#open.get(name);
    this.#open.delete(name);
    await phone?.close().catch(() => {});
    this.#known.delete(name);
  }
}

/** Ready for the next test: no call is left, and it rings again for new ones. */
async function tidy(phone: Phone): Promise<void> {
  for (const callId of await phone.liveCallIds()) {
    const answered = phone.kinds(callId).some((kind) => kind === 'answered' || kind === 'dialing');
    await phone.try(answered ? 'hangUp' : 'decline', callId);
    await phone.fact('ended', callId);
  }
  await phone.do('setIncoming', { mode: 'ring' });
  await phone.do('watch', { mailbox: false, extensions: [] });
}

const range = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);
