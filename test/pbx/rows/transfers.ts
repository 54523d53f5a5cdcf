import { expect } from 'vitest';
import { hears } from '../bench/hears.ts';
import { MUSIC } from '../phones/desk.ts';
import type { Phone } from '../phones/phone.ts';
import { answeredCall, bothHear, dialledCall, pause, type Row, type Talk } from './row.ts';

/** Transfers and conferences: who is connected to whom is told by who hears whom. */
export const transfers: readonly Row[] = [
  {
    feature: 'Blind transfer to a colleague',
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        const talk = await answeredCall(bench, phone);
        await bothHear(talk);
        await phone.do('transfer', talk.callId, colleague.extension);
        const { callId } = await colleague.rung();
        await colleague.do('answer', callId);
        await expect(phone.fact('ended', talk.callId)).resolves.toMatchObject({ cause: 'hangup' });
        await bothHear({ ...talk, phone: colleague, callId }, [phone.pitch]);
        expect(phone.kinds(talk.callId)).toContain('transferred');
        await phone.onWire('sent', 'REFER ');
        await phone.onWire('received', 'NOTIFY ');
      }),
  },
  {
    feature: 'Blind transfer to another customer',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await dialledCall(bench, phone);
        const other = bench.customer();
        // The command ends when the target was reached, so the target must be able to ring meanwhile.
        const transfer = phone.do('transfer', talk.callId, other.number);
        const call = await other.rung();
        call.ring();
        call.accept();
        await Promise.all([transfer, phone.fact('ended', talk.callId)]);
        await Promise.all([
          hears('the first customer', talk.call.line, { of: [other.pitch], without: [phone.pitch] }),
          hears('the second customer', call.line, { of: [talk.customer.pitch], without: [phone.pitch] }),
        ]);
      }),
  },
  {
    feature: 'Refused transfer: the talk goes on',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const talk = await answeredCall(bench, phone);
        // No such extension in the exchange: the REFER itself is refused.
        expect(await phone.try('transfer', talk.callId, '999999')).toMatch(/^pbxRefused/);
        await phone.onWire('sent', 'REFER ');
        await pause(1_000);
        expect(phone.kinds(talk.callId)).not.toContain('ended');
        if (phone.kinds(talk.callId).findLast((kind) => kind === 'held' || kind === 'resumed') === 'held')
          await phone.do('hold', talk.callId, false);
        await bothHear(talk, [MUSIC]);
        expect(phone.kinds(talk.callId)).not.toContain('transferred');
      }),
  },
  {
    feature: 'Attended transfer',
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        const talk = await answeredCall(bench, phone);
        const asked = await consult(phone, colleague);
        await Promise.all([
          hears('the colleague', colleague.ear(asked.theirs), {
            of: [phone.pitch],
            without: [talk.customer.pitch],
          }),
          hears('the customer who waits', talk.call.line, { of: [MUSIC] }),
        ]);
        await phone.do('transferTo', talk.callId, asked.ours);
        await Promise.all([phone.fact('ended', talk.callId), phone.fact('ended', asked.ours)]);
        await bothHear({ ...talk, phone: colleague, callId: asked.theirs }, [phone.pitch, MUSIC]);
        expect(phone.wire('sent', 'REFER ').at(-1)).toMatch(/^Refer-To:.*[?&]Replaces=/im);
        expect(phone.kinds(talk.callId)).toContain('transferred');
      }),
  },
  {
    feature: 'Attended transfer between two customers',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const first = await answeredCall(bench, phone);
        const second = await dialledCall(bench, phone);
        await bothHear(second);
        await phone.do('transferTo', first.callId, second.callId);
        await Promise.all([phone.fact('ended', first.callId), phone.fact('ended', second.callId)]);
        await Promise.all([
          hears('the first customer', first.call.line, {
            of: [second.customer.pitch],
            without: [phone.pitch, MUSIC],
          }),
          hears('the second customer', second.call.line, {
            of: [first.customer.pitch],
            without: [phone.pitch, MUSIC],
          }),
        ]);
      }),
  },
  {
    feature: 'The customer hangs up during a transfer',
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        const talk = await answeredCall(bench, phone);
        const transfer = phone.try('transfer', talk.callId, colleague.extension);
        await phone.onWire('sent', 'REFER ');
        talk.call.hangUp();
        await transfer;
        await phone.fact('ended', talk.callId);
        await pause(1_000);
        expect(phone.kinds(talk.callId).filter((kind) => kind === 'ended')).toHaveLength(1);
        expect(await phone.liveCallIds()).toEqual([]);
        // Nothing of it is left: the next call is as any other.
        await bothHear(await answeredCall(bench, phone));
      }),
  },
  {
    feature: 'Three-way conference',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const first = await answeredCall(bench, phone);
        const second = await dialledCall(bench, phone);
        await phone.do('join', [first.callId, second.callId]);
        await Promise.all([phone.fact('joined', first.callId), phone.fact('joined', second.callId)]);
        await allHear(phone, first, second);
        await phone.do('mute', first.callId, true);
        await phone.do('mute', second.callId, true);
        await Promise.all([
          hears('the first customer', first.call.line, {
            of: [second.customer.pitch],
            without: [phone.pitch],
          }),
          hears('the second customer', second.call.line, {
            of: [first.customer.pitch],
            without: [phone.pitch],
          }),
        ]);
        await phone.do('mute', first.callId, false);
        await phone.do('mute', second.callId, false);
        await allHear(phone, first, second);
      }),
  },
  {
    feature: 'A conference ends: one talk goes on, the other waits',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const first = await dialledCall(bench, phone);
        const second = await answeredCall(bench, phone);
        await phone.do('join', [first.callId, second.callId]);
        await allHear(phone, first, second);
        await phone.do('part', second.callId);
        await Promise.all([
          bothHear(second, [first.customer.pitch, MUSIC]),
          hears('the customer who waits', first.call.line, {
            of: [MUSIC],
            without: [second.customer.pitch, phone.pitch],
          }),
        ]);
      }),
  },
  {
    feature: 'A conference member hangs up: the others talk on',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const first = await answeredCall(bench, phone);
        const second = await dialledCall(bench, phone);
        await phone.do('join', [first.callId, second.callId]);
        await allHear(phone, first, second);
        first.call.hangUp();
        await phone.fact('ended', first.callId);
        await bothHear(second, [first.customer.pitch, MUSIC]);
      }),
  },
];

/** Asks a colleague before the transfer; the customer is put on hold by that. */
async function consult(phone: Phone, colleague: Phone): Promise<{ ours: string; theirs: string }> {
  const ours = await phone.dial(colleague.extension);
  const { callId: theirs } = await colleague.rung();
  await colleague.do('answer', theirs);
  await phone.fact('answered', ours);
  return { ours, theirs };
}

async function allHear(phone: Phone, first: Talk, second: Talk): Promise<void> {
  await Promise.all([
    hears('the first customer', first.call.line, {
      of: [phone.pitch, second.customer.pitch],
      without: [MUSIC],
    }),
    hears('the second customer', second.call.line, {
      of: [phone.pitch, first.customer.pitch],
      without: [MUSIC],
    }),
    hears('the agent, of the first', phone.ear(first.callId), { of: [first.customer.pitch] }),
    hears('the agent, of the second', phone.ear(second.callId), { of: [second.customer.pitch] }),
  ]);
}
