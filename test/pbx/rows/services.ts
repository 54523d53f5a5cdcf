import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hears } from '../bench/hears.ts';
import { pbx } from '../bench/pbx.ts';
import { VOICE } from '../phones/desk.ts';
import type { Phone } from '../phones/phone.ts';
import { answeredCall, bothHear, dialCode, dialledCall, pause, type Row, type RowBench } from './row.ts';

/** What the exchange offers besides calls. Codes are those of the preset `asterisk`. */
export const services: readonly Row[] = [
  {
    feature: 'DTMF by RFC 4733',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        await readerHears(bench, phone, '19*4');
        expect(phone.wire('sent', 'INFO ')).toEqual([]);
        const talk = await dialledCall(bench, phone);
        await phone.do('sendTones', talk.callId, '058#');
        await phone.until('the tones', () =>
          phone.kinds(talk.callId).includes('toneSent') ? true : undefined,
        );
        await lineGets(talk.call.line, '058#');
        await bothHear(talk);
      }),
  },
  {
    feature: 'DTMF by SIP INFO',
    run: (bench) =>
      bench.desk.with(
        1,
        async (phone) => {
          await readerHears(bench, phone, '37*2');
          expect(phone.wire('sent', 'INFO ')).toHaveLength(4);
          const talk = await dialledCall(bench, phone);
          await phone.do('sendTones', talk.callId, '46');
          await lineGets(talk.call.line, '46');
        },
        'info',
      ),
  },
  {
    feature: 'Do not disturb: 486, the mailbox takes it',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        await phone.do('setIncoming', { mode: 'busy' });
        const call = await bench.customer().dial(`2${phone.extension}`);
        const { callId } = await phone.rung();
        await expect(phone.fact('ended', callId)).resolves.toMatchObject({
          cause: 'doNotDisturb',
          by: 'operator',
        });
        await phone.onWire('sent', 'SIP/2.0 486');
        await call.until('talking');
        expect(phone.wire('sent', 'SIP/2.0 180')).toEqual([]);
        call.hangUp();
        await phone.do('setIncoming', { mode: 'ring' });
        await bothHear(await answeredCall(bench, phone));
      }),
  },
  {
    feature: 'Forward (302)',
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        await phone.do('setIncoming', { mode: 'forward', to: colleague.extension });
        const customer = bench.customer();
        const call = await customer.dial(`1${phone.extension}`);
        const { callId } = await phone.rung();
        await expect(phone.fact('ended', callId)).resolves.toMatchObject({
          cause: 'forwarded',
          by: 'operator',
        });
        expect(await phone.onWire('sent', 'SIP/2.0 302')).toMatch(
          new RegExp(`^Contact:.*${colleague.extension}@`, 'im'),
        );
        const theirs = await colleague.rung();
        await colleague.do('answer', theirs.callId);
        await call.until('talking');
        await bothHear({ phone: colleague, callId: theirs.callId, customer, call }, [phone.pitch]);
      }),
  },
  {
    feature: 'Do not disturb and forward at the PBX, by codes',
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        await dialCode(phone, '*78');
        const refused = await bench.customer().dial(`1${phone.extension}`);
        await expect(refused.ended()).resolves.toEqual({ by: 'pbx', status: 486 });
        await dialCode(phone, '*79');
        await dialCode(phone, `*72${colleague.extension}`);
        const customer = bench.customer();
        const call = await customer.dial(`1${phone.extension}`);
        const { callId } = await colleague.rung();
        await colleague.do('answer', callId);
        await call.until('talking');
        await bothHear({ phone: colleague, callId, customer, call }, [phone.pitch]);
        expect(phone.wire('received', 'INVITE ')).toEqual([]);
        await dialCode(phone, '*73');
        await bothHear(await answeredCall(bench, phone));
      }),
  },
  {
    feature: 'Voicemail light (MWI) and dial',
    run: (bench) => bench.desk.with(1, (phone) => voicemail(bench, phone)),
  },
  {
    feature: 'Voicemail light told without asking',
    run: (bench) => bench.desk.with(1, (phone) => voicemail(bench, phone), 'unasked'),
  },
  {
    feature: 'Echo test',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const callId = await phone.talkTo('*43');
        await hears('the agent', phone.ear(callId), { of: [phone.pitch], without: [VOICE] });
      }),
  },
];

/** Dials the exchange's reader of four keys, and wants it to have read these. */
async function readerHears({ ami }: RowBench, phone: Phone, keys: string): Promise<void> {
  const callId = await phone.talkTo('810007');
  await soundFlows(phone, callId);
  await phone.do('sendTones', callId, keys);
  const event = await ami.event(
    (one) => one.UserEvent === 'DtmfRead' && one.Caller === phone.extension,
    10_000,
  );
  expect(event.Digits).toBe(keys);
  await hears('the agent', phone.ear(callId), { of: [VOICE] });
  await phone.do('hangUp', callId);
  await phone.fact('ended', callId);
}

/** A key that is pressed before the sound has found its way is not heard; a person waits for a prompt. */
async function soundFlows(phone: Phone, callId: string): Promise<void> {
  for (const end = performance.now() + 6_000; performance.now() < end; await pause(100)) {
    const { sent, received } = await phone.packets(callId);
    // A fifth of a second of sound in both directions.
    if (sent > 10 && received > 10) return;
  }
  throw new Error(`no sound flows; ${phone.story()}`);
}

async function lineGets(line: { readonly tones: string }, keys: string): Promise<void> {
  for (const end = performance.now() + 4_000; performance.now() < end && line.tones !== keys; )
    await pause(50);
  expect(line.tones).toBe(keys);
}

async function voicemail(bench: RowBench, phone: Phone): Promise<void> {
  // A run that was broken off may have left a message.
  await rm(join(pbx.mailboxes, phone.extension), { recursive: true, force: true });
  await bench.ami.action('VoicemailRefresh', { Context: 'default', Mailbox: phone.extension });
  await phone.do('watch', { mailbox: true, extensions: [] });
  await waiting(phone, 0);
  const customer = bench.customer();
  await phone.do('setIncoming', { mode: 'busy' });
  const call = await customer.dial(`2${phone.extension}`);
  await call.until('talking');
  // The message itself, after the beep.
  await pause(4_000);
  call.hangUp();
  await phone.do('setIncoming', { mode: 'ring' });
  await waiting(phone, 1);
  const callId = await phone.talkTo('*97');
  await soundFlows(phone, callId);
  await phone.do('sendTones', callId, '1');
  await hears('the agent, of the message', phone.ear(callId), { of: [customer.pitch] });
  // 7: deletes it.
  await phone.do('sendTones', callId, '7');
  await pause(500);
  await phone.do('hangUp', callId);
  await waiting(phone, 0);
}

/** Waits for the light to tell this many fresh messages. */
const waiting = (phone: Phone, wanted: number): Promise<true> =>
  phone.until(`${wanted} messages`, () =>
    phone.news.findLast((one) => one.kind === 'voicemail')?.voicemail.fresh === wanted ? true : undefined,
  );
