// What an operator sees when something outside is wrong: on the real screen, in the operator's language.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../electron/core/host/log.ts';
import { createTrainingExchange, type TrainingExchange } from '../../electron/core/training/exchange.ts';
import enErrors from '../../renderer/i18n/en/errors.json' with { type: 'json' };
import ruErrors from '../../renderer/i18n/ru/errors.json' with { type: 'json' };
import {
  chromiumPath,
  connectAsDesk,
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { refusingPbx } from '../support/refusing-pbx.ts';

const PASSWORD = 'right-horse-battery';
const WRONG = 'wrong-horse-battery';
const LOGIN = '101';
const HOSTILE = `<img src=x onerror="alert(document.title='owned')"><b>x</b>`;

let dataDir: string;
let workstation: Workstation;
let exchange: TrainingExchange;
let browser: Browser;
let desk: CoreClient;
let context: BrowserContext | undefined;
const tokens: string[] = [];
const pageErrors: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-bad-'));
  workstation = await startWorkstation({ dataDir, empty: true });
  tokens.push(new URL(workstation.address).searchParams.get('token') ?? '');
  desk = await workstation.connectDesk();
  await desk.request('settings.save', { country: 'GB', language: 'en' });
  exchange = await createTrainingExchange({
    password: PASSWORD,
    users: [{ login: LOGIN }],
    cdrFile: join(dataDir, 'cdr-of-the-test.jsonl'),
    language: 'en',
    log: silentLog,
  });
  browser = await launchChromium();
});
afterEach(async () => {
  await context?.close();
  context = undefined;
  expect(pageErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await exchange?.stop();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** An address of one's own for each page, as a second start gives it. */
async function freshAddress(): Promise<string> {
  const { address, controlKey } = JSON.parse(readFileSync(join(dataDir, 'core.json'), 'utf8'));
  const answer = await fetch(`${address}/control/address`, {
    method: 'POST',
    headers: { 'x-ringdesk-control': controlKey },
  });
  const fresh = await answer.text();
  tokens.push(new URL(fresh).searchParams.get('token') ?? '');
  return fresh;
}

async function openDesk(inside: Browser = browser, made?: BrowserContext): Promise<Page> {
  context = made ?? (await newContext(inside));
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('dialog', (dialog) => {
    pageErrors.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(await freshAddress());
  await page.locator('nav [data-name=settings]').waitFor();
  return page;
}

const status = (page: Page) => page.locator('[data-region=status] [role=status]');
const says = (page: Page, text: string) => page.getByText(text, { exact: false }).first().waitFor();

interface Fields {
  readonly server: string;
  readonly password: string;
}

/** Types the four fields as a person does, in English. */
async function typeLine(page: Page, { server, password }: Fields): Promise<void> {
  const form = page.locator('form');
  await form
    .getByLabel(/PBX address|Address|Server/i)
    .first()
    .fill(server);
  await form
    .getByLabel(/^(Login|User)/i)
    .first()
    .fill(LOGIN);
  await form
    .getByLabel(/^Password/i)
    .first()
    .fill(password);
  await form
    .getByLabel(/^Domain/i)
    .first()
    .fill(exchange.account.domain);
  await form.getByRole('button', { name: /^Save/ }).click();
}

async function saveLine(fields: Fields): Promise<void> {
  const [account] = await desk.request('accounts.list', {});
  await desk.request('accounts.save', {
    ...(account ? { id: account.id } : {}),
    ...fields,
    login: LOGIN,
    domain: exchange.account.domain,
    label: 'Office',
  });
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Everything that the status line says from now on. */
async function listenToStatus(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    (window as unknown as { seen: string[] }).seen = seen;
    const read = () => {
      const text = document.querySelector('[data-region=status] [role=status]')?.textContent ?? '';
      if (text !== seen.at(-1)) seen.push(text);
    };
    read();
    new MutationObserver(read).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

describe('the line', () => {
  it('a malformed address is told at its field, and what was written stays', async () => {
    const page = await openDesk();
    await page.locator('nav [data-name=settings]').click();
    for (const server of ['http://pbx.example.com', 'wss://', 'wss://user:pass@pbx.example.com', 'p b x']) {
      await typeLine(page, { server, password: WRONG });
      await says(page, 'wss://');
      await page.locator('form [aria-invalid=true]').first().waitFor();
      expect(await page.locator('form [aria-invalid=true]').first().inputValue()).toBe(server);
    }
    expect(await desk.request('accounts.list', {})).toEqual([]);
    // The core has the last word, whatever a page lets through.
    await expect(desk.request('accounts.save', { server: 'ftp://x', login: '1' })).rejects.toMatchObject({
      code: 'pbxAddressInvalid',
    });
  });

  it('a wrong password is told, in words; the right one makes the line ready without a restart', async () => {
    const page = await openDesk();
    await page.locator('nav [data-name=settings]').click();
    const seen = await listenToStatus(page);
    await typeLine(page, { server: exchange.wsUrl, password: WRONG });
    await says(page, enErrors.wrongPassword);
    await status(page).getByText('wrong login or password').waitFor();
    expect(exchange.registered()).toBe(false);
    expect((await seen()).filter((text) => / ready$/.test(text))).toEqual([]);

    await desk.request('settings.save', { language: 'ru' });
    await says(page, ruErrors.wrongPassword);
    await status(page).getByText('неверный логин или пароль').waitFor();
    await desk.request('settings.save', { language: 'en' });
    await says(page, enErrors.wrongPassword);

    await page
      .getByRole('button', { name: /^(Edit|Change)/ })
      .first()
      .click();
    await typeLine(page, { server: exchange.wsUrl, password: PASSWORD });
    await status(page)
      .getByText(/ ready$/)
      .waitFor();
    expect(exchange.registered()).toBe(true);
    await expect.poll(() => page.getByText(enErrors.wrongPassword).count()).toBe(0);
  });

  it.each([
    [
      'pbxUnreachable',
      'the PBX does not answer',
      'АТС не отвечает',
      async (): Promise<string> => `ws://127.0.0.1:${await closedPort()}/ws`,
    ],
    [
      'pbxUnknownHost',
      'the PBX address was not found',
      'адрес АТС не найден',
      async (): Promise<string> => 'wss://nosuchhost.invalid/ws',
    ],
  ] as const)('%s', async (code, short, shortInRussian, server) => {
    await saveLine({ server: await server(), password: PASSWORD });
    const page = await openDesk();
    const seen = await listenToStatus(page);
    await page.locator('nav [data-name=settings]').click();
    await says(page, enErrors[code]);
    await status(page).getByText(short).waitFor();
    // The word stays while the next attempts are made.
    await page.waitForTimeout(2_500);
    await status(page).getByText(short).waitFor();
    await desk.request('settings.save', { language: 'ru' });
    await says(page, ruErrors[code]);
    await status(page).getByText(shortInRussian).waitFor();
    await desk.request('settings.save', { language: 'en' });
    expect((await seen()).filter((text) => /(ready|готова)$/.test(text))).toEqual([]);
    await expect(desk.request('calls.dial', { number: '600' })).rejects.toMatchObject({
      code: 'notRegistered',
    });
    await saveLine({ server: exchange.wsUrl, password: PASSWORD });
    await status(page)
      .getByText(/ ready$/)
      .waitFor();
  });

  it('a PBX that refuses from the beginning, and one that does so after a while', async () => {
    let code = 503;
    const pbx = await refusingPbx(() => code);
    try {
      await saveLine({ server: pbx.url, password: PASSWORD });
      const page = await openDesk();
      const seen = await listenToStatus(page);
      await says(page, enErrors.pbxRefused);
      await status(page).getByText('the PBX refuses this line').waitFor();
      await page.locator('nav [data-name=settings]').click();
      await says(page, 'Answer of the PBX: 503');
      expect((await seen()).filter((text) => / ready$/.test(text))).toEqual([]);

      code = 200;
      await status(page)
        .getByText(/ ready$/)
        .waitFor();
      await expect.poll(() => page.getByText(enErrors.pbxRefused).count()).toBe(0);
      code = 403;
      // It granted ten seconds, so the phone asks again after five.
      await says(page, enErrors.wrongPassword);
      expect((await seen()).at(-1)).not.toMatch(/ ready$/);
      const state = async () => (await desk.request('phone.state', {})).registration?.state;
      expect(await state()).not.toBe('registered');
      // It was given up, lest the account be locked; saved once more as it was, it is tried once more.
      await expect.poll(state, { timeout: 5_000 }).toBe('refused');
      code = 200;
      await saveLine({ server: pbx.url, password: PASSWORD });
      await expect.poll(state, { timeout: 5_000 }).toBe('registered');
    } finally {
      await pbx.stop();
    }
  });
});

describe('the microphone', () => {
  const FLAGS = [
    '--no-sandbox',
    '--disable-gpu',
    '--autoplay-policy=no-user-gesture-required',
    '--no-first-run',
  ];
  it.each([
    ['refused', 'microphoneRefused', ['--use-fake-device-for-media-stream', '--deny-permission-prompts'], []],
    ['absent', 'microphoneMissing', ['--use-fake-ui-for-media-stream'], ['microphone']],
  ] as const)('%s: the answer says why, the call rings on', async (_, code, flags, permissions) => {
    await saveLine({ server: exchange.wsUrl, password: PASSWORD });
    const deaf = await chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS, ...flags] });
    try {
      const page = await openDesk(
        deaf,
        await deaf.newContext({ locale: 'en-GB', permissions: [...permissions] }),
      );
      await status(page)
        .getByText(/ ready$/)
        .waitFor();
      exchange.ring('known-customer', { ringTimeoutMs: 30_000 });
      await page.locator('[data-bar=ringing]').waitFor();
      await page.keyboard.press('F2');
      await says(page, enErrors[code]);
      await page.waitForTimeout(1_000);
      expect(await page.locator('[data-bar=ringing]').count()).toBe(1);
      expect(exchange.activeCalls()).toMatchObject([{ state: 'ringing' }]);
      await desk.request('settings.save', { language: 'ru' });
      await says(page, ruErrors[code]);
      await desk.request('settings.save', { language: 'en' });
      await page.keyboard.press('F4');
      await page.locator('[data-bar=ringing]').waitFor({ state: 'detached' });
      await expect.poll(() => exchange.activeCalls()).toEqual([]);
    } finally {
      await context?.close();
      context = undefined;
      await deaf.close();
    }
  });
});

describe('texts from outside', () => {
  it('are text: a caller, a contact, a note and a tag that would be HTML', async () => {
    await saveLine({ server: exchange.wsUrl, password: PASSWORD });
    await desk.request('contacts.create', {
      draft: {
        kind: 'person',
        name: HOSTILE,
        organisationName: `${HOSTILE} Ltd`,
        tags: [HOSTILE.slice(0, 60)],
        about: HOSTILE,
        phones: [{ number: '+442079460999' }],
      },
    });
    const page = await openDesk();
    const title = await page.title();
    await page.evaluate(() => {
      const born: string[] = [];
      (window as unknown as { born: string[] }).born = born;
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node instanceof HTMLElement)
              for (const image of [node, ...node.querySelectorAll('*')])
                if (image.matches('img[src="x"], script:not([src]), [onerror]')) born.push(image.outerHTML);
      }).observe(document, { subtree: true, childList: true });
    });
    await status(page)
      .getByText(/ ready$/)
      .waitFor();
    const bar = page.locator('[data-bar=ringing]');
    for (const number of ['+442079460999', '+442079460998', HOSTILE]) {
      exchange.ring('known-customer', { number, displayName: HOSTILE, ringTimeoutMs: 30_000 });
      await bar.waitFor();
      await bar.getByText('<img src=x').first().waitFor();
      expect(await page.title()).not.toBe('owned');
      await page.keyboard.press('F4');
      await bar.waitFor({ state: 'detached' });
    }
    for (const screen of ['calls', 'missed', 'customers', 'today', 'settings']) {
      await page.locator(`nav [data-name=${screen}]`).click();
      await page.waitForTimeout(200);
      if (screen === 'customers') {
        await page.locator('main').getByText('<img src=x').first().click();
        await page.getByRole('heading', { name: '<img src=x' }).first().waitFor();
      }
    }
    expect(await page.evaluate(() => (window as unknown as { born: string[] }).born)).toEqual([]);
    expect(await page.title()).toBe(title);
  });
});

describe('a way in that is none', () => {
  it('is told in a sentence, and a used address as well', async () => {
    context = await newContext(browser);
    const page = await context.newPage();
    for (const address of [workstation.origin, `${workstation.origin}/?token=guess`]) {
      expect((await page.goto(address))?.status()).toBe(401);
      await says(page, 'this browser has not been let in');
    }
    const once = await freshAddress();
    (await connectAsDesk(once)).close();
    expect((await page.goto(once))?.status()).toBe(401);
  });
});

describe('the log after all of this', () => {
  it('holds no password, no token and no digest', () => {
    const log = readFileSync(join(dataDir, 'logs/core.log'), 'utf8');
    expect(log).toContain('core is ready');
    for (const secret of [PASSWORD, WRONG, ...tokens]) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/(response|nonce|cnonce)=\\?"/);
    const { controlKey } = JSON.parse(readFileSync(join(dataDir, 'core.json'), 'utf8'));
    expect(log).not.toContain(controlKey);
  });
});
