import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type Bench, type Figure, percentile } from '../../../scripts/bench/report.ts';
import { pbx, pbxVersion, startPbx } from '../bench/pbx.ts';
import { startTown, type Town } from '../town/town.ts';
import { type SetupBrowser, startSetupBrowser } from './browser.ts';
import type { Variant } from './page/main.ts';

const ENGINES = ['jssip', 'sipjs'] as const;
const WARM_UP = 3;
/** The time that a person takes to reach the key; for all phones the same. */
const RINGS_MS = 600;
const LIMIT_MS = 10_000;
/** A number of the PBX that answers at once. */
const ANSWERS = '810006';

interface Samples {
  readonly dial: number[];
  readonly answer: number[];
}

/**
 * How fast a call is made, with our engine and with a bare page of the same library, call by call in turns, through a
 * real Asterisk on this machine: from "dial" to the INVITE in the socket, and from the answer key to the customer's first
 * sound. Desk and core are not in it. `--calls` (30) of each are measured.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({ args: [...args], options: { calls: { type: 'string', default: '30' } } });
  const calls = Number(values.calls);
  const started = await startPbx();
  if ('missing' in started) throw new Error(started.missing);
  const town = await startTown();
  const browser = await startSetupBrowser();
  const figures: Figure[] = [];
  try {
    for (const [index, engine] of ENGINES.entries()) {
      const [ours, bare] = await compare(browser, town, engine, calls, 101 + 2 * index);
      const fast = percentile(ours.answer, 95);
      figures.push(
        figure(`dial_to_invite_p95_ms@${engine}`, percentile(ours.dial, 95), 'ms', 50),
        figure(`bare_dial_to_invite_p95_ms@${engine}`, percentile(bare.dial, 95), 'ms', null),
        figure(`answer_to_audio_p95_ms@${engine}`, fast, 'ms', null),
        figure(`bare_answer_to_audio_p95_ms@${engine}`, percentile(bare.answer, 95), 'ms', null),
        figure(`answer_to_audio_ratio_to_bare@${engine}`, fast / percentile(bare.answer, 95), '×', 1),
      );
      log(
        `  ${engine}: answer to first sound, median ${Math.round(percentile(ours.answer, 50))} ms, bare ${Math.round(percentile(bare.answer, 50))} ms`,
      );
    }
    const notes = [
      `${calls} calls each way and phone, Asterisk ${await pbxVersion()}; engine only, without desk and core`,
    ];
    return { figures, notes };
  } finally {
    await browser.stop();
    await town.close();
  }
};

const figure = (name: string, value: number, unit: string, goal: number | null): Figure => ({
  name,
  value,
  unit,
  goal,
  limit: null,
});

async function compare(
  browser: SetupBrowser,
  town: Town,
  engine: (typeof ENGINES)[number],
  calls: number,
  extension: number,
): Promise<[Samples, Samples]> {
  const phones = await Promise.all(
    ([`ours-${engine}`, `bare-${engine}`] satisfies Variant[]).map((variant, index) =>
      SetupLine.open(browser, town, variant, String(extension + index)),
    ),
  );
  for (let n = -WARM_UP; n < calls; n += 1) {
    for (const phone of phones) await phone.measure(n >= 0);
  }
  for (const phone of phones) await phone.close();
  return [phones[0]?.samples ?? { dial: [], answer: [] }, phones[1]?.samples ?? { dial: [], answer: [] }];
}

/** One phone in a page of its own. */
class SetupLine {
  readonly samples: Samples = { dial: [], answer: [] };
  readonly #page: Page;
  readonly #town: Town;
  readonly #extension: string;

  private constructor(page: Page, town: Town, extension: string) {
    this.#page = page;
    this.#town = town;
    this.#extension = extension;
  }

  static async open(
    browser: SetupBrowser,
    town: Town,
    variant: Variant,
    extension: string,
  ): Promise<SetupLine> {
    const page = await browser.open();
    await page.evaluate(([which, login]) => window.setup.start(which, login), [
      variant,
      { server: pbx.ws, extension, password: `secret${extension}`, domain: pbx.address },
    ] as const);
    return new SetupLine(page, town, extension);
  }

  /** One call in, one call out. @param counts false while everything gets warm */
  async measure(counts: boolean): Promise<void> {
    const answered = await this.#answer();
    const dialled = await this.#dial();
    if (!counts) return;
    this.samples.answer.push(answered);
    this.samples.dial.push(dialled);
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  async #answer(): Promise<number> {
    const customer = await this.#town.customer(`+7999444${this.#extension}`, 440).dial(`1${this.#extension}`);
    await this.#page.waitForFunction(() => window.setup.rings(), undefined, { timeout: LIMIT_MS });
    await new Promise((resolve) => setTimeout(resolve, RINGS_MS));
    const took = await this.#page.evaluate(() => window.setup.answer());
    await this.#free();
    await customer.ended();
    return took;
  }

  async #dial(): Promise<number> {
    const took = await this.#page.evaluate((number) => window.setup.dial(number), ANSWERS);
    // Answered, so that it ends by a BYE and not in the middle of something.
    await new Promise((resolve) => setTimeout(resolve, RINGS_MS));
    await this.#free();
    return took;
  }

  async #free(): Promise<void> {
    await this.#page.evaluate(() => window.setup.hangUp());
    await this.#page.waitForFunction(() => !window.setup.busy(), undefined, { timeout: LIMIT_MS });
  }
}
