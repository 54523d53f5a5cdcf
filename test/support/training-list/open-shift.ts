import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium, newContext, startWorkstation } from '../../../scripts/lib/workstation.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { AccountDraft } from '../../../shared/contract/settings.ts';
import { TestClock } from '../clock/test-clock.ts';
import { THURSDAY } from './expectation.ts';
import { Shift } from './shift.ts';

export interface OpenShift {
  readonly shift: Shift;
  readonly desk: CoreClient;
  /** What the page threw. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/**
 * The real program on a new profile and its page in Chromium, on Thursday morning, with the training list begun.
 * @param line instead of the training line
 */
export async function openShift(
  line?: AccountDraft,
  chromiumArgs: readonly string[] = [],
): Promise<OpenShift> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-cold-calling-'));
  const undo = [async () => rmSync(dataDir, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const clock = new TestClock(THURSDAY);
    const workstation = await startWorkstation({ dataDir, nodeArgs: clock.nodeArgs });
    undo.push(workstation.stop);
    const browser = await launchChromium(chromiumArgs);
    undo.push(() => browser.close());
    const desk = await workstation.connectDesk();
    if (line) await desk.request('accounts.save', line);
    const context = await newContext(browser, { width: 1280, height: 720 });
    await clock.follow(workstation, context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(workstation.address);
    await page
      .locator('[data-region=status] [role=status]')
      .getByText(/ ready$/)
      .waitFor();
    return { shift: await Shift.begin(page, desk, clock), desk, errors, close };
  } catch (error) {
    await close();
    throw error;
  }
}
