// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DesktopState } from '../../../shared/contract/desktop.ts';
import { HEADSET_CHANNEL } from '../../ui/headset-access.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { INFO } from '../testing/sample.ts';
import { SettingsScreen } from './settings-screen.tsx';

const ON: DesktopState = {
  keys: { answer: 'on', hangUp: 'off', mute: 'off', dialSelection: 'off' },
  links: 'on',
  selection: 'marked',
};

afterEach(() => {
  unmount();
  Reflect.deleteProperty(navigator, 'hid');
});

async function open(part: string, core = createFakeCore({})) {
  mount(core, <SettingsScreen />);
  fireEvent.click(await screen.findByRole('button', { name: part }));
  return core;
}

describe('keys and links of the whole desktop', () => {
  it('say what became of them, as soon as the shell knows', async () => {
    const core = await open('Calls', createFakeCore({ 'desktop.state': () => ({ state: ON }) }));
    await screen.findByText('Open telephone links here');
    expect(screen.queryByText(/Another program has this key/)).toBeNull();
    act(() =>
      core.emit('desktop.changed', { ...ON, keys: { ...ON.keys, answer: 'taken' }, links: 'elsewhere' }),
    );
    expect(screen.getByText(/^Another program has this key/)).toBeTruthy();
    expect(screen.getByText(/^Another program opens these links now/)).toBeTruthy();
    act(() => core.emit('desktop.changed', { ...ON, keys: { ...ON.keys, mute: 'forbidden' } }));
    expect(screen.getByText(/^This desktop does not let programs/)).toBeTruthy();
    expect(screen.queryByText(/Another program/)).toBeNull();
  });
});

describe('the buttons of a headset', () => {
  const inBrowser = () => createFakeCore({ 'system.info': () => ({ ...INFO, mode: 'browser' }) });

  it('need nothing in the desktop', async () => {
    await open('Sound');
    expect(await screen.findByText('Headsets with call keys are found by themselves.')).toBeTruthy();
  });

  it('in a browser are connected by a click, and the phone hears of it', async () => {
    const plugged = [{ productName: 'Model 7', collections: [{ usagePage: 0x0b }] }];
    const allowed: typeof plugged = [];
    const requestDevice = vi.fn(async (_: { filters: object[] }) => {
      allowed.push(...plugged);
      return plugged;
    });
    Object.assign(navigator, { hid: { requestDevice, getDevices: async () => allowed } });
    const heard = vi.fn();
    const channel = new BroadcastChannel(HEADSET_CHANNEL);
    channel.onmessage = heard;
    await open('Sound', inBrowser());
    fireEvent.click(await screen.findByRole('button', { name: 'Connect a headset' }));
    expect(await screen.findByText('Model 7')).toBeTruthy();
    expect(requestDevice.mock.calls).toEqual([[{ filters: [{ usagePage: 0x0b }] }]]);
    await waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    channel.close();
  });

  it('a browser that refuses, or that has none, says so', async () => {
    Object.assign(navigator, {
      hid: {
        requestDevice: () => Promise.reject(new DOMException('no', 'SecurityError')),
        getDevices: async () => [],
      },
    });
    await open('Sound', inBrowser());
    fireEvent.click(await screen.findByRole('button', { name: 'Connect a headset' }));
    expect(await screen.findByText(/^The browser did not allow it/)).toBeTruthy();
    unmount();
    Reflect.deleteProperty(navigator, 'hid');
    await open('Sound', inBrowser());
    expect(await screen.findByText(/^This browser cannot use them/)).toBeTruthy();
  });
});
