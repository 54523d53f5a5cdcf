import type {} from '../page/bench.ts';
import type { Heard } from './timeline.ts';

/** Beside the phones in the page: what each of them hears, all the time, so that no moment of silence is missed. */
export interface PageEars {
  /** @param hertz the customer's pitch */
  listen(phone: string, callId: string, hertz: number): void;
  /** What was heard so far. */
  heard(callId: string): Heard[];
  hears(callId: string): boolean;
  forget(callId: string): void;
}

declare global {
  interface Window {
    ears: PageEars;
  }
}

/** Runs in the page: makes `window.ears`. It must not use anything of this module. */
export function listenAllTheTime(): void {
  const everyMs = 100;
  // A tenth of what the customer's voice has when it arrives.
  const audible = 0.03;
  const calls = new Map<string, { phone: string; hertz: number; heard: Heard[] }>();
  window.ears = {
    listen: (phone, callId, hertz) => void calls.set(callId, { phone, hertz, heard: [] }),
    heard: (callId) => calls.get(callId)?.heard ?? [],
    hears: (callId) => calls.get(callId)?.heard.at(-1)?.[1] ?? false,
    forget: (callId) => void calls.delete(callId),
  };
  setInterval(() => {
    for (const [callId, { phone, hertz, heard }] of calls) {
      const [amplitude = 0] = window.pbxPhones.heard(phone, callId, [hertz]);
      heard.push([Date.now(), amplitude > audible]);
    }
  }, everyMs);
}
