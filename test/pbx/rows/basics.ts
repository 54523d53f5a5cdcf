import { expect } from 'vitest';
import type { EndCause } from '../../../shared/domain/call/fact.ts';
import { hears, hearsSilence } from '../bench/hears.ts';
import { VOICE } from '../phones/desk.ts';
import { answeredCall, bothHear, dialledCall, pause, type Row, type RowBench } from './row.ts';

/** Calls and how they begin and end. */
export const basics: readonly Row[] = [
  {
    feature: 'Inbound call, the customer hangs up',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await answeredCall(bench, phone);
        await bothHear(talk);
        talk.call.hangUp();
        await expect(phone.fact('ended', talk.callId)).resolves.toMatchObject({
          cause: 'hangup',
          by: 'customer',
        });
        expect(phone.kinds(talk.callId)).toEqual(['incoming', 'answered', 'ended']);
        expect(phone.facts(talk.callId)[0]).toMatchObject({ remote: { number: talk.customer.number } });
        await phone.onWire('received', 'BYE ');
      }),
  },
  {
    feature: 'Outbound call, the operator hangs up',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await dialledCall(bench, phone);
        await bothHear(talk);
        await phone.do('hangUp', talk.callId);
        await expect(talk.call.ended()).resolves.toEqual({ by: 'pbx' });
        await expect(phone.fact('ended', talk.callId)).resolves.toMatchObject({
          cause: 'hangup',
          by: 'operator',
        });
        await phone.onWire('sent', 'BYE ');
      }),
  },
  {
    feature: 'Inbound call, the operator hangs up',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await answeredCall(bench, phone);
        await bothHear(talk);
        await phone.do('hangUp', talk.callId);
        await expect(talk.call.ended()).resolves.toEqual({ by: 'pbx' });
        await expect(phone.fact('ended', talk.callId)).resolves.toMatchObject({
          cause: 'hangup',
          by: 'operator',
        });
      }),
  },
  {
    feature: 'Outbound call, the customer hangs up',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await dialledCall(bench, phone);
        await bothHear(talk);
        talk.call.hangUp();
        await expect(phone.fact('ended', talk.callId)).resolves.toMatchObject({
          cause: 'hangup',
          by: 'customer',
        });
      }),
  },
  ...[1, 8, 30, 60].map(
    (seconds): Row => ({
      feature: `Answer after ${seconds} s`,
      run: (bench) =>
        bench.desk.with(1, async (phone) => {
          const customer = bench.customer();
          const call = await customer.dial(`1${phone.extension}`);
          const { callId } = await phone.rung();
          await call.until('ringing');
          await pause(seconds * 1000);
          await phone.do('answer', callId);
          await call.until('talking');
          await bothHear({ phone, callId, customer, call });
        }),
    }),
  ),
  {
    feature: 'Decline',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const call = await bench.customer().dial(`1${phone.extension}`);
        const { callId } = await phone.rung();
        await phone.do('decline', callId);
        await expect(call.ended()).resolves.toEqual({ by: 'pbx', status: 486 });
        await expect(phone.fact('ended', callId)).resolves.toMatchObject({
          cause: 'declined',
          by: 'operator',
        });
        await phone.onWire('sent', 'SIP/2.0 486');
      }),
  },
  {
    feature: 'The customer gives up while it rings',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const call = await bench.customer().dial(`1${phone.extension}`);
        const { callId } = await phone.rung();
        await call.until('ringing');
        call.hangUp();
        await expect(phone.fact('ended', callId)).resolves.toMatchObject({
          cause: 'cancelled',
          by: 'customer',
        });
        await expect(call.ended()).resolves.toEqual({ by: 'customer', status: 487 });
        await phone.onWire('received', 'CANCEL ');
      }),
  },
  {
    feature: 'Busy',
    run: refused((bench) => refusingCustomer(bench, 486), { cause: 'busy', sipCode: 486, by: 'customer' }),
  },
  {
    feature: 'No such number (404)',
    run: refused(async () => '810004', { cause: 'notFound', sipCode: 404, by: 'network' }),
  },
  {
    feature: 'Rejected (403 with Q.850 cause 21)',
    run: refused(async () => '810005', { cause: 'declined', sipCode: 403, by: 'customer' }),
  },
  {
    feature: 'Unavailable (503)',
    run: refused(async () => '810010', { cause: 'unavailable', sipCode: 503, by: 'network' }),
  },
  {
    feature: 'No answer',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const callId = await phone.dial('810012');
        await expect(phone.fact('progress', callId)).resolves.toMatchObject({ sipCode: 180 });
        await expect(phone.fact('ended', callId, 25_000)).resolves.toMatchObject({ cause: 'noAnswer' });
      }),
  },
  {
    feature: 'The operator gives up while it rings (CANCEL)',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const customer = bench.customer();
        const callId = await phone.dial(customer.number);
        const call = await customer.rung();
        call.ring();
        await phone.fact('progress', callId);
        await phone.do('hangUp', callId);
        await expect(call.ended()).resolves.toEqual({ by: 'pbx', status: 487 });
        await expect(phone.fact('ended', callId)).resolves.toMatchObject({
          cause: 'cancelled',
          by: 'operator',
        });
        await phone.onWire('sent', 'CANCEL ');
      }),
  },
  {
    feature: 'Early media (183)',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const customer = bench.customer();
        const callId = await phone.dial(customer.number);
        const call = await customer.rung();
        call.progress();
        await expect(phone.fact('progress', callId)).resolves.toMatchObject({
          sipCode: 183,
          earlyMedia: true,
        });
        await hears('the agent before the answer', phone.ear(callId), { of: [customer.pitch] });
        expect(phone.kinds(callId)).not.toContain('answered');
        call.accept();
        await phone.fact('answered', callId);
        await bothHear({ phone, callId, customer, call });
      }),
  },
  {
    feature: 'Mute',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await answeredCall(bench, phone);
        await bothHear(talk);
        await phone.do('mute', talk.callId, true);
        await hearsSilence('the customer', talk.call.line);
        await hears('the agent', phone.ear(talk.callId), { of: [talk.customer.pitch] });
        await phone.do('mute', talk.callId, false);
        await bothHear(talk);
      }),
  },
  {
    feature: 'Secure WebSocket (WSS)',
    run: (bench) =>
      bench.desk.with(
        1,
        async (phone) => {
          expect(await phone.onWire('sent', 'REGISTER ')).toContain('Via: SIP/2.0/WSS ');
          await bothHear(await answeredCall(bench, phone));
          await bothHear(await dialledCall(bench, phone));
        },
        'secure',
      ),
  },
  {
    feature: 'Redial',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const first = await phone.talkTo('810001');
        await hears('the agent', phone.ear(first), { of: [VOICE] });
        await phone.do('hangUp', first);
        await phone.fact('ended', first);
        const second = await phone.talkTo('810001');
        await hears('the agent', phone.ear(second), { of: [VOICE] });
      }),
  },
];

/** A number that does not take the call: how the operator is told, and what the PBX answered. */
function refused(
  target: (bench: RowBench) => Promise<string>,
  end: { readonly cause: EndCause; readonly sipCode: number; readonly by: 'customer' | 'network' },
): Row['run'] {
  return (bench) =>
    bench.desk.with(1, async (phone) => {
      const callId = await phone.dial(await target(bench));
      await expect(phone.fact('ended', callId)).resolves.toMatchObject(end);
      expect(phone.kinds(callId)).not.toContain('answered');
      await phone.onWire('received', `SIP/2.0 ${end.sipCode}`);
    });
}

async function refusingCustomer(bench: RowBench, status: number): Promise<string> {
  const customer = bench.customer();
  void customer.rung().then((call) => call.refuse(status));
  return customer.number;
}
