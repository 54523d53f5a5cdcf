import type { Page } from 'playwright-core';

/** What the person of the demo does and sees, one step after another. */
export type Step = 'ready' | 'ring' | 'card' | 'answer' | 'talk' | 'hangUp' | 'wrapUp' | 'log' | 'play';

export interface MainJobOptions {
  /** Title of the training customer on its panel, and the name that the card must show. English. */
  readonly caller: { readonly title: string; readonly name: string };
  readonly talkMs: number;
  /** After each step, with what is on the screen. */
  readonly onStep: (step: Step) => Promise<void> | void;
}

const STEP_LIMIT_MS = 20_000;

/**
 * The main job on the real screen, by keyboard where a person would use it: a training customer rings, the card is
 * there, F2 answers, F4 hangs up, two keys wrap up, and the call is in the log with a recording that plays.
 *
 * @throws playwright's TimeoutError naming what did not appear
 */
export async function playMainJob(page: Page, { caller, talkMs, onStep }: MainJobOptions): Promise<void> {
  page.setDefaultTimeout(STEP_LIMIT_MS);
  await page
    .locator('[data-region=status] [role=status]')
    .getByText(/ ready$/)
    .waitFor();
  await onStep('ready');

  await page.locator('nav [data-name=training]').click();
  const bar = (state: string) => page.locator(`[data-bar="${state}"]`);
  await page.getByRole('button', { name: `${caller.title} is to call me now` }).click();
  await bar('ringing').waitFor();
  await onStep('ring');
  await bar('ringing').getByText(caller.name).first().waitFor();
  await page.getByRole('heading', { name: caller.name }).first().waitFor();
  await onStep('card');

  await page.keyboard.press('F2');
  await bar('talking').waitFor();
  await onStep('answer');
  await page.waitForTimeout(talkMs);
  await onStep('talk');

  await page.keyboard.press('F4');
  await bar('wrapUp').waitFor();
  await onStep('hangUp');
  await page.keyboard.press('1');
  await page.keyboard.press('F2');
  await bar('free').waitFor();
  await onStep('wrapUp');

  await page.locator('nav [data-name=calls]').click();
  await page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: caller.name }).first().click();
  await onStep('log');
  await page.getByRole('button', { name: /^Play/ }).first().click();
  // The player's own position: it moves only while sound is decoded and played.
  await page.locator('[role=slider]:not([aria-valuenow="0"])').first().waitFor();
  await onStep('play');
}
