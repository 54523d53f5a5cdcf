import { emptySdp } from '../../contract/scripted-pbx.ts';
import { type Bench, eventually } from '../../training/bench.ts';
import type { fakeClock } from '../../training/fake-clock.ts';
import type { Dice } from './dice.ts';
import { dialogsOf, mutant } from './mutator.ts';
import { openOperator } from './operator.ts';
import { type FuzzSocket, openSocket } from './socket.ts';
import type { Heard } from './tap.ts';

type TestClock = ReturnType<typeof fakeClock>;

/** Everything that an operator's phone says in a day, once. @returns the messages to the exchange, in order */
export async function recordCalls(bench: Bench, clock: TestClock): Promise<string[]> {
  const operator = await openOperator(bench, clock);
  await operator.register();
  await operator.watching();
  const inbound = await operator.answered();
  await inbound.request('INFO', [['Content-Type', 'application/dtmf-relay']], 'Signal=5\r\nDuration=160\r\n');
  const sdp: readonly [string, string] = ['Content-Type', 'application/sdp'];
  await inbound.request('INVITE', [sdp], emptySdp('sendonly', 2));
  await inbound.request('UPDATE', [sdp], emptySdp('sendrecv', 3));
  await inbound.request('REFER', [['Refer-To', '<sip:102@training.ringdesk.invalid>']]);
  await inbound.request('BYE');
  const outbound = await operator.dialled();
  await outbound.request('OPTIONS');
  await outbound.request('BYE');
  await operator.cancelled();
  await operator.declined();
  await eventually(() => bench.exchange.activeCalls().length === 0);
  await operator.close();
  return textsTo(operator.heard, 'exchange');
}

export interface Storm {
  readonly sent: number;
  /** Messages that came back, of any kind. */
  readonly answered: number;
  /** Calls that the storm itself began. */
  readonly calls: number;
  readonly sockets: number;
}

/** Messages between two looks at the exchange, and between two sets of living calls. */
const BATCH = 10;
const ROUND = 4_000;
/** The exchange cuts a line after 20 unreadable messages; ours is changed before, so that every message is read. */
const UNREADABLE = 20 - BATCH;

/**
 * @throws when the exchange hangs; the error names the batch, whose messages are then in `onTrouble`.
 */
export async function exchangeStorm(options: {
  readonly bench: Bench;
  readonly clock: TestClock;
  readonly corpus: readonly string[];
  readonly dice: Dice;
  readonly messages: number;
  /** Told of every batch before it is sent. */
  readonly onBatch: (batch: readonly (string | Buffer)[]) => void;
}): Promise<Storm> {
  const { bench, clock, corpus, dice, messages, onBatch } = options;
  const began = new Set<string>();
  let [sent, answered, sockets] = [0, 0, 1];
  let socket: FuzzSocket = await openSocket(bench.exchange.wsUrl);
  let [unreadable, logged] = [0, bench.complaints.length];

  const harvest = (): string[] => {
    answered += socket.received.length;
    return socket.received.splice(0);
  };

  while (sent < messages) {
    const operator = await openOperator(bench, clock);
    await operator.register();
    await operator.answered();
    await operator.dialled();
    await operator.ringing();
    const dialogs = dialogsOf(operator.heard, 'exchange');
    const asked = textsTo(operator.heard, 'phone').filter(isRequest);

    for (const roundEnd = Math.min(messages, sent + ROUND); sent < roundEnd; ) {
      const serial = sent;
      const batch = Array.from({ length: Math.min(BATCH, roundEnd - sent) }, (_, index) =>
        mutant({ corpus, dialogs, asked }, dice, serial + index),
      );
      onBatch(batch);
      for (const message of batch) {
        socket.send(message);
        sent += 1;
      }
      await socket.alive();
      asked.push(...harvest().filter(isRequest));
      asked.splice(0, asked.length - 50);
      for (const { callId } of bench.exchange.activeCalls()) began.add(callId);
      if (!socket.isOpen) throw new Error('the exchange cut the line');
      unreadable += bench.complaints.slice(logged).filter((line) => line.includes('unreadable')).length;
      logged = bench.complaints.length;
      if (unreadable >= UNREADABLE) {
        socket.close();
        socket = await openSocket(bench.exchange.wsUrl);
        unreadable = 0;
        sockets += 1;
      }
      clock.advance(100);
    }
    await operator.close();
    // More than any transaction lives.
    clock.advance(40_000);
  }
  harvest();
  socket.close();
  return { sent, answered, calls: began.size, sockets };
}

const textsTo = (heard: readonly Heard[], to: Heard['to']): string[] =>
  heard.filter((one) => one.to === to).map(({ text }) => text);

const isRequest = (text: string): boolean => !text.startsWith('SIP/2.0');
