import { expect } from 'vitest';
import type { AmiMessage } from '../bench/ami.ts';
import { hears } from '../bench/hears.ts';
import { MUSIC } from '../phones/desk.ts';
import type { Phone } from '../phones/phone.ts';
import { bothHear, dialCode, type Row, type RowBench } from './row.ts';

/** Working in a group: colleagues' states, their calls, and queues. */
export const group: readonly Row[] = [
  {
    feature: "Colleagues' state (dialog-info)",
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        await phone.do('watch', { mailbox: false, extensions: [colleague.extension] });
        await colleagueIs(phone, colleague, 'free');
        const customer = bench.customer();
        const call = await customer.dial(`1${colleague.extension}`);
        const { callId } = await colleague.rung();
        await colleagueIs(phone, colleague, 'ringing');
        await colleague.do('answer', callId);
        await colleagueIs(phone, colleague, 'talking');
        await bothHear({ phone: colleague, callId, customer, call });
        call.hangUp();
        await colleague.fact('ended', callId);
        await colleagueIs(phone, colleague, 'free');
      }),
  },
  {
    feature: "Pick-up of a colleague's call",
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        const customer = bench.customer();
        const call = await customer.dial(`1${colleague.extension}`);
        const theirs = await colleague.rung();
        const callId = await phone.dial(`**${colleague.extension}`);
        await call.until('talking');
        await phone.fact('answered', callId);
        await bothHear({ phone, callId, customer, call });
        // Taken by somebody else: nothing that the colleague has missed.
        await expect(colleague.fact('ended', theirs.callId)).resolves.toMatchObject({
          cause: 'answeredElsewhere',
        });
      }),
  },
  {
    feature: 'Queue log-in and log-out',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        const queue = `team-${phone.extension}`;
        expect(await member(bench, phone)).toBeUndefined();
        await dialCode(phone, '*45');
        expect(await member(bench, phone)).toMatchObject({ Queue: queue, Paused: '0' });
        const customer = bench.customer();
        const call = await customer.dial(`5${phone.extension}`);
        await call.until('talking');
        const { callId } = await phone.rung();
        await hears('the customer who waits', call.line, { of: [MUSIC] });
        await phone.do('answer', callId);
        await bothHear({ phone, callId, customer, call }, [MUSIC]);
        call.hangUp();
        await phone.fact('ended', callId);
        await dialCode(phone, '*45');
        expect(await member(bench, phone)).toBeUndefined();
      }),
  },
  {
    feature: 'Pause with a reason',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        await dialCode(phone, '*45');
        await dialCode(phone, '*467');
        expect(await member(bench, phone)).toMatchObject({ Paused: '1', PausedReason: '7' });
        const call = await bench.customer().dial(`5${phone.extension}`);
        await hears('the customer who waits', call.line, { of: [MUSIC] });
        expect(phone.wire('received', 'INVITE ')).toHaveLength(0);
        await dialCode(phone, '*46');
        expect(await member(bench, phone)).toMatchObject({ Paused: '0' });
        const { callId } = await phone.rung();
        await phone.do('answer', callId);
        await hears('the agent', phone.ear(callId), { without: [MUSIC], of: [] });
        call.hangUp();
        await phone.fact('ended', callId);
        await dialCode(phone, '*45');
      }),
  },
];

const colleagueIs = (phone: Phone, colleague: Phone, state: string): Promise<true> =>
  phone.until(`colleague ${colleague.extension} ${state}`, () => {
    const last = phone.news.findLast(
      (one) => one.kind === 'colleague' && one.colleague.extension === colleague.extension,
    );
    return last?.kind === 'colleague' && last.colleague.state === state ? true : undefined;
  });

/** This agent in its queue, as the exchange has it. */
async function member({ ami }: RowBench, phone: Phone): Promise<AmiMessage | undefined> {
  const members = await ami.list('QueueStatus', 'QueueStatusComplete', { Queue: `team-${phone.extension}` });
  return members.find(
    ({ Event, StateInterface }) => Event === 'QueueMember' && StateInterface === `PJSIP/${phone.extension}`,
  );
}
