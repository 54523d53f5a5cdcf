// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { HOLD, RETENTION } from '../testing/sample-retention.ts';
import { RetentionSettings } from './retention-settings.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const press = async (name: string | RegExp) => fireEvent.click(await button(name));

describe('the settings of retention', () => {
  it('are turned on only after a look at what goes', async () => {
    core.handle({ 'retention.state': () => ({ plan: { ...RETENTION.plan, on: false } }) });
    mount(core, <RetentionSettings />);
    expect(await button('Turn on')).toHaveProperty('disabled', true);
    await press('Look what would go');
    await screen.findByText(/40 recordings/);
    await screen.findByText(/keeps 2 more/);
    await press('Turn on');
    await waitFor(() => expect(core.inputs('retention.save')).toEqual([{ ...RETENTION.plan, on: true }]));
  });

  it('ask for another look when a rule is changed', async () => {
    mount(core, <RetentionSettings />);
    await press('Look what would go');
    await button('Erase 40 recordings now');
    await press('Add an exception');
    expect(screen.queryByText(/40 recordings/)).toBeNull();
    expect(screen.queryByRole('button', { name: /^Erase/ })).toBeNull();
    expect(await button('Save')).toHaveProperty('disabled', true);
    expect(core.inputs('retention.save')).toEqual([]);
  });

  it('erase at once when it is confirmed, show how far it is, and stop', async () => {
    mount(core, <RetentionSettings />);
    await press('Look what would go');
    await press('Erase 40 recordings now');
    await waitFor(() => expect(core.inputs('retention.run')).toHaveLength(1));
    act(() => core.emit('retention.changed', { ...RETENTION, running: { erased: 10, due: 40 } }));
    await screen.findByText('Being erased: 10 of 40.');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    await press('Stop');
    await waitFor(() => expect(core.inputs('retention.cancel')).toHaveLength(1));
  });

  it('say who placed a hold and why, and lift it in two steps', async () => {
    mount(core, <RetentionSettings />);
    await screen.findByText(/Dispute about invoice 88 \(Irina/);
    await press('Lift the hold on Volga Bearings');
    expect(core.inputs('holds.release')).toEqual([]);
    await press('Lift the hold');
    await waitFor(() => expect(core.inputs('holds.release')).toEqual([{ id: HOLD.id }]));
  });

  it('who may not administer is told so', async () => {
    core.handle({
      'retention.state': () => {
        throw new Failure('noRight', { right: 'firm.administer' });
      },
    });
    const shown = mount(core, <RetentionSettings />);
    await within(shown).findByRole('alert');
  });
});
