import type { PhoneAccount, PhoneFact, Registration } from '../../../shared/contract/phone.ts';
import { pbx } from '../bench/pbx.ts';
import { Phone } from '../phones/phone.ts';
import type { Town } from '../town/town.ts';
import type { TownCall } from '../town/town-call.ts';
import type { Machine } from './machine.ts';
import { buildRoad, type Road } from './road.ts';
import type { Heard } from './timeline.ts';

export type EngineName = PhoneAccount['engine'];

export const OPERATOR_HZ = 1_000;
const CUSTOMER_HZ = 440;
export const MUSIC_HZ = 620;
const AUDIBLE = 0.03;
const EVERY_MS = 100;
const TALK_LIMIT_MS = 15_000;

/** One operator's phone with a road of its own to the PBX, in a talk with one customer. */
export class Line {
  readonly extension: string;
  readonly road: Road;
  /** A second way to the same PBX, for accounts that have one. */
  readonly backup: Road | undefined;
  readonly phone: Phone;
  /** When, UTC ms, it became what. */
  readonly registrations: [at: number, state: Registration['state']][] = [];
  /** When the customer hung up, UTC ms. */
  leftAt: number | undefined;
  callId = '';
  readonly #machine: Machine;
  readonly #town: Town;
  readonly #customerHeard: Heard[] = [];
  #customer: TownCall | undefined;
  #listening: ReturnType<typeof setInterval> | undefined;

  private constructor(extension: string, machine: Machine, town: Town, road: Road, backup: Road | undefined) {
    this.extension = extension;
    this.road = road;
    this.backup = backup;
    this.#machine = machine;
    this.#town = town;
    this.phone = new Phone(machine.page, extension, OPERATOR_HZ);
    machine.listeners.set(extension, (news) => {
      if (news.kind === 'registration') this.registrations.push([Date.now(), news.registration.state]);
      this.phone.hear(news);
    });
  }

  /** @param host where the machine reaches the road; @param spare whether there is a backup server */
  static async open(
    extension: string,
    engine: EngineName,
    { machine, town, host = '127.0.0.1', spare = false }: LineOptions,
  ): Promise<Line> {
    const road = await buildRoad(pbx.ws, host);
    const backup = spare ? await buildRoad(pbx.ws, host) : undefined;
    const line = new Line(extension, machine, town, road, backup);
    const named = (url: string): string => `${url}?phone=${extension}`;
    await line.phone.open(
      line.phone.account(engine, {
        server: named(road.url),
        ...(backup ? { backupServer: named(backup.url) } : {}),
      }),
    );
    return line;
  }

  get customer(): TownCall {
    if (!this.#customer) throw new Error('there is no call');
    return this.#customer;
  }

  get facts(): PhoneFact[] {
    return this.phone.facts(this.callId);
  }

  get ended(): Extract<PhoneFact, { kind: 'ended' }> | undefined {
    return this.facts.find((fact) => fact.kind === 'ended');
  }

  /** A customer calls, the operator answers, and each hears the other. */
  async talk(): Promise<void> {
    const customer = this.#town.customer(`+7999555${this.extension}`, CUSTOMER_HZ);
    this.#customerHeard.length = 0;
    this.#customer = await customer.dial(`1${this.extension}`);
    this.callId = (await this.phone.rung(TALK_LIMIT_MS)).callId;
    await this.phone.do('answer', this.callId);
    await this.phone.fact('answered', this.callId, TALK_LIMIT_MS);
    await this.#machine.page.evaluate(([phone, callId, hertz]) => window.ears.listen(phone, callId, hertz), [
      this.extension,
      this.callId,
      CUSTOMER_HZ,
    ] as const);
    this.#listening = setInterval(
      () => this.#customerHeard.push([Date.now(), this.customerHears(OPERATOR_HZ)]),
      EVERY_MS,
    );
    await this.bothHear('at the beginning', TALK_LIMIT_MS).catch(async (error: Error) => {
      const ears = `customer hears: ${this.customerHears(OPERATOR_HZ)}, operator hears: ${await this.operatorHears()}`;
      throw new Error(
        `${error.message}; ${ears}\n${await this.phone.media(this.callId)}\n${this.phone.story()}`,
      );
    });
  }

  /** The customer hangs up. @returns when, UTC ms */
  leave(): number {
    this.customer.hangUp();
    this.leftAt = Date.now();
    return this.leftAt;
  }

  customerHears(hertz: number): boolean {
    const { line, state } = this.customer;
    return state !== 'ended' && (line.heard([hertz])[0] ?? 0) > AUDIBLE;
  }

  operatorHears(): Promise<boolean> {
    return this.#machine.page.evaluate((callId) => window.ears.hears(callId), this.callId);
  }

  /** Both sides, up to now. */
  async heard(): Promise<{ operator: Heard[]; customer: Heard[] }> {
    const operator = await this.#machine.page.evaluate((callId) => window.ears.heard(callId), this.callId);
    return { operator, customer: [...this.#customerHeard] };
  }

  bothHear(when: string, withinMs = 5_000): Promise<void> {
    return this.see(`both hear each other ${when}`, withinMs, async () => {
      return this.customerHears(OPERATOR_HZ) && (await this.operatorHears());
    });
  }

  /** @throws Error with what went over the wire, when it does not come true */
  async see(what: string, withinMs: number, probe: () => boolean | Promise<boolean>): Promise<void> {
    for (const until = Date.now() + withinMs; ; ) {
      if (await probe()) return;
      if (Date.now() > until) throw new Error(`${what}: not within ${withinMs} ms`);
      await pause(EVERY_MS);
    }
  }

  /** The call is over, or is ended now; the line is ready for the next one. */
  async tidy(): Promise<void> {
    clearInterval(this.#listening);
    this.#customer?.hangUp();
    for (const callId of await this.phone.liveCallIds()) await this.phone.try('hangUp', callId);
    await this.#machine.page.evaluate((callId) => window.ears.forget(callId), this.callId);
  }

  async close(): Promise<void> {
    clearInterval(this.#listening);
    this.#customer?.hangUp();
    await this.phone.close().catch(() => {});
    await this.road.close();
    await this.backup?.close();
    this.#machine.listeners.delete(this.extension);
  }
}

export interface LineOptions {
  readonly machine: Machine;
  readonly town: Town;
  readonly host?: string;
  readonly spare?: boolean;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
