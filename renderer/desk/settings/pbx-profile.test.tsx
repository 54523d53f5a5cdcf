// @vitest-environment jsdom
// What a PBX understands beside SIP, in the form of its line.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ACCOUNT } from '../testing/sample.ts';
import { SettingsScreen } from './settings-screen.tsx';

let core: FakeCore;
afterEach(unmount);
beforeEach(async () => {
  core = createFakeCore({ 'accounts.save': () => ACCOUNT });
  mount(core, <SettingsScreen />);
  fireEvent.click(await screen.findByRole('button', { name: 'Line' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Change the line Line 101' }));
});

const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save and connect' }));
const sent = async () => {
  await waitFor(() => expect(core.inputs('accounts.save')).toHaveLength(1));
  return core.inputs('accounts.save')[0];
};

describe('the rest of a line', () => {
  it('a backup server, the way of the tones and the longest wait are sent', async () => {
    fireEvent.change(field('Backup server'), { target: { value: 'http://no' } });
    save();
    await waitFor(() => expect(field('Backup server').getAttribute('aria-invalid')).toBe('true'));
    expect(core.inputs('accounts.save')).toEqual([]);
    fireEvent.change(field('Backup server'), { target: { value: 'wss://two.example.com/ws' } });
    fireEvent.click(screen.getByLabelText('As SIP INFO'));
    fireEvent.change(field(/^Longest wait/), { target: { value: '700' } });
    save();
    expect(await sent()).toMatchObject({
      id: ACCOUNT.id,
      backupServer: 'wss://two.example.com/ws',
      dtmf: 'info',
      iceTimeoutMs: 700,
      profile: ACCOUNT.profile,
    });
  });

  it('a code with another’s placeholder is told at its field', async () => {
    fireEvent.change(field('Forward on'), { target: { value: '*72{extension}' } });
    save();
    expect(await screen.findByText('Only digits, *, #, and the placeholder of this code.')).toBeTruthy();
    expect(core.inputs('accounts.save')).toEqual([]);
    fireEvent.change(field('Forward on'), { target: { value: '*22{number}' } });
    save();
    expect((await sent())?.profile?.codes.forwardOn).toBe('*22{number}');
  });

  it('another kind of PBX brings its codes; the reasons for a pause stay', async () => {
    fireEvent.click(screen.getByRole('combobox', { name: 'Kind of PBX' }));
    fireEvent.click(await screen.findByText('FreeSWITCH'));
    await waitFor(() => expect(field('Listen to the mailbox').value).toBe('*98'));
    save();
    expect((await sent())?.profile).toMatchObject({
      preset: 'freeswitch',
      pauseReasons: ACCOUNT.profile.pauseReasons,
    });
  });

  it('reasons are added and taken away', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Remove the reason Lunch' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add a reason' }));
    const group = screen.getByRole('group', { name: 'Reasons for a pause' });
    fireEvent.change(within(group).getByRole('textbox', { name: 'Reason 2' }), {
      target: { value: 'Meeting' },
    });
    fireEvent.change(within(group).getByRole('textbox', { name: 'Code of Meeting' }), {
      target: { value: '7' },
    });
    save();
    expect((await sent())?.profile?.pauseReasons).toEqual([
      { label: 'Short break', code: '2' },
      { label: 'Meeting', code: '7' },
    ]);
  });
});
