import { expect } from 'vitest';
import { hears } from '../bench/hears.ts';
import type { Phone } from '../phones/phone.ts';
import { answeredCall, bothHear, pause, type Row, type RowBench } from './row.ts';

const TRIES = 20;

/** Things that happen at the same time. */
export const races: readonly Row[] = [
  {
    feature: 'Answered elsewhere is not missed (Reason)',
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        const customer = bench.customer();
        const call = await customer.dial(`4${phone.extension}${colleague.extension}`);
        const [ours, theirs] = await Promise.all([phone.rung(), colleague.rung()]);
        await colleague.do('answer', theirs.callId);
        await call.until('talking');
        await expect(phone.fact('ended', ours.callId)).resolves.toMatchObject({ cause: 'answeredElsewhere' });
        expect(await phone.onWire('received', 'CANCEL ')).toMatch(/^Reason:.*SIP\s*;\s*cause=200/im);
        await bothHear({ phone: colleague, callId: theirs.callId, customer, call });
      }),
  },
  {
    feature: `CANCEL against answer, ${TRIES} times`,
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        let answered = 0;
        for (let time = 0; time < TRIES; time += 1)
          answered += (await cancelAgainstAnswer(bench, phone, time)) ? 1 : 0;
        // Both must have been seen, or there was no race.
        expect(answered).toBeGreaterThan(0);
        expect(answered).toBeLessThan(TRIES);
        await bothHear(await answeredCall(bench, phone));
      }),
  },
  {
    feature: `Our CANCEL against the customer's answer, ${TRIES} times`,
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        for (let time = 0; time < TRIES; time += 1) {
          const customer = bench.customer();
          const callId = await phone.dial(customer.number);
          const call = await customer.rung();
          call.ring();
          await phone.fact('progress', callId);
          await Promise.all([
            pause(time % 5).then(() => call.accept()),
            pause((time * 7) % 5).then(() => phone.try('hangUp', callId)),
          ]);
          await phone.fact('ended', callId);
          await call.ended().catch((error: Error) => {
            throw new Error(`${error.message}\n${phone.story()}`);
          });
          onceEnded(phone, callId);
        }
        expect(await phone.liveCallIds()).toEqual([]);
      }),
  },
  {
    feature: 'Both hold and resume at once (glare)',
    run: (bench) =>
      bench.desk.with(2, async (phone, colleague) => {
        const ours = await phone.dial(colleague.extension);
        const { callId: theirs } = await colleague.rung();
        await colleague.do('answer', theirs);
        await phone.fact('answered', ours);
        for (const held of [true, false, true, false])
          await Promise.all([phone.do('hold', ours, held), colleague.do('hold', theirs, held)]);
        await Promise.all([
          hears('the caller', phone.ear(ours), { of: [colleague.pitch] }),
          hears('the called', colleague.ear(theirs), { of: [phone.pitch] }),
        ]);
      }),
  },
  {
    feature: 'Both hang up at once, 10 times',
    run: (bench) =>
      bench.desk.with(1, async (phone) => {
        for (let time = 0; time < 10; time += 1) {
          const { call, callId } = await answeredCall(bench, phone);
          const hangUp = phone.try('hangUp', callId);
          call.hangUp();
          await Promise.all([hangUp, phone.fact('ended', callId), call.ended()]);
          onceEnded(phone, callId);
        }
        expect(await phone.liveCallIds()).toEqual([]);
      }),
  },
];

/** Whether the answer won. Whoever won, both sides must be of one opinion in the end. */
async function cancelAgainstAnswer(bench: RowBench, phone: Phone, time: number): Promise<boolean> {
  const customer = bench.customer();
  const call = await customer.dial(`1${phone.extension}`);
  const { callId } = await phone.rung();
  await call.until('ringing');
  // Answering takes some tens of milliseconds; the customer gives up at another moment each time.
  const answer = phone.try('answer', callId);
  await pause(time * 8);
  call.hangUp();
  await answer;
  const end = await phone.fact('ended', callId);
  await call.ended();
  onceEnded(phone, callId);
  const answered = phone.kinds(callId).includes('answered');
  expect(end).toMatchObject({ by: 'customer', cause: answered ? 'hangup' : 'cancelled' });
  return answered;
}

function onceEnded(phone: Phone, callId: string): void {
  const kinds = phone.kinds(callId);
  expect(kinds.filter((kind) => kind === 'ended')).toHaveLength(1);
  expect(kinds.at(-1)).toBe('ended');
}
