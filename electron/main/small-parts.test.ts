import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { closePolicy } from './close-desk.ts';
import { failureText } from './core-failure.ts';
import { describeAnswer, EXIT_CODES } from './dial-answer.ts';
import { requestDial } from './dial-request.ts';
import { awaitAnswer, dropOldAnswers, giveAnswer, newAnswerId } from './handed-answer.ts';
import { catalogues, chooseLanguage, Texts } from './i18n/texts.ts';
import { openLog } from './log.ts';
import { findPaths, prepareFolders } from './paths.ts';
import { hasTray } from './signals/tray-support.ts';
import { fitWindow, readWindowState } from './windows/window-state.ts';
import { zoomLevel } from './windows/zoom.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringdesk-shell-unit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('texts', () => {
  it('every language says everything, with the same names in it', () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const catalogue of [catalogues.ru, catalogues.uk]) {
      expect(Object.keys(catalogue).sort()).toEqual(Object.keys(catalogues.en).sort());
      for (const [key, text] of Object.entries(catalogues.en)) {
        const other = catalogue[key as keyof typeof catalogue];
        expect(other.trim(), key).not.toBe('');
        expect(names(other), key).toEqual(names(text));
      }
    }
  });
  it('a value is put in as it is', () => {
    expect(new Texts('en').say('tray.ringing', { name: '$& {name}' })).toBe('Ringdesk: $& {name} is calling');
  });
  it('the language is the first that we speak', () => {
    expect(chooseLanguage(['de-DE', 'uk-UA', 'ru'])).toBe('uk');
    expect(chooseLanguage(['constructor', ''])).toBe('en');
  });
  it('each reason why the core does not start has its sentence, and an unknown one the general', () => {
    const paths = { data: '/d', logs: '/l' };
    for (const code of ['databaseNewer', 'databaseDamaged', 'diskFull', 'diskReadOnly', 'alreadyRunning']) {
      expect(failureText(code, new Texts('en'), paths).message).not.toBe(
        failureText('internal', new Texts('en'), paths).message,
      );
    }
    expect(failureText('constructor', new Texts('en'), paths)).toEqual(
      failureText('internal', new Texts('en'), paths),
    );
  });
});

describe('the place of the window', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  it('is the one where it was left', () => {
    const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: true };
    expect(fitWindow(saved, screens)).toEqual(saved);
  });
  it('is not on a screen that is gone, nor smaller than can be used', () => {
    const fitted = fitWindow({ x: 3000, y: 50, width: 100, height: 100, maximized: false }, screens);
    expect(fitted).toEqual({ width: 960, height: 600, maximized: false });
  });
  it.each([
    undefined,
    null,
    1,
    {},
    { width: 'x', height: 1, maximized: false },
    { width: 1e9, height: 1e9, maximized: false },
  ])('%j is no place', (saved) => {
    expect(fitWindow(saved, screens)).toMatchObject({ width: 1360, height: 860 });
  });
  it('a broken file is none', () => {
    writeFileSync(join(folder, 'window.json'), '{');
    expect(readWindowState(join(folder, 'window.json'))).toBeUndefined();
  });
});

describe('closing the desk', () => {
  const policy = (change: object) => {
    const calls: string[] = [];
    const window = { hide: () => calls.push('hide') };
    const mayClose = closePolicy({
      texts: new Texts('en'),
      isQuitting: () => false,
      hasTray: () => false,
      talksWith: () => undefined,
      onHidden: () => calls.push('told'),
      quit: () => calls.push('quit'),
      ...change,
    });
    return { calls, closed: mayClose(window as never) };
  };
  it('quits, hides, or asks', async () => {
    expect(policy({})).toEqual({ calls: ['quit'], closed: false });
    expect(policy({ hasTray: () => true })).toEqual({ calls: ['hide', 'told'], closed: false });
    expect(policy({ isQuitting: () => true })).toEqual({ calls: [], closed: true });
    const talk = policy({ talksWith: () => 'Anna' });
    expect(talk).toEqual({ calls: [], closed: false });
    await vi.waitFor(() => expect(talk.calls).toEqual(['quit']));
  });
});

describe('dialling for another program', () => {
  const log = { info() {}, warn() {}, error() {} };
  it('waits for the line, asks once, tells a refusal', async () => {
    vi.useFakeTimers();
    let registered = false;
    const request = vi.fn(async () => {
      throw new Error('noAccount');
    });
    const refused = vi.fn();
    const done = requestDial('112', {
      core: { request } as never,
      isRegistered: () => registered,
      onRefused: refused,
      log,
    });
    await vi.advanceTimersByTimeAsync(2000);
    expect(request).not.toHaveBeenCalled();
    registered = true;
    await vi.advanceTimersByTimeAsync(200);
    await done;
    expect(request).toHaveBeenCalledTimes(1);
    expect(refused).toHaveBeenCalledWith('112');
    vi.useRealTimers();
  });
});

describe('files and folders', () => {
  it('the log is lines of JSON that rotate', () => {
    const log = openLog(folder);
    for (let i = 0; i < 600; i++) log.info('x'.repeat(4000), { i });
    const text = readFileSync(join(folder, 'shell.log'), 'utf8');
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ level: 30, name: 'shell' });
    expect(text.length).toBeLessThan(2_100_000);
    expect(readFileSync(join(folder, 'shell.1.log')).length).toBeGreaterThan(1_900_000);
  });
  it('a folder that cannot be written does not stop the window', () => {
    const data = join(folder, 'a-file');
    writeFileSync(data, '');
    const paths = prepareFolders(findPaths('/program/out/main', data));
    expect(paths.data).toBe(data);
    expect(paths.profile.startsWith(data)).toBe(false);
    chmodSync(paths.profile, 0o700);
    rmSync(paths.profile, { recursive: true });
  });
  it('the program’s parts lie beside each other', () => {
    const paths = findPaths('/program/out/main', '/d');
    expect(paths).toMatchObject({
      core: '/program/out/core/child.mjs',
      renderer: '/program/out/renderer',
      profile: '/d/shell',
    });
    expect(paths.preload('bridge')).toBe('/program/out/preload/bridge.cjs');
  });
});

it('a tray is believed in only where it is seen', async () => {
  expect(await hasTray('win32', {})).toBe(true);
  expect(await hasTray('linux', {})).toBe(false);
  expect(await hasTray('linux', { RINGDESK_TRAY: '1' })).toBe(true);
  expect(await hasTray('darwin', { RINGDESK_TRAY: '0' })).toBe(false);
});

it('zoom has ends', () => {
  expect([
    zoomLevel(0, '+'),
    zoomLevel(6, '='),
    zoomLevel(-3, '-'),
    zoomLevel(4, '0'),
    zoomLevel(0, 'a'),
  ]).toEqual([1, 6, -3, 0, undefined]);
});

describe('what becomes of `dial`', () => {
  it('comes back over the profile, once, whole', async () => {
    const id = newAnswerId();
    const answer = { result: 'refused', number: '112', code: 'notRegistered' } as const;
    const asked = awaitAnswer(folder, id, '112');
    giveAnswer(folder, id, answer);
    expect(await asked).toEqual(answer);
    expect(await awaitAnswer(folder, id, '112', 100)).toEqual({ ...answer, code: 'coreUnreachable' });
  });
  it('an id that is no id names no file', () => {
    const before = readdirSync(folder);
    for (const id of ['../x', '', 'a'.repeat(32).toUpperCase(), 1, undefined, `${'a'.repeat(32)}/..`])
      giveAnswer(folder, id, { result: 'notRunning' });
    expect(readdirSync(folder)).toEqual(before);
  });
  it('what nobody fetched is gone after the next start', () => {
    giveAnswer(folder, newAnswerId(), { result: 'notRunning' });
    dropOldAnswers(folder);
    expect(readdirSync(folder).filter((name) => name.startsWith('answer-'))).toEqual([]);
    dropOldAnswers(join(folder, 'nowhere'));
  });
  it('is one sentence, or one line of JSON with it, and its own exit code', () => {
    expect(describeAnswer({ result: 'dialled', number: '112', callId: 'c' }, false, '')).toBe(
      'Dialling 112.',
    );
    const refused = { result: 'refused', number: '1', code: 'notRegistered' } as const;
    expect(describeAnswer(refused, false, '')).toMatch(/^The line is not connected.*Look at/);
    expect(JSON.parse(describeAnswer(refused, true, ''))).toEqual({
      ...refused,
      message: describeAnswer(refused, false, ''),
    });
    expect(describeAnswer({ ...refused, code: 'importEmpty' }, false, '')).toMatch(/did not dial/);
    expect(describeAnswer({ result: 'notRunning' }, false, 'Start it.')).toMatch(/not running.* Start it\.$/);
    expect(new Set(Object.values(EXIT_CODES)).size).toBe(4);
  });
});
