import { expect } from 'vitest';
import type { Ami } from '../bench/ami.ts';
import { hears } from '../bench/hears.ts';
import type { Desk } from '../phones/desk.ts';
import type { Phone } from '../phones/phone.ts';
import type { Customer } from '../town/town.ts';
import type { TownCall } from '../town/town-call.ts';

/** What a line of the matrix has to work with; rows run side by side, so each takes phones and customers of its own. */
export interface RowBench {
  readonly desk: Desk;
  readonly ami: Ami;
  /** A new customer, who leaves when the row is over. */
  customer(): Customer;
}

/** A line of the matrix: a feature in the words of `docs/telephony.md`, and the proof that it works. */
export interface Row {
  readonly feature: string;
  readonly run: (bench: RowBench) => Promise<void>;
}

/** A customer's call that an agent has answered. */
export interface Talk {
  readonly phone: Phone;
  readonly callId: string;
  readonly customer: Customer;
  readonly call: TownCall;
}

/** A customer calls this agent, who answers. */
export async function answeredCall(
  bench: RowBench,
  phone: Phone,
  customer = bench.customer(),
): Promise<Talk> {
  const call = await customer.dial(`1${phone.extension}`);
  const { callId } = await phone.rung();
  await phone.do('answer', callId);
  await Promise.all([call.until('talking'), phone.fact('answered', callId)]);
  return { phone, callId, customer, call };
}

/** The agent calls a customer, who answers. */
export async function dialledCall(bench: RowBench, phone: Phone, customer = bench.customer()): Promise<Talk> {
  const callId = await phone.dial(customer.number);
  const call = await customer.rung();
  call.ring();
  call.accept();
  await phone.fact('answered', callId);
  return { phone, callId, customer, call };
}

/** Both sides hear each other, and neither hears one of these besides. */
export async function bothHear(
  { phone, callId, customer, call }: Talk,
  without: readonly number[] = [],
): Promise<void> {
  await Promise.all([
    hears(`agent ${phone.extension}`, phone.ear(callId), { of: [customer.pitch], without }),
    hears('the customer', call.line, { of: [phone.pitch], without }),
  ]);
}

/** Dials a code that the exchange answers and ends by itself. */
export async function dialCode(phone: Phone, number: string): Promise<void> {
  const callId = await phone.dial(number);
  await phone.fact('ended', callId);
  expect(phone.kinds(callId)).toContain('answered');
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
