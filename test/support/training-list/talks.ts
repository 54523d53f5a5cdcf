import type { Page } from 'playwright-core';
import type { ProspectBehaviour } from '../../../shared/domain/training/prospects.ts';
import type { Keyboard } from './keyboard.ts';

/** What the operator does in a talk. */
export interface Talking {
  readonly page: Page;
  readonly keys: Keyboard;
  /** Of this prospect, from 1. */
  readonly attempt: number;
  /** Ends the call and waits for the wrap-up. */
  hangUp(): Promise<void>;
  /** The customer has ended it. */
  hungUp(): Promise<void>;
}

/** When this is on the screen: keys by their names, what is written in quotes. */
type Step = readonly [shows: string | RegExp, ...keys: string[]];

const OPENING: readonly Step[] = [
  ['Good day, ', 'Enter'],
  ['Are you the one who decides', '1'],
];
const REASON: Step = ['We supply bearings', 'Enter'];
const ASKED: readonly Step[] = [...OPENING, REASON, ['Do you have three minutes', '1']];

const AGREES: readonly Step[] = [
  ...OPENING,
  // On, back and on again: the answers of before are kept.
  REASON,
  ['Do you have three minutes', 'Backspace'],
  REASON,
  ['Do you have three minutes', '1'],
  ['What matters most to you', '2', '3', 'Enter'],
  ['How many people work', '"120"', 'Enter'],
  ['Roughly how much do you spend', '"5000"', 'Enter'],
  ['how interesting would delivery', '5'],
  ['Then I suggest a trial order', 'Enter'],
  ['Shall we try it?', '1'],
  ['On which day may I call you', '"tue"', 'Enter'],
  ['Thank you, I will call on'],
];
const REFUSES: readonly Step[] = [
  ...ASKED,
  ['What matters most to you', '1', 'Enter'],
  ['How many people work', 'Enter'],
  ['Roughly how much do you spend', 'Enter'],
  ['how interesting would delivery', '1'],
  ['May I ask what speaks against it?', '2'],
  ['Thank you for being frank'],
];
const TUESDAY: readonly Step[] = [
  ...OPENING,
  REASON,
  ['Do you have three minutes', '2'],
  ['On which day would it suit you better', '"tue"', 'Enter'],
  ['Until then!'],
];

/** By what the customer wants; who is not talked with needs no key at all. */
export const TALKS: Partial<Record<ProspectBehaviour, (talking: Talking) => Promise<void>>> = {
  async agrees(talking) {
    await walk(talking, AGREES);
    await talking.hangUp();
    // The end of the script has chosen the outcome.
    await talking.keys.press('F2');
  },
  async refuses(talking) {
    await walk(talking, REFUSES);
    await talking.hangUp();
    await talking.keys.press('F2');
  },
  async tuesday(talking) {
    const { keys, attempt } = talking;
    if (attempt > 1) {
      await walk(talking, [...OPENING, ['here I am, as promised', 'Enter'], ['Do you have three minutes']]);
      await talking.hangUp();
      await keys.press('1', 'F2');
      return;
    }
    await walk(talking, TUESDAY);
    await talking.hangUp();
    await keys.press('p');
    await keys.write('tue 10');
    await keys.press('F2');
  },
  async wrongNumber(talking) {
    await walk(talking, [
      ['Good day, ', 'Enter'],
      ['Are you the one who decides', '3'],
      ['Excuse me for the trouble'],
    ]);
    await talking.hangUp();
    await talking.keys.press('F2');
  },
  async doNotCall(talking) {
    await walk(talking, [
      ['Good day, ', 'Enter'],
      ['Are you the one who decides', '/', '"not call"', 'Enter'],
      ['I am sorry to have disturbed you', 'Enter'],
      ['We will not call again'],
    ]);
    await talking.hangUp();
    await talking.keys.press('F2');
  },
  async busyThenAgrees({ hangUp, keys }) {
    await hangUp();
    await keys.press('1', 'F2');
  },
  async hangsUp({ hungUp, keys }) {
    await hungUp();
    await keys.press('8', 'F2');
  },
  async voicemail({ keys }) {
    await keys.press('v');
  },
};

async function walk({ page, keys }: Talking, steps: readonly Step[]): Promise<void> {
  for (const [shows, ...todo] of steps) {
    await page.locator('main [aria-live=polite]').getByText(shows).first().waitFor();
    for (const key of todo) {
      if (!key.startsWith('"')) {
        await keys.press(key);
        continue;
      }
      // The cursor comes with the question.
      await page.locator('main input:focus').waitFor();
      await keys.write(key.slice(1, -1));
    }
  }
}
