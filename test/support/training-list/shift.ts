import type { Page } from 'playwright-core';
import type { Campaign, Dialer, LeadRow } from '../../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { PROSPECTS, type Prospect } from '../../../shared/domain/training/prospects.ts';
import type { TestClock } from '../clock/test-clock.ts';
import type { Story } from './expectation.ts';
import { Keyboard } from './keyboard.ts';
import { noteAttempt } from './story.ts';
import { TALKS, type Talking } from './talks.ts';

/** Nobody waits for the silent ones for longer than this; the shortest that a list allows. */
const RING_SECONDS = 5;
const STEP_LIMIT_MS = 30_000;
/** Calls of one round are made one after the other, so their retries fall due one after the other as well. */
const ROUND_MS = 5 * 60_000;
const MOST_ROUNDS = 20;

export const prospectOf = (name: string | undefined): Prospect => {
  const found = PROSPECTS.find((prospect) => prospect.name.en === name);
  if (!found) throw new Error(`${name} is no prospect`);
  return found;
};

/** From the hang-up of a talk to the next INVITE. */
export interface Between {
  readonly keys: number;
  readonly ms: number;
}

/** An operator who works the training list to its end by keyboard alone, over hours and days. */
export class Shift {
  readonly stories: Record<string, Story> = {};
  readonly rounds: string[][] = [];
  /** After talks with those who agree. */
  readonly between: Between[] = [];
  readonly #page: Page;
  readonly #desk: CoreClient;
  readonly #clock: TestClock;
  readonly #list: Campaign;
  readonly #keys: Keyboard;
  #hungUp: { readonly at: number; readonly keys: number } | undefined;

  private constructor(page: Page, desk: CoreClient, clock: TestClock, list: Campaign) {
    this.#page = page;
    this.#desk = desk;
    this.#clock = clock;
    this.#list = list;
    this.#keys = new Keyboard(page);
  }

  /** @param page with a line that is ready */
  static async begin(page: Page, desk: CoreClient, clock: TestClock): Promise<Shift> {
    const [list] = await desk.request('campaigns.list', {});
    if (!list) throw new Error('a new profile has no training list');
    const { id, version, name, pace, scriptId, rules } = list;
    const draft = { name, pace, scriptId, rules: { ...rules, ringSeconds: RING_SECONDS } };
    await desk.request('campaigns.update', { id, version, draft });
    const shift = new Shift(page, desk, clock, list);
    await page.locator('nav [data-name=lists]').focus();
    await shift.#keys.press('Enter');
    await page
      .locator('main button')
      .filter({ hasText: /^Call$/ })
      .focus();
    await shift.#keys.press('Enter');
    return shift;
  }

  /** Round after round, until nobody is left. */
  async work(): Promise<void> {
    for (;;) {
      this.rounds.push(await this.#round());
      const next = await this.#nextRoundAt();
      if (next === undefined) return;
      if (this.rounds.length === MOST_ROUNDS) throw new Error('the list has no end');
      // A break until then; whoever comes back goes on where they were.
      await this.#keys.press('F8');
      await this.#bar('free').getByText('F8 goes on with the next one.').waitFor();
      await this.#clock.moveTo(next);
      await this.#keys.press('F8');
    }
  }

  leads = async (): Promise<LeadRow[]> =>
    (await this.#desk.request('campaigns.leads', { campaignId: this.#list.id, limit: 100 })).leads;

  #bar = (state: string) => this.#page.locator(`[data-bar="${state}"]`);

  /** Everybody who is due now. @returns whose turn it was */
  async #round(): Promise<string[]> {
    const worked = new Map<string, string>();
    this.#hungUp = undefined;
    for (;;) {
      const { stage, lead } = await this.#until(
        'an offer, or nobody',
        (dialer) => isEmpty(dialer) || (isOffer(dialer) && !worked.has(dialer.lead?.id ?? '')),
      );
      if (stage === 'empty' || lead === undefined) break;
      worked.set(lead.id, prospectOf(lead.contactName).id);
      await this.#call(lead);
    }
    for (const lead of await this.leads()) {
      const id = worked.get(lead.id);
      if (id === undefined) continue;
      const story = this.stories[id] ?? { attempts: [], state: '', end: undefined };
      this.stories[id] = story;
      await noteAttempt(this.#desk, lead, story);
    }
    return [...worked.values()];
  }

  async #call(lead: LeadRow): Promise<void> {
    const { behaves } = prospectOf(lead.contactName);
    await this.#bar('free').filter({ hasText: lead.contactName }).locator('[aria-keyshortcuts=F2]').waitFor();
    await this.#keys.press('F2');
    await this.#until('dialling', ({ stage }) => stage !== 'offering');
    if (this.#hungUp)
      this.between.push({
        keys: this.#keys.pressed - this.#hungUp.keys,
        ms: Date.now() - this.#hungUp.at,
      });
    this.#hungUp = undefined;
    const attempt = lead.attempts + 1;
    const talk = behaves === 'busyThenAgrees' && attempt === 1 ? undefined : TALKS[behaves];
    if (!talk) return;
    await this.#bar('talking').waitFor();
    const hungUp = async (): Promise<void> => this.#bar('wrapUp').waitFor();
    const talking: Talking = {
      page: this.#page,
      keys: this.#keys,
      attempt,
      hungUp,
      hangUp: async () => {
        await this.#keys.press('F4');
        await hungUp();
        if (behaves === 'agrees' || behaves === 'busyThenAgrees')
          this.#hungUp = { at: Date.now(), keys: this.#keys.pressed };
      },
    };
    await talk(talking);
  }

  async #nextRoundAt(): Promise<number | undefined> {
    const times = (await this.leads()).flatMap(({ state, nextAt }) =>
      state === 'waiting' && nextAt !== undefined ? [nextAt] : [],
    );
    if (times.length === 0) return undefined;
    const first = Math.min(...times);
    return Math.max(...times.filter((at) => at < first + ROUND_MS));
  }

  async #until(what: string, holds: (dialer: Dialer) => boolean): Promise<Dialer> {
    for (const limit = Date.now() + STEP_LIMIT_MS; ; ) {
      const dialer = await this.#desk.request('dialer.state', {});
      if (holds(dialer)) return dialer;
      if (Date.now() > limit)
        throw new Error(
          `${what} did not happen in round ${this.rounds.length + 1}: ${dialer.stage}, ${dialer.lead?.contactName}, paused: ${dialer.paused}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const isEmpty = ({ stage }: Dialer): boolean => stage === 'empty';
const isOffer = ({ stage, lead }: Dialer): boolean => stage === 'offering' && lead !== undefined;
