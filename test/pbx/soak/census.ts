import type { CDPSession, Page } from 'playwright-core';

/** What lives in a page, after a forced garbage collection. */
export interface Census {
  /** JS heap in use, bytes. */
  readonly heap: number;
  /** Objects that could not be collected, by the name of their class; and timers that will still fire. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What a phone must give back after each call. */
const CLASSES = [
  'RTCPeerConnection',
  'RTCDTMFSender',
  'MediaStreamTrack',
  'MediaStream',
  'AudioContext',
  'AudioNode',
  'HTMLAudioElement',
  'PermissionStatus',
  'WebSocket',
] as const;
/** One collection frees what only finalizers of the one before have let go. */
const COLLECTIONS = 3;

/** Runs in the page before anything else: keeps the number of timers that have not fired. */
export function countTimers(): void {
  const pending = new Set<unknown>();
  const { setTimeout: later, clearTimeout: notLater, setInterval: often, clearInterval: noMore } = window;
  const set = (handler: TimerHandler, ms?: number, ...rest: unknown[]) => {
    const id = later(() => {
      pending.delete(id);
      if (typeof handler === 'function') handler(...rest);
    }, ms);
    pending.add(id);
    return id;
  };
  window.setTimeout = set as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    pending.delete(id);
    notLater(id);
  };
  window.setInterval = ((handler: TimerHandler, ms?: number, ...rest: unknown[]) => {
    const id = often(handler, ms, ...rest);
    pending.add(id);
    return id;
  }) as typeof window.setInterval;
  window.clearInterval = (id) => {
    pending.delete(id);
    noMore(id);
  };
  Object.assign(window, { pendingTimers: () => pending.size });
}

/** Looks into the page through Chromium's DevTools protocol. */
export class Counter {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async attach(page: Page): Promise<Counter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new Counter(session);
  }

  async take(): Promise<Census> {
    for (let n = 0; n < COLLECTIONS; n += 1) {
      await this.#session.send('HeapProfiler.collectGarbage');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const counts: Record<string, number> = { timers: await this.#timers() };
    for (const name of CLASSES) counts[name] = await this.#living(name);
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage');
    return { heap: usedSize, counts };
  }

  async #timers(): Promise<number> {
    const { result } = await this.#session.send('Runtime.evaluate', { expression: 'pendingTimers()' });
    return Number(result.value);
  }

  async #living(name: string): Promise<number> {
    const group = 'census';
    const { result } = await this.#session.send('Runtime.evaluate', {
      expression: `${name}.prototype`,
      objectGroup: group,
    });
    const { objects } = await this.#session.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId ?? '',
      objectGroup: group,
    });
    const { result: length } = await this.#session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length; }',
    });
    // What was found must not be kept alive by having been found.
    await this.#session.send('Runtime.releaseObjectGroup', { objectGroup: group });
    return Number(length.value);
  }
}
