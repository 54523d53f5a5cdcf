import { createSocket, type Socket } from 'node:dgram';
import { userOf } from '../../../electron/core/training/sip/address.ts';
import {
  header,
  parseMessage,
  responseTo,
  type SipMessage,
  type SipRequest,
  serialize,
} from '../../../electron/core/training/sip/message.ts';
import { pbx } from '../bench/pbx.ts';
import { SoundLine } from './sound.ts';
import { TownCall } from './town-call.ts';

/** The telephone network around the PBX: customers with numbers and voices, over plain SIP/UDP on loopback. */
export interface Town {
  /**
   * A customer with this number (+7999…, +44… and +1… can be called by agents) who speaks at this pitch.
   * @param takes what becomes of each call to them; absent: the test asks for it by `rung`
   */
  customer(number: string, pitch: number, takes?: (call: TownCall) => void): Customer;
  close(): Promise<void>;
}

export interface Customer {
  readonly number: string;
  readonly pitch: number;
  /** Calls a number of the PBX. Resolves when the INVITE went out. */
  dial(number: string): Promise<TownCall>;
  /** The next call to this customer, also one that waits already. */
  rung(withinMs?: number): Promise<TownCall>;
  /** Hangs up whatever is left. */
  leave(): void;
}

const LAST_WORDS_MS = 100;

export async function startTown(): Promise<Town> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject).bind(pbx.townPort, '127.0.0.1', resolve);
  });
  const calls = new Map<string, TownCall>();
  const customers = new Map<string, OneCustomer>();
  socket.on('message', (bytes) => {
    const message = parseMessage(bytes.toString());
    const call = calls.get(header(message, 'call-id') ?? '');
    if (call) call.receive(message);
    else if (message.kind === 'request') void firstRequest(socket, message, customers, calls);
  });
  return {
    customer(number, pitch, takes) {
      const customer = new OneCustomer(number, pitch, socket, calls, takes);
      customers.set(number, customer);
      return customer;
    },
    async close() {
      for (const customer of customers.values()) customer.leave();
      // What was sent just now leaves the socket a moment later; closed before, the PBX would keep these calls.
      await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
      for (const call of calls.values()) call.line.close();
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

/** A call to somebody in town; whoever is not known has no telephone. */
async function firstRequest(
  socket: Socket,
  request: SipRequest,
  customers: ReadonlyMap<string, OneCustomer>,
  calls: Map<string, TownCall>,
): Promise<void> {
  const reply = (message: SipMessage) => socket.send(serialize(message), pbx.sipPort, '127.0.0.1');
  if (request.method === 'ACK') return;
  if (request.method !== 'INVITE') return reply(responseTo(request, 481, 'town'));
  const customer = customers.get(userOf(request.uri));
  if (!customer) return reply(responseTo(request, 404, 'town'));
  reply(responseTo(request, 100, undefined));
  const callId = header(request, 'call-id') ?? '';
  const line = await SoundLine.open(customer.pitch);
  // Asterisk repeats an INVITE that was not answered at once; the first one is the call.
  if (calls.has(callId)) return line.close();
  const call = TownCall.incoming(request, line, reply, customer.number);
  calls.set(callId, call);
  customer.ring(call);
}

class OneCustomer implements Customer {
  readonly number: string;
  readonly pitch: number;
  readonly #socket: Socket;
  readonly #calls: Map<string, TownCall>;
  readonly #takes: ((call: TownCall) => void) | undefined;
  readonly #own: TownCall[] = [];
  readonly #unseen: TownCall[] = [];
  readonly #waiting: ((call: TownCall) => void)[] = [];

  constructor(
    number: string,
    pitch: number,
    socket: Socket,
    calls: Map<string, TownCall>,
    takes: ((call: TownCall) => void) | undefined,
  ) {
    this.number = number;
    this.pitch = pitch;
    this.#socket = socket;
    this.#calls = calls;
    this.#takes = takes;
  }

  async dial(number: string): Promise<TownCall> {
    const line = await SoundLine.open(this.pitch);
    const call = TownCall.outgoing(this.number, number, line, (message) =>
      this.#socket.send(serialize(message), pbx.sipPort, '127.0.0.1'),
    );
    this.#own.push(call);
    this.#calls.set(call.sipCallId, call);
    call.invite();
    return call;
  }

  rung(withinMs = 8_000): Promise<TownCall> {
    const waiting = this.#unseen.shift();
    if (waiting) return Promise.resolve(waiting);
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`nobody called ${this.number} within ${withinMs} ms`)),
        withinMs,
      );
      this.#waiting.push((call) => {
        clearTimeout(late);
        resolve(call);
      });
    });
  }

  ring(call: TownCall): void {
    this.#own.push(call);
    const next = this.#takes ?? this.#waiting.shift();
    if (next) next(call);
    else this.#unseen.push(call);
  }

  leave(): void {
    for (const call of this.#own) call.hangUp();
  }
}
