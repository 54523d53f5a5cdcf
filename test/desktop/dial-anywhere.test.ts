// Dialling from outside the window, in the real Electron: links, the command line, keys of the whole desktop, copied
// numbers. The core is the tests' own; what it was asked stands in its journal.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../shared/contract/settings.ts';
import { call } from './support/calls.ts';
import { eventually, launch, type Running, startAgain } from './support/launch.ts';
import { buildProgram, type Program } from './support/program.ts';

let program: Program;
let top: string;
let running: Running;
let desk: Page;

const NO_KEYS: Settings['globalKeys'] = { answer: '', hangUp: '', mute: '', dialSelection: '' };

beforeAll(async () => {
  program = await buildProgram();
  top = mkdtempSync(join(tmpdir(), 'ringdesk-anywhere-'));
  // The desktop's own tool for such choices; here it only writes down what it was asked.
  mkdirSync(join(top, 'bin'));
  writeFileSync(join(top, 'bin/xdg-mime'), `#!/bin/sh\necho "$@" >> "${top}/xdg-mime"\n`);
  chmodSync(join(top, 'bin/xdg-mime'), 0o755);
  running = await launch(program.folder, {
    data: join(top, 'data'),
    env: {
      XDG_DATA_HOME: join(top, 'share'),
      PATH: `${join(top, 'bin')}:${process.env.PATH}`,
      XDG_SESSION_TYPE: 'x11',
    },
  });
  desk = await running.page('desk');
  await desk.waitForFunction(() => window.states?.includes('connected'));
  // There is no desktop here that would show notifications: what it would be given is kept instead.
  await running.app.evaluate(({ Notification }) => {
    const shown: { title: string; body: string; click(): void }[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body, click: () => void this.emit('click') });
    };
  });
});
beforeEach(async () => {
  await notifications();
});
afterEach(() => set({}));
afterAll(async () => {
  await running?.close();
  program?.remove();
  rmSync(top, { recursive: true, force: true });
});

type Shown = { shown: { title: string; body: string; click(): void }[] };
/** Those since the last question. */
const notifications = () =>
  running.app.evaluate(() =>
    (globalThis as unknown as Shown).shown.splice(0).map(({ title, body }) => ({ title, body })),
  );
const broadcast = (event: string, payload: unknown) =>
  desk.evaluate(([name, value]) => window.ask('test.broadcast', { event: name, payload: value }), [
    event,
    payload,
  ] as const);
const set = (change: Partial<Settings>) =>
  broadcast('settings.changed', {
    language: 'en',
    ringCard: false,
    country: 'UA',
    areaCode: '',
    watchClipboard: false,
    openLinks: false,
    globalKeys: NO_KEYS,
    ...change,
  });
/** What the core was asked since `from`, by this name. */
const asked = (name: string, from = 0) =>
  running
    .journal()
    .slice(from)
    .filter((line) => line.name === name);
const mark = () => running.journal().length;
const dialled = (from: number) => eventually('the request to dial', () => asked('calls.dial', from)[0]);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a link', () => {
  it('given to a second start is dialled by the first, and nothing behind it is obeyed', async () => {
    const from = mark();
    const { code } = await startAgain(program.folder, [
      ...[
        '--data',
        join(top, 'data'),
        'tel:%2B38044%20123-45-67',
        '--data',
        join(top, 'theirs'),
        'dial',
        '112',
      ],
    ]);
    expect(code).toBe(0);
    expect(await dialled(from)).toMatchObject({ role: 'shell', input: { number: '+38044 123-45-67' } });
    expect(asked('calls.dial', from)).toHaveLength(1);
    expect(existsSync(join(top, 'theirs'))).toBe(false);
  });

  it.each(['tel:*21*0441234567#', 'tel:12%0d%0aVia:x', `tel:${'1'.repeat(5000)}`])(
    '%.30s is refused in words, and not dialled',
    async (link) => {
      const from = mark();
      await startAgain(program.folder, ['--data', join(top, 'data'), link]);
      const [told] = await eventually('the words', async () => {
        const list = await notifications();
        return list.length > 0 && list;
      });
      expect(told?.title).toBe('That link holds no number to dial');
      await pause(300);
      expect(asked('calls.dial', from)).toEqual([]);
    },
  );

  it('macOS’s way of bringing one is heard', async () => {
    const from = mark();
    await running.app.evaluate(({ app }) => {
      app.emit('open-url', { preventDefault() {} }, 'sip:alice@pbx.example.com;transport=wss?subject=x');
    });
    expect(await dialled(from)).toMatchObject({ input: { number: 'sip:alice@pbx.example.com' } });
  });

  it('the choice in the settings makes the system start us, with this profile; off takes it back', async () => {
    const entry = join(top, 'share/applications/ringdesk-links.desktop');
    await set({ openLinks: true });
    await eventually('the entry', () => existsSync(entry) && existsSync(join(top, 'xdg-mime')));
    expect(readFileSync(join(top, 'xdg-mime'), 'utf8')).toContain(
      'default ringdesk-links.desktop x-scheme-handler/tel',
    );
    await eventually('the word to the core', () =>
      asked('desktop.tell').some(({ input }) => (input as { links: string }).links === 'on'),
    );
    // Started as the desktop would, by the words of the entry.
    const [, line = ''] = /^Exec=(.*)$/m.exec(readFileSync(entry, 'utf8')) ?? [];
    const words = [...line.replace(' %u', '').matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? '');
    expect(words.slice(2)).toEqual(['--data', join(top, 'data')]);
    const from = mark();
    const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const started = spawn(words[0] ?? '', [...switches, ...words.slice(1), 'tel:+380441234567'], {
      stdio: 'ignore',
    });
    await new Promise((resolve) => started.once('exit', resolve));
    expect(await dialled(from)).toMatchObject({ input: { number: '+380441234567' } });
    await set({});
    await eventually('no entry', () => !existsSync(entry));
  });
});

describe('the command line', () => {
  const ringdesk = (...args: string[]) => startAgain(program.folder, ['--data', join(top, 'data'), ...args]);

  it('says what became of it, to a person and to a program, with an exit code', async () => {
    const from = mark();
    expect(await ringdesk('dial', '+380', '44', '123-45-67')).toEqual({
      code: 0,
      output: 'Dialling +380 44 123-45-67.\n',
    });
    expect(await dialled(from)).toMatchObject({ input: { number: '+380 44 123-45-67' } });
    const refused = await ringdesk('dial', '404', '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.output)).toMatchObject({
      result: 'refused',
      number: '404',
      code: 'invalidNumber',
    });
    expect((await ringdesk('dial')).code).toBe(2);
    expect(readdirSync(join(top, 'data/shell')).filter((name) => name.startsWith('answer-'))).toEqual([]);
  });

  it('when nothing runs it says so and starts nothing', async () => {
    const elsewhere = join(top, 'elsewhere');
    const answer = await startAgain(program.folder, [
      '--data',
      elsewhere,
      'dial',
      '--no-start',
      '--json',
      '112',
    ]);
    expect(answer.code).toBe(3);
    expect(JSON.parse(answer.output)).toMatchObject({ result: 'notRunning' });
    expect(existsSync(join(elsewhere, 'core.jsonl'))).toBe(false);
  });
});

describe('keys of the whole desktop', () => {
  beforeAll(async () => {
    // Really registered; what Electron would call is kept, since nothing here can press a key of the X server.
    await running.app.evaluate(({ globalShortcut }) => {
      const pressed: Record<string, () => void> = {};
      Object.assign(globalThis, { pressed });
      const register = globalShortcut.register.bind(globalShortcut);
      globalShortcut.register = (key: string, onPress: () => void) => {
        const done = register(key, onPress) as unknown as boolean;
        if (done) pressed[key] = onPress;
        return done as never;
      };
    });
  });
  const press = (key: string) =>
    running.app.evaluate(
      (_, name) => (globalThis as unknown as { pressed: Record<string, () => void> }).pressed[name]?.(),
      key,
    );
  const isTaken = (key: string) =>
    running.app.evaluate(({ globalShortcut }, name) => globalShortcut.isRegistered(name), key);
  const states = () =>
    asked('desktop.tell').at(-1)?.input as { keys: Record<string, string>; selection: string };
  const chooseKeys = async (change: Partial<Settings['globalKeys']>) => {
    const from = mark();
    await set({ globalKeys: { ...NO_KEYS, ...change } });
    await eventually('the word to the core', () => asked('desktop.tell', from).length > 0);
  };

  it('are taken from nobody at first', async () => {
    expect(states()).toMatchObject({
      keys: { answer: 'off', hangUp: 'off', mute: 'off', dialSelection: 'off' },
    });
  });

  it('answer, mute and hang up; a change gives the old key back', async () => {
    await chooseKeys({ answer: 'Ctrl+Alt+F6', mute: 'Ctrl+Alt+F7', hangUp: 'Ctrl+Alt+F8' });
    expect(states().keys).toMatchObject({ answer: 'on', mute: 'on', hangUp: 'on' });
    expect(await isTaken('Ctrl+Alt+F6')).toBe(true);
    const ring = call();
    await broadcast('calls.changed', ring);
    const from = mark();
    await eventually('the answer', async () => {
      await press('Ctrl+Alt+F6');
      return asked('calls.answer', from).length > 0;
    });
    expect(asked('calls.answer', from)[0]).toMatchObject({ role: 'shell', input: { callId: ring.call.id } });
    await broadcast('calls.changed', { call: { ...ring.call, state: 'talking' } });
    await eventually('mute', async () => {
      await press('Ctrl+Alt+F7');
      return asked('calls.mute', from)[0];
    });
    expect(asked('calls.mute', from)[0]).toMatchObject({ input: { callId: ring.call.id, muted: true } });
    await press('Ctrl+Alt+F8');
    await eventually('the end', () => asked('calls.hangUp', from)[0]);
    await broadcast('calls.changed', { call: { ...ring.call, state: 'ended' } });
    await chooseKeys({ answer: 'Ctrl+Alt+F9' });
    expect([await isTaken('Ctrl+Alt+F6'), await isTaken('Ctrl+Alt+F9')]).toEqual([false, true]);
  });

  it('one that another program holds is told in words, once, and in the settings', async () => {
    const other = await launch(program.folder, { env: { XDG_SESSION_TYPE: 'x11' } });
    try {
      expect(
        await other.app.evaluate(({ globalShortcut }) => globalShortcut.register('Ctrl+Alt+F11', () => {})),
      ).toBe(true);
      await chooseKeys({ answer: 'Ctrl+Alt+F11', mute: 'M', hangUp: 'Ctrl+Alt+F12' });
      expect(states().keys).toEqual({ answer: 'taken', mute: 'invalid', hangUp: 'on', dialSelection: 'off' });
      expect((await notifications()).map(({ title }) => title)).toEqual([
        'The key Ctrl+Alt+F11 belongs to another program',
        'M cannot be a key for every program',
      ]);
      await set({
        globalKeys: { ...NO_KEYS, answer: 'Ctrl+Alt+F11', mute: 'M', hangUp: 'Ctrl+Alt+F12' },
        theme: 'dark',
      });
      await pause(300);
      expect(await notifications()).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('dial the marked number; never from text with none or with several', async () => {
    await chooseKeys({ dialSelection: 'Ctrl+Alt+F10' });
    expect(states().selection).toBe('marked');
    const marks = (text: string) =>
      running.app.evaluate(
        ({ clipboard }, marked) =>
          (clipboard.writeText as (text: string, type: string) => void)(marked, 'selection'),
        text,
      );
    const from = mark();
    for (const [text, title] of [
      ['', 'There is no telephone number in what you marked'],
      ['hello', 'There is no telephone number in what you marked'],
      ['044 123 45 67 or 044 765 43 21', 'There is more than one telephone number there'],
    ] as const) {
      await marks(text);
      await press('Ctrl+Alt+F10');
      const told = await eventually('the words', async () => (await notifications())[0]);
      expect(told.title).toBe(title);
    }
    expect(asked('calls.dial', from)).toEqual([]);
    await marks('Anna Petrova, 044 123-45-67, Kyiv');
    await press('Ctrl+Alt+F10');
    expect(await dialled(from)).toMatchObject({ input: { number: '+380441234567' } });
  });
});

describe('a copied number', () => {
  const copies = (text: string) =>
    running.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);

  it('is offered when the settings say so, dialled only when the offer is taken, and never written down', async () => {
    // The operator works in another program.
    await running.app.evaluate(({ app }) => void app.emit('browser-window-blur'));
    await copies('044 765 43 21');
    await pause(1500);
    expect(await notifications()).toEqual([]);
    await set({ watchClipboard: true });
    await pause(300);
    const from = mark();
    await copies('044 123 45 67');
    await eventually('the offer', () =>
      running.app.evaluate(() => (globalThis as unknown as Shown).shown.length > 0 || undefined),
    );
    expect(asked('calls.dial', from)).toEqual([]);
    await running.app.evaluate(() => (globalThis as unknown as Shown).shown[0]?.click());
    expect(await dialled(from)).toMatchObject({ input: { number: '+380441234567' } });
    expect(await notifications()).toEqual([
      { title: 'Dial 044 123 4567?', body: 'You copied this number. Click here to dial it.' },
    ]);
    await copies('a secret of 12 words');
    await pause(1500);
    await copies('+38 (044) 123-45-67');
    await pause(1500);
    expect(await notifications()).toEqual([]);
    const log = JSON.stringify(running.log());
    expect(log).not.toMatch(/1234567|123 45 67|secret/);
  });
});
