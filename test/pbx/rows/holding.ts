import { expect } from 'vitest';
import { hears, hearsSilence } from '../bench/hears.ts';
import { MUSIC } from '../phones/desk.ts';
import { answeredCall, bothHear, dialledCall, type Row } from './row.ts';

/** Hold, and more than one call at a time. */
export const holding: readonly Row[] = [
  {
    feature: 'Hold and resume, with the music heard by the customer',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await answeredCall(bench, phone);
        await bothHear(talk, [MUSIC]);
        await phone.do('hold', talk.callId, true);
        await hears('the customer on hold', talk.call.line, { of: [MUSIC], without: [phone.pitch] });
        await hearsSilence('the agent who holds', phone.ear(talk.callId));
        expect(await phone.onWire('sent', 'INVITE ')).toMatch(/^a=(sendonly|inactive)/m);
        await phone.do('hold', talk.callId, false);
        await bothHear(talk, [MUSIC]);
        expect(phone.wire('sent', 'INVITE ').at(-1)).toMatch(/^a=sendrecv/m);
        expect(phone.kinds(talk.callId)).toEqual(['incoming', 'answered', 'held', 'resumed']);
      }),
  },
  {
    feature: 'Hold of an outbound call, five times',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await dialledCall(bench, phone);
        for (let time = 0; time < 5; time += 1) {
          await phone.do('hold', talk.callId, true);
          await hears('the customer on hold', talk.call.line, { of: [MUSIC], without: [phone.pitch] });
          await phone.do('hold', talk.callId, false);
          await bothHear(talk, [MUSIC]);
        }
      }),
  },
  {
    feature: 'Two lines and swap',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const first = await answeredCall(bench, phone);
        const second = await dialledCall(bench, phone);
        const waits = async ({ call }: typeof first) =>
          hears('the customer who waits', call.line, { of: [MUSIC], without: [phone.pitch] });
        await Promise.all([bothHear(second, [first.customer.pitch]), waits(first)]);
        await phone.do('hold', second.callId, true);
        await phone.do('hold', first.callId, false);
        await Promise.all([bothHear(first, [second.customer.pitch]), waits(second)]);
        await phone.do('hold', first.callId, true);
        await phone.do('hold', second.callId, false);
        await Promise.all([bothHear(second, [first.customer.pitch]), waits(first)]);
      }),
  },
  {
    feature: 'Call waiting',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const first = await answeredCall(bench, phone);
        await bothHear(first);
        const customer = bench.customer();
        const call = await customer.dial(`1${phone.extension}`);
        const { callId } = await phone.rung();
        await call.until('ringing');
        // The talk goes on while the second one rings.
        await bothHear(first);
        await phone.do('answer', callId);
        await call.until('talking');
        await phone.fact('held', first.callId);
        await Promise.all([
          bothHear({ phone, callId, customer, call }, [first.customer.pitch]),
          hears('the first customer', first.call.line, { of: [MUSIC], without: [phone.pitch] }),
        ]);
        call.hangUp();
        await phone.fact('ended', callId);
        await phone.do('hold', first.callId, false);
        await bothHear(first, [MUSIC]);
      }),
  },
  {
    feature: 'Two calls in the same 10 ms',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const customers = [bench.customer(), bench.customer()];
        const calls = await Promise.all(customers.map((customer) => customer.dial(`1${phone.extension}`)));
        const rung = [await phone.rung(), await phone.rung()];
        expect(new Set(rung.map(({ remote }) => remote.number))).toEqual(
          new Set(customers.map(({ number }) => number)),
        );
        const picked = rung[1];
        const index = customers.findIndex(({ number }) => number === picked?.remote.number);
        const [customer, call, other] = [customers[index], calls[index], calls[1 - index]];
        if (!picked || !customer || !call || !other) throw new Error('one of the calls is missing');
        await phone.do('answer', picked.callId);
        await call.until('talking');
        await bothHear({ phone, callId: picked.callId, customer, call });
        expect(other.state).toBe('ringing');
        other.hangUp();
        await expect(phone.fact('ended', rung[0]?.callId ?? '')).resolves.toMatchObject({
          cause: 'cancelled',
        });
        await bothHear({ phone, callId: picked.callId, customer, call });
      }),
  },
];
