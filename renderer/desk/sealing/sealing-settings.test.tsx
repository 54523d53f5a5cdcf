// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { SEALING } from '../testing/sample-sealing.ts';
import { SealingSettings } from './sealing-settings.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
  mount(core, <SealingSettings />);
});
afterEach(unmount);

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('the settings of encryption', () => {
  it('say the key once, as one word that age takes, and close only when it is on paper', async () => {
    fireEvent.click(await button('Make a new key'));
    const paper = await screen.findByRole('status', { name: 'Recovery key' });
    expect(paper.textContent).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
    expect(await button('Close')).toHaveProperty('disabled', true);
    fireEvent.click(screen.getByRole('checkbox', { name: /on paper/ }));
    fireEvent.click(await button('Close'));
    await waitFor(() => expect(screen.queryByText(/^AGE-SECRET/)).toBeNull());
  });

  it('turn it off, show how far it is, and pause', async () => {
    fireEvent.click(await screen.findByRole('switch', { name: /Encrypt recordings/ }));
    await waitFor(() => expect(core.inputs('sealing.turn')).toEqual([{ on: false }]));
    act(() => core.emit('sealing.changed', { ...SEALING, on: false, running: { done: 3, of: 12 } }));
    await screen.findByText('Decrypting: 3 of 12 files');
    fireEvent.click(await button('Pause'));
    await waitFor(() => expect(core.inputs('sealing.cancel')).toHaveLength(1));
  });

  it('say why it stopped, and go on', async () => {
    await button('Make a new key');
    act(() => core.emit('sealing.changed', { ...SEALING, unfinished: { failure: 'diskFull' } }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/full/i);
    fireEvent.click(await button('Go on'));
    await waitFor(() => expect(core.inputs('sealing.goOn')).toHaveLength(1));
  });

  it('cannot be turned on without a key', async () => {
    await button('Make a new key');
    act(() => core.emit('sealing.changed', { keys: [], on: false, left: 0 }));
    const turn = await screen.findByRole('switch', { name: /Encrypt recordings/ });
    await waitFor(() => expect(turn).toHaveProperty('disabled', true));
    await button('Make the key');
  });

  it('ask for the paper where the machine has lost its key, and say in which group it was mistyped', async () => {
    core = createFakeCore({
      'sealing.state': () => ({ ...SEALING, keys: SEALING.keys.map((key) => ({ ...key, usable: false })) }),
      'sealing.recover': () => {
        throw new Failure('recoveryKeyTypo', { group: 4 });
      },
    });
    unmount();
    mount(core, <SealingSettings />);
    const field = await screen.findByLabelText('Recovery key');
    fireEvent.change(field, { target: { value: 'age secret' } });
    fireEvent.click(await button(/Give this machine/));
    await screen.findByText(/group 4/);
    expect(core.inputs('sealing.recover')).toEqual([{ recoveryKey: 'age secret' }]);
    expect(screen.getByText(/sign c0ffee00/, { selector: 'li' })).toBeTruthy();
  });
});
