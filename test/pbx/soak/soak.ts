import type { PhoneAccount } from '../../../shared/contract/phone.ts';
import type { PhoneBrowser } from '../phones/browser.ts';
import { Phone } from '../phones/phone.ts';
import type { Town } from '../town/town.ts';
import { type Census, Counter, countTimers } from './census.ts';

export type EngineName = PhoneAccount['engine'];

export interface SoakOptions {
  readonly browser: PhoneBrowser;
  readonly town: Town;
  readonly engine: EngineName;
  readonly calls: number;
  /** First of `LANES` extensions of nobody else. */
  readonly extension: number;
  readonly log?: (line: string) => void;
}

/** Phones in the page, each with one call at a time. */
export const LANES = 4;
/** Until then everything is loaded, compiled and has found its size. */
export const SETTLED_AFTER = 50;
/** SIP keeps what it said for 64 × T1 = 32 s, in case it has to be said again (RFC 3261 §17); then nothing may be left. */
export const QUIET_MS = 34_000;
/** Answers at once and talks. */
export const SERVICE_NUMBER = '810006';
/**
 * For the browser: functions are interpreted, so that the heap is what the program keeps. Otherwise V8 goes on for hours
 * to make machine code of functions that have become hot: 0.1 to 0.3 MB in 500 calls, bounded by the program's size.
 */
export const WITHOUT_MACHINE_CODE = ['--js-flags=--no-sparkplug --no-maglev --no-turbofan'];

/** So many calls, of all the usual kinds, through the PBX in one page. @returns what lived in it after 50 of them, and at the end */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const { browser, town, engine, calls, extension, log } = options;
  const context = await browser.browser.newContext();
  await context.addInitScript(countTimers);
  const phones = new Map<string, Phone>();
  const page = await browser.open((name, news) => phones.get(name)?.hear(news), context);
  try {
    for (let n = 0; n < LANES; n += 1) {
      const name = String(extension + n);
      const phone = new Phone(page, name, 0);
      phones.set(name, phone);
      await phone.open(phone.account(engine));
    }
    const counter = await Counter.attach(page);
    const census = async (made: number): Promise<Census> => {
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      const found = await counter.take();
      log?.(
        `  ${engine}: ${made} calls, ${Math.round(found.heap / 1024)} KiB, ${JSON.stringify(found.counts)}`,
      );
      return found;
    };
    await make(SETTLED_AFTER, [...phones.values()], town);
    const first = await census(SETTLED_AFTER);
    await make(calls - SETTLED_AFTER, [...phones.values()], town);
    return { first, last: await census(calls) };
  } finally {
    for (const phone of phones.values()) await phone.close().catch(() => {});
    await context.close();
  }
}

export interface Soaked {
  readonly first: Census;
  readonly last: Census;
}

/** So many calls, shared by the phones. */
async function make(calls: number, phones: readonly Phone[], town: Town): Promise<void> {
  let begun = 0;
  await Promise.all(
    phones.map(async (phone) => {
      while (begun < calls) {
        begun += 1;
        await call(phone, town, begun);
        // The test's own memory of the call; the page keeps nothing of it.
        phone.news.length = 0;
      }
    }),
  );
}

/** Five kinds in turns: each way in which a call begins and ends leaves through another door. */
async function call(phone: Phone, town: Town, number: number): Promise<void> {
  const kind = number % 5;
  if (kind === 0) return dialled(phone);
  const customer = town.customer(`+7999333${phone.extension}`, 440);
  const customersCall = await customer.dial(`1${phone.extension}`);
  const { callId } = await phone.rung();
  if (kind === 1) customersCall.hangUp();
  else if (kind === 2) await phone.do('decline', callId);
  else {
    await phone.do('answer', callId);
    await customersCall.until('talking');
    if (kind === 3) {
      await phone.do('hold', callId, true);
      await phone.do('hold', callId, false);
      customersCall.hangUp();
    } else await phone.do('hangUp', callId);
  }
  await phone.fact('ended', callId);
  await customersCall.ended();
}

async function dialled(phone: Phone): Promise<void> {
  const callId = await phone.talkTo(SERVICE_NUMBER);
  await phone.do('hangUp', callId);
  await phone.fact('ended', callId);
}

/** How much the heap has grown since the first 50 calls, as a part of it (0.05 = 5 %). */
export const drift = ({ first, last }: Soaked): number => last.heap / first.heap - 1;

/** A library may hold on to the last call of each phone until the next one: a connection and its streams, of any number of calls. */
const OF_LAST_CALLS = 3 * LANES;

/** The kinds of objects of which there are more than after the first 50 calls, and how many more; one left per call would be 70 at least. */
export function leftOver({ first, last }: Soaked): Record<string, number> {
  return Object.fromEntries(
    Object.entries(last.counts)
      .map(([name, count]) => [name, count - (first.counts[name] ?? 0)] as const)
      .filter(([, more]) => more > OF_LAST_CALLS),
  );
}
