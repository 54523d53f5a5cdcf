// Customers leave the program through the system's own dialog, which asks where the file goes.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, launch, type Running } from './support/launch.ts';

let running: Running;
let desk: Page;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringdesk-saved-'));
  running = await launch(resolve(import.meta.dirname, '../..'), {
    args: ['--use-fake-device-for-media-stream'],
  });
  desk = await running.page('desk');
  desk.setDefaultTimeout(20_000);
  await desk.locator('nav [data-name=customers]').waitFor({ timeout: 30_000 });
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answered {
  /** Where the shell would have put it without asking; empty: it asks. */
  readonly chosenByUs: string;
  readonly refused: boolean;
  readonly suggested: string;
  readonly state: string;
}

/** In the place of the dialog: what a person answers. Undefined: he changes his mind. */
const answerDialog = (path: string | undefined): Promise<Answered> =>
  running.app.evaluate(
    ({ session }, place) =>
      new Promise<Answered>((found) => {
        session.defaultSession.once('will-download', (event, item) => {
          const chosenByUs = item.getSavePath();
          const refused = event.defaultPrevented;
          item.once('done', (_event, state) =>
            found({ chosenByUs, refused, suggested: item.getFilename(), state }),
          );
          // A place all the same, or the real dialog would come up and wait for somebody.
          item.setSavePath(place.path);
          if (!place.wanted) item.cancel();
        });
      }),
    { path: path ?? join(folder, 'nowhere'), wanted: path !== undefined },
  );

async function exportAs(format: string): Promise<void> {
  await desk.locator('nav [data-name=customers]').click();
  await desk.getByRole('button', { name: 'Export customers into a file' }).first().click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('File').selectOption(format);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
}

it('customers go where the person says, whole; who says nowhere has no file, and may ask again', async () => {
  const path = join(folder, 'customers.csv');
  const dialog = answerDialog(path);
  await exportAs('csv');
  expect(await dialog).toMatchObject({
    ...{ chosenByUs: '', refused: false, state: 'completed' },
    suggested: expect.stringMatching(/^ringdesk-customers-\d{4}-\d\d-\d\d\.csv$/),
  });
  const text = readFileSync(path, 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text.split('\r\n').length).toBeGreaterThan(5);
  await desk.getByRole('status').filter({ hasText: 'in the file' }).waitFor();
  await desk.keyboard.press('Escape');

  const given = answerDialog(undefined);
  await exportAs('vcard4');
  expect((await given).state).toBe('cancelled');
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  await desk.keyboard.press('Escape');

  const again = join(folder, 'customers.vcf');
  const second = answerDialog(again);
  await exportAs('vcard4');
  expect((await second).state).toBe('completed');
  await eventually('the cards', () => readFileSync(again, 'utf8').includes('END:VCARD'));
});
