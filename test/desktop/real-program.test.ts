// The program as it is built: real core, real pages, real training customer, and the shell around them.
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrainingState } from '../../shared/contract/training.ts';
import { eventually, launch, type Running } from './support/launch.ts';

let running: Running;
let desk: Page;
const complaints: string[] = [];

beforeAll(async () => {
  running = await launch(resolve(import.meta.dirname, '../..'), {
    args: ['--use-fake-device-for-media-stream'],
  });
  desk = await running.page('desk');
  for (const page of [desk, await running.page('phone')]) {
    page.on(
      'console',
      (line) => /Content Security Policy|Refused to/i.test(line.text()) && complaints.push(line.text()),
    );
    page.on('pageerror', (error) => complaints.push(error.message));
  }
});
afterAll(async () => running?.close());

// The page's own question for a port must be over before ours: the shell answers two at once with one port.
const painted = () =>
  desk.waitForFunction(() => document.body.innerText.trim().length > 40, undefined, { timeout: 30_000 });

/** Asks the core over a port of its own, as the page's client does (birpc's request). */
function ask<T>(page: Page, name: string, input: object): Promise<T> {
  return page.evaluate(
    async (request) => {
      const port = await new Promise<MessagePort>((found) => {
        const hear = ({ data, ports: [given] }: MessageEvent) => {
          if (data?.type !== 'ringdesk-port' || !given) return;
          window.removeEventListener('message', hear);
          found(given);
        };
        window.addEventListener('message', hear);
        window.postMessage({ type: 'ringdesk-connect' }, location.origin);
      });
      const answer = await new Promise<{ r?: { ok?: unknown } }>((found) => {
        port.onmessage = ({ data }) => data?.t === 's' && found(data);
        port.postMessage({ t: 'q', i: crypto.randomUUID(), m: 'ask', a: [request.name, request.input] });
      });
      port.close();
      return answer.r?.ok as never;
    },
    { name, input },
  );
}

const cardState = () =>
  running.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/ring-card/'),
    );
    return window && { visible: window.isVisible(), focused: window.isFocused() };
  });

it('a training customer rings while the operator is elsewhere: the card is there, and answers', async () => {
  await painted();
  const training = await eventually(
    'the training line',
    async () => {
      const state = await ask<TrainingState>(desk, 'training.state', {});
      return state?.ready && state;
    },
    30_000,
  );
  const persona = training.personas.find(
    ({ direction, behaviour }) => direction === 'inbound' && !/hang|anonym|unknown/i.test(behaviour),
  );
  expect(persona).toBeDefined();
  await running.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().includes('/desk/')) window.hide();
  });
  await ask(desk, 'training.ring', { personaId: persona?.id });
  await eventually('the card', async () => (await cardState())?.visible, 15_000);
  expect((await cardState())?.focused).toBe(false);
  const card = await running.page('ring-card');
  await eventually('a name', () =>
    card.evaluate(() => (document.getElementById('name')?.textContent ?? 'Ringdesk') !== 'Ringdesk'),
  );
  await card.click('#answer');
  const live = () => ask<Array<{ call: { id: string; state: string } }>>(desk, 'calls.live', {});
  const talk = await eventually(
    'the talk',
    async () => (await live()).find(({ call }) => call.state === 'talking'),
    15_000,
  );
  await eventually('the card is gone', async () => (await cardState())?.visible === false);
  // Answering brings the desk.
  await eventually('the desk', () =>
    running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (window) => window.webContents.getURL().includes('/desk/') && window.isVisible(),
      ),
    ),
  );
  await ask(desk, 'calls.hangUp', { callId: talk.call.id });
  await eventually(
    'the end',
    async () => (await live()).every(({ call }) => call.state !== 'talking'),
    15_000,
  );
});

it('the real pages live under the policy without a complaint', () => expect(complaints).toEqual([]));
