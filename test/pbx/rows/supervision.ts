import { hears } from '../bench/hears.ts';
import type { Phone } from '../phones/phone.ts';
import { answeredCall, bothHear, type Row, type RowBench, type Talk } from './row.ts';

/** A supervisor in a colleague's talk, by the codes of the preset `asterisk`. */
export const supervision: readonly Row[] = [
  {
    feature: 'A supervisor listens, and is heard by nobody',
    run: (bench) =>
      supervised(bench, '*222', async (talk, supervisor, callId) => {
        await hearsBoth(talk, supervisor, callId);
        await bothHear(talk, [supervisor.pitch]);
      }),
  },
  {
    feature: 'A supervisor whispers: the operator hears it, the customer does not',
    run: (bench) =>
      supervised(bench, '*223', async (talk, supervisor, callId) => {
        const { phone, customer, call } = talk;
        await hears('the operator', phone.ear(talk.callId), { of: [customer.pitch, supervisor.pitch] });
        await hears('the customer', call.line, { of: [phone.pitch], without: [supervisor.pitch] });
        await hearsBoth(talk, supervisor, callId);
      }),
  },
  {
    feature: 'A supervisor joins: all three hear each other',
    run: (bench) =>
      supervised(bench, '*224', async (talk, supervisor, callId) => {
        const { phone, customer, call } = talk;
        await hears('the operator', phone.ear(talk.callId), { of: [customer.pitch, supervisor.pitch] });
        await hears('the customer', call.line, { of: [phone.pitch, supervisor.pitch] });
        await hearsBoth(talk, supervisor, callId);
      }),
  },
];

const hearsBoth = ({ phone, customer }: Talk, supervisor: Phone, callId: string): Promise<void> =>
  hears('the supervisor', supervisor.ear(callId), { of: [phone.pitch, customer.pitch] });

/** The supervisor comes into a talk that goes on, the talk goes on when he leaves, and takes him along when it ends. */
function supervised(
  bench: RowBench,
  code: string,
  work: (talk: Talk, supervisor: Phone, callId: string) => Promise<void>,
): Promise<void> {
  return bench.desk.with(2, async (operator, supervisor) => {
    const talk = await answeredCall(bench, operator);
    await bothHear(talk, [supervisor.pitch]);
    const first = await supervisor.talkTo(`${code}${operator.extension}`);
    await work(talk, supervisor, first);
    await supervisor.do('hangUp', first);
    await supervisor.fact('ended', first);
    await bothHear(talk, [supervisor.pitch]);
    const second = await supervisor.talkTo(`${code}${operator.extension}`);
    await hearsBoth(talk, supervisor, second);
    talk.call.hangUp();
    await operator.fact('ended', talk.callId);
    await supervisor.fact('ended', second);
  });
}
