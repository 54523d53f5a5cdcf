import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallView } from '../../../shared/contract/calls.ts';
import { findNumber } from '../../../shared/domain/phone-number/index.ts';
import { isGlobalKey } from './accelerator.ts';
import { ClipboardWatch } from './clipboard-watch.ts';
import { GlobalKeys, type KeyGrant, type Keys } from './global-keys.ts';
import { findKeyGrant } from './key-grant.ts';
import { keyRequest } from './key-request.ts';
import { desktopEntry, linksAtStart, openLinksHere, ownCommand, SCHEMES } from './links.ts';

describe('a key for every program', () => {
  it.each([
    'Ctrl+Alt+A',
    'CommandOrControl+Shift+F5',
    'F9',
    'f24',
    'Super+Space',
    'Alt+num0',
    'Ctrl+/',
    'MediaPlayPause',
  ])('%s may be one', (key) => expect(isGlobalKey(key)).toBe(true));
  it.each([
    'A',
    'Shift+A',
    'Enter',
    'Shift+Tab',
    '',
    'Ctrl',
    'Ctrl+',
    '+A',
    'Ctrl+Ctrl+A',
    'Ctrl+AB',
    'Hyper+A',
    'Ctrl+Й',
    'F25',
    'Ctrl +A',
  ])('%j may not', (key) => expect(isGlobalKey(key)).toBe(false));
});

const NO_KEYS: Keys = { answer: '', hangUp: '', mute: '', dialSelection: '' };

/** A desktop where others may hold keys already. */
function keyboard(others: readonly string[] = []) {
  const held = new Map<string, () => void>();
  const states: Record<string, string>[] = [];
  const pressed: string[] = [];
  const keys = new GlobalKeys({
    registry: {
      register(accelerator, onPress) {
        if (accelerator === 'Ctrl+Insert') throw new TypeError('conversion failure');
        if (others.includes(accelerator) || held.has(accelerator)) return false;
        held.set(accelerator, onPress);
        return true;
      },
      unregister: (accelerator) => void held.delete(accelerator),
    },
    onPress: (key) => pressed.push(key),
    onStates: (found) => states.push(found),
  });
  const use = (change: Partial<Keys>, grant: KeyGrant = 'free') => {
    keys.use({ ...NO_KEYS, ...change }, grant);
    return states.at(-1);
  };
  return { keys, held, states, pressed, use };
}

describe('global keys', () => {
  it('do what they were chosen for, and are off without a choice', () => {
    const { use, held, pressed } = keyboard();
    expect(use({})).toEqual({ answer: 'off', hangUp: 'off', mute: 'off', dialSelection: 'off' });
    expect(use({ answer: 'Ctrl+Alt+A', mute: ' F9 ' })).toMatchObject({
      answer: 'on',
      mute: 'on',
      hangUp: 'off',
    });
    held.get('F9')?.();
    held.get('Ctrl+Alt+A')?.();
    expect(pressed).toEqual(['mute', 'answer']);
  });

  it('a change gives the old ones back first; the same again touches nothing', () => {
    const { use, held, states, keys } = keyboard();
    use({ answer: 'F9', hangUp: 'F10' });
    expect(use({ answer: 'F10', hangUp: 'F9' })).toMatchObject({ answer: 'on', hangUp: 'on' });
    const told = states.length;
    const before = held.get('F9');
    use({ answer: 'F10', hangUp: 'F9' });
    expect(states).toHaveLength(told);
    expect(held.get('F9')).toBe(before);
    keys.release();
    expect(held.size).toBe(0);
  });

  it('each trouble is told apart, and the others work', () => {
    const { use, held } = keyboard(['F9']);
    expect(use({ answer: 'F9', hangUp: 'F10', mute: 'f10', dialSelection: 'A' })).toEqual({
      answer: 'taken',
      hangUp: 'on',
      mute: 'twice',
      dialSelection: 'invalid',
    });
    expect([...held.keys()]).toEqual(['F10']);
    expect(use({ answer: 'Ctrl+Insert' })).toMatchObject({ answer: 'invalid' });
  });

  it('a desktop that forbids them is not even asked; one with the portal decides itself', () => {
    const { use, held } = keyboard();
    expect(use({ answer: 'F9' }, 'forbidden')).toMatchObject({ answer: 'forbidden', mute: 'off' });
    expect(held.size).toBe(0);
    expect(use({ answer: 'F9' }, 'portal')).toMatchObject({ answer: 'desktopDecides' });
    expect(held.size).toBe(1);
  });

  it('whether they may be is known from the session', async () => {
    const portal = (there: boolean) => async () => there;
    const never = () => Promise.reject(new Error('not to be asked'));
    const wayland = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' };
    expect(await findKeyGrant('win32', {}, '45.4.1', never)).toBe('free');
    expect(
      await findKeyGrant('linux', { XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'x' }, '45.4.1', never),
    ).toBe('free');
    expect(await findKeyGrant('linux', { DISPLAY: ':0' }, '45.4.1', never)).toBe('free');
    expect(await findKeyGrant('linux', wayland, '45.4.1', portal(true))).toBe('portal');
    expect(await findKeyGrant('linux', wayland, '45.4.1', portal(false))).toBe('forbidden');
    expect(await findKeyGrant('linux', wayland, '33.2.1', never)).toBe('forbidden');
  });
});

describe('what a key asks of the core', () => {
  const calls = (...list: Partial<CallView>[]) =>
    new Map(list.map((call) => [call.id ?? '', { direction: 'inbound', muted: false, ...call } as CallView]));
  const ring = { id: 'r', state: 'ringing' } as const;
  const talk = { id: 't', state: 'talking' } as const;

  it('nothing without a call for it', () => {
    for (const key of ['answer', 'hangUp', 'mute'] as const) expect(keyRequest(key, calls())).toBeUndefined();
    expect(keyRequest('answer', calls(talk))).toBeUndefined();
    expect(keyRequest('mute', calls(ring))).toBeUndefined();
  });
  it('the talk first, then who rings', () => {
    expect(keyRequest('answer', calls(talk, ring))).toEqual({ name: 'calls.answer', input: { callId: 'r' } });
    expect(keyRequest('hangUp', calls(ring, talk))).toEqual({ name: 'calls.hangUp', input: { callId: 't' } });
    expect(keyRequest('hangUp', calls(ring))).toEqual({ name: 'calls.decline', input: { callId: 'r' } });
    expect(keyRequest('mute', calls(ring, talk))).toMatchObject({ input: { callId: 't', muted: true } });
    expect(keyRequest('mute', calls({ ...talk, muted: true }))).toMatchObject({ input: { muted: false } });
  });
  it('a number that is being dialled is hung up, not answered', () => {
    const dialing = { id: 'd', state: 'dialing', direction: 'outbound' } as const;
    expect(keyRequest('answer', calls(dialing))).toBeUndefined();
    expect(keyRequest('hangUp', calls(dialing))).toMatchObject({ name: 'calls.hangUp' });
  });
});

describe('copied numbers', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function bench(first = '') {
    let text = first;
    let reads = 0;
    const offers: string[] = [];
    const watch = new ClipboardWatch({
      read: async () => {
        reads++;
        return text;
      },
      find: async (copied) => findNumber(copied, { country: 'UA', areaCode: '' }),
      offer: ({ dial }) => offers.push(dial),
    });
    const passes = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);
    return {
      watch,
      offers,
      reads: () => reads,
      passes,
      copies: async (next: string) => {
        text = next;
        await passes();
      },
      copiesAtOnce: (next: string) => {
        text = next;
      },
    };
  }

  it('are offered once, when they are valid and all that was copied', async () => {
    const { watch, offers, copies, passes } = bench();
    watch.use(true);
    await copies('044 123 45 67');
    await passes(5000);
    expect(offers).toEqual(['+380441234567']);
    for (const other of ['hello', '201', '2026', '12 345,67', 'call 044 765 43 21', 'x'.repeat(1e6), ''])
      await copies(other);
    // The same one twice in a row, in whatever writing.
    await copies('+380 (44) 123-45-67');
    expect(offers).toHaveLength(1);
    await copies('+442079460018');
    await copies('0441234567');
    expect(offers).toEqual(['+380441234567', '+442079460018', '+380441234567']);
  });

  it('what was copied before it was switched on is not offered, and off it reads nothing', async () => {
    const { watch, offers, copies, reads, passes } = bench('044 123 45 67');
    watch.focusChanged(true);
    watch.focusChanged(false);
    await passes(5000);
    expect(reads()).toBe(0);
    watch.use(true);
    await passes(5000);
    watch.use(false);
    const before = reads();
    await copies('+442079460018');
    await passes(60_000);
    expect(reads()).toBe(before);
    watch.use(true);
    await passes(5000);
    expect(offers).toEqual([]);
  });

  it('what was copied in our own window is not, what was copied just before it came to the front is', async () => {
    const { watch, offers, copies, copiesAtOnce, passes } = bench();
    watch.use(true);
    await passes();
    watch.focusChanged(true);
    await copies('+442079460018');
    copiesAtOnce('+442079460019');
    watch.focusChanged(false);
    await passes(3000);
    expect(offers).toEqual([]);
    copiesAtOnce('044 123 45 67');
    watch.focusChanged(true);
    await passes(3000);
    expect(offers).toEqual(['+380441234567']);
  });

  it('a clipboard that cannot be read is tried again', async () => {
    const offers: string[] = [];
    let broken = true;
    const watch = new ClipboardWatch({
      read: async () => {
        if (broken) throw new Error('busy');
        return '+442079460018';
      },
      find: async (text) => findNumber(text, { country: 'UA', areaCode: '' }),
      offer: ({ dial }) => offers.push(dial),
    });
    watch.use(true);
    await vi.advanceTimersByTimeAsync(2000);
    broken = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(offers).toEqual(['+442079460018']);
    watch.use(false);
  });
});

describe('telephone links of the system', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'ringdesk-links-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const command = { program: '/opt/Ring desk/ring"desk$', args: ['--data', 'C:\\50%'] };
  const noApp = {
    setAsDefaultProtocolClient: () => false,
    removeAsDefaultProtocolClient: () => false,
    isDefaultProtocolClient: () => false,
  };
  /** An xdg-mime that writes down what it is asked, and answers with what the file `default` says. */
  const linux = (exit: number) => {
    const script = `#!/bin/sh\necho "$@" >> "${home}/asked"\ncat "${home}/default" 2>/dev/null\nexit ${exit}\n`;
    writeFileSync(join(home, 'xdg-mime'), script, { mode: 0o755 });
    return {
      command,
      app: noApp,
      platform: 'linux' as const,
      env: { HOME: home, PATH: `${home}:/usr/bin:/bin` },
    };
  };
  const entry = () => readFileSync(join(home, '.local/share/applications/ringdesk-links.desktop'), 'utf8');

  it('Linux: an entry of the person’s own and xdg-mime for each kind; taken back with the entry', async () => {
    const options = linux(0);
    expect(await openLinksHere(true, options)).toBe('on');
    expect(readFileSync(join(home, 'asked'), 'utf8')).toBe(
      'default ringdesk-links.desktop x-scheme-handler/tel x-scheme-handler/sip x-scheme-handler/callto\n',
    );
    expect(entry()).toContain(
      'MimeType=x-scheme-handler/tel;x-scheme-handler/sip;x-scheme-handler/callto;\n',
    );
    expect(await openLinksHere(false, options)).toBe('off');
    expect(entry).toThrow();
  });

  it('Linux: a system that does not do it is told', async () => {
    expect(await openLinksHere(true, linux(3))).toBe('refused');
    expect(await openLinksHere(true, { ...linux(0), env: { HOME: home, PATH: '/nowhere' } })).toBe('refused');
    writeFileSync(join(home, 'a-file'), '');
    const noRoom = { ...linux(0), env: { HOME: home, XDG_DATA_HOME: join(home, 'a-file'), PATH: home } };
    expect(await openLinksHere(true, noRoom)).toBe('refused');
  });

  it('at a start nothing is taken back from another program; the own entry is brought up to date', async () => {
    const options = linux(0);
    writeFileSync(join(home, 'default'), 'other.desktop\n');
    expect(await linksAtStart(options)).toBe('elsewhere');
    writeFileSync(join(home, 'default'), 'ringdesk-links.desktop\n');
    expect(await linksAtStart(options)).toBe('on');
    expect(readFileSync(join(home, 'asked'), 'utf8')).not.toContain('default ringdesk');
    expect(entry()).toContain('Exec=');
  });

  it('the words of the command stand in the entry as the specification quotes them', () => {
    expect(desktopEntry(command)).toContain(
      'Exec="/opt/Ring desk/ring\\\\"desk\\\\$" "--data" "C:\\\\\\\\50%%" %u\n',
    );
  });

  it('Windows gets the command, macOS the bundle; each kind counts', async () => {
    const set = vi.fn((_scheme: string, _path?: string, _args?: string[]) => true);
    const app = { ...noApp, setAsDefaultProtocolClient: set };
    expect(await openLinksHere(true, { command, app, platform: 'win32' })).toBe('on');
    expect(set.mock.calls).toEqual(
      SCHEMES.map((scheme) => [scheme, command.program, [...command.args, '--']]),
    );
    set.mockClear();
    expect(await openLinksHere(true, { command, app, platform: 'darwin' })).toBe('on');
    expect(set.mock.calls).toEqual(SCHEMES.map((scheme) => [scheme]));
    set.mockImplementation((scheme) => scheme !== 'sip');
    expect(await openLinksHere(true, { command, app, platform: 'darwin' })).toBe('refused');
    expect(await linksAtStart({ command, app, platform: 'win32' })).toBe('elsewhere');
    expect(
      await linksAtStart({
        command,
        app: { ...app, isDefaultProtocolClient: () => true },
        platform: 'win32',
      }),
    ).toBe('on');
  });

  it('the command is the program itself, with the source and the profile where they are needed', () => {
    expect(ownCommand(false, '/e/electron', '/work/main', '/d', {})).toEqual({
      program: '/e/electron',
      args: ['/work/main', '--data', '/d'],
    });
    expect(
      ownCommand(true, '/tmp/.mount/ringdesk', '/x', undefined, { APPIMAGE: '/a/Ringdesk.AppImage' }),
    ).toEqual({
      program: '/a/Ringdesk.AppImage',
      args: [],
    });
  });
});
