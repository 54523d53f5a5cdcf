import type { CDPSession } from 'playwright-core';
import { expect } from 'vitest';
import { PhoneFact } from '../../../shared/contract/phone.ts';
import { TraceMessage } from '../../../shared/contract/quality.ts';
import type { BenchBrowser } from '../../contract/page/serve.ts';
import { type Bench, eventually, PASSWORD } from '../../training/bench.ts';
import { type Phone, phoneIn, recordCalls } from './phone-storm.ts';
import { openTap } from './tap.ts';

/** Characters of one note. */
const NOTE = 400;

declare global {
  interface Window {
    /** Connections that were made and not closed. */
    openPeers: Set<RTCPeerConnection>;
  }
}

/** Runs in the page: keeps every peer connection in sight until it is closed. */
function countPeers(): void {
  window.openPeers = new Set();
  const close = RTCPeerConnection.prototype.close;
  RTCPeerConnection.prototype.close = function closeAndForget() {
    window.openPeers.delete(this);
    close.call(this);
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...args);
      window.openPeers.add(this);
    }
  };
}

/** A phone page with all eyes on it. */
export interface PhoneUnderTest extends Phone {
  readonly engine: 'jssip' | 'sipjs';
  /** What its exchange said in an ordinary day. */
  readonly corpus: readonly string[];
  /** What the page said that nobody caught. */
  readonly uncaught: readonly string[];
  /** How often each call that began has ended. */
  readonly ends: ReadonlyMap<string, number>;
  readonly notes: number;
  /** Peer connections that nobody closed. */
  peers(): Promise<number>;
  /** Takes the facts and notes out of the page and looks at each of them. */
  look(): Promise<void>;
  /** Bytes in use after everything that can go is gone. */
  heap(): Promise<number>;
  stop(): Promise<void>;
}

export async function startPhone(
  engine: PhoneUnderTest['engine'],
  login: string,
  browser: BenchBrowser,
  bench: Bench,
): Promise<PhoneUnderTest> {
  const tap = await openTap(bench.exchange.wsUrl);
  const page = await browser.open();
  await page.evaluate(countPeers);
  const uncaught: string[] = [];
  page.on('pageerror', (error) => uncaught.push(String(error)));
  page.on('crash', () => uncaught.push('the page crashed'));
  const tools: CDPSession = await page.context().newCDPSession(page);
  const phone = phoneIn(page, tap, bench, {
    id: 'main',
    engine,
    server: tap.url,
    login,
    password: PASSWORD,
    domain: bench.exchange.account.domain,
    displayName: 'Operator',
    iceServers: [],
    dtmf: 'rfc4733',
    iceTimeoutMs: 1_000,
  });
  await phone.ask('start', phone.account);
  await eventually(() => bench.exchange.registered(login));
  const corpus = await recordCalls(phone);
  const ends = new Map<string, number>();
  let notes = 0;

  return {
    ...phone,
    engine,
    corpus,
    uncaught,
    ends,
    get notes() {
      return notes;
    },
    peers: () => page.evaluate(() => window.openPeers.size),
    async look() {
      const [facts, said, traces] = await page.evaluate(
        () =>
          [
            window.bench.facts().splice(0),
            window.bench.notes().splice(0),
            window.bench.traces().splice(0),
          ] as const,
      );
      for (const { callId: _, ...trace } of traces) {
        expect(TraceMessage.safeParse(trace).error, JSON.stringify(trace)).toBeUndefined();
        // Our own answers to challenges; the storm's are not secret.
        if (trace.direction === 'sent') expect(trace.text).not.toMatch(/response="[0-9a-f]{32}"/);
      }
      for (const fact of facts) {
        expect(PhoneFact.safeParse(fact).error, JSON.stringify(fact)).toBeUndefined();
        if (fact.kind === 'incoming' || fact.kind === 'dialing') ends.set(fact.callId, 0);
        if (fact.kind === 'ended') ends.set(fact.callId, (ends.get(fact.callId) ?? 0) + 1);
      }
      for (const note of said) {
        expect(note.length, note).toBeLessThan(NOTE);
        expect(note).not.toMatch(/response=|Call-ID|\r\n/);
        expect(note).not.toContain(PASSWORD);
      }
      notes += said.length;
      expect(uncaught).toEqual([]);
    },
    async heap() {
      await tools.send('HeapProfiler.collectGarbage');
      return (await tools.send('Runtime.getHeapUsage')).usedSize;
    },
    async stop() {
      await phone.ask('stop');
      await tap.stop();
    },
  };
}
