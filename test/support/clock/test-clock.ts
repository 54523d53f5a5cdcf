import { once } from 'node:events';
import type { BrowserContext, Page } from 'playwright-core';
import type { Workstation } from '../../../scripts/lib/workstation.ts';
import { moveDate } from './moved-date.ts';

const CORE_CLOCK = new URL('core-clock.ts', import.meta.url);

/** A clock that runs, and that a test puts forward: of the program and of its pages, for which it must be told of both. */
export class TestClock {
  #ahead: number;
  #core: Workstation['server'] | undefined;
  readonly #pages: Page[] = [];

  /** @param startsAt UTC ms: what it says now */
  constructor(startsAt: number) {
    this.#ahead = startsAt - Date.now();
  }

  now = (): number => Date.now() + this.#ahead;

  /** For `startWorkstation`. */
  get nodeArgs(): readonly string[] {
    return ['--import', `${CORE_CLOCK}?ahead=${this.#ahead}`];
  }

  /** Before the first page of the context is opened. */
  async follow({ server }: Workstation, context: BrowserContext): Promise<void> {
    this.#core = server;
    await context.addInitScript(moveDate, this.#ahead);
    context.on('page', (page) => this.#pages.push(page));
  }

  /** Resolves when program and pages have heard of it. */
  async moveTo(at: number): Promise<void> {
    this.#ahead = at - Date.now();
    const core = this.#core;
    if (core === undefined) throw new Error('nobody follows this clock');
    const heard = once(core, 'message');
    core.send({ clockAhead: this.#ahead });
    await heard;
    for (const frame of this.#pages.flatMap((page) => page.frames()))
      await frame.evaluate((ahead) => {
        globalThis.clockAhead[0] = ahead;
      }, this.#ahead);
  }
}
