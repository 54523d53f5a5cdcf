// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { Settings } from '../../../shared/contract/settings.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ACCOUNT, INFO, id, SETTINGS } from '../testing/sample.ts';
import { SettingsScreen } from './settings-screen.tsx';

let core: FakeCore;
let saved: Settings;
afterEach(unmount);
beforeEach(() => {
  saved = SETTINGS;
  core = createFakeCore({
    'settings.save': (patch) => {
      saved = Settings.parse({ ...saved, ...patch });
      core.emit('settings.changed', saved);
      return saved;
    },
    'accounts.save': () => ACCOUNT,
    'accounts.remove': () => ({ done: true }),
    'accounts.use': () => ({ done: true }),
    'training.switch': () => ({ done: true }),
    'phone.ringTest': () => ({ done: true }),
  });
});

const open = async (part: string) => {
  mount(core, <SettingsScreen />);
  fireEvent.click(await screen.findByRole('button', { name: part }));
};

describe('the line', () => {
  it('tells the truth about the registration as it changes', async () => {
    await open('Line');
    expect(await screen.findByText('Connected. You can call and be called.')).toBeTruthy();
    act(() =>
      core.emit('phone.changed', {
        attached: true,
        devices: [],
        microphone: 'granted',
        registration: { accountId: ACCOUNT.id, state: 'refused', problem: 'wrongPassword', sipCode: 403 },
      }),
    );
    expect(screen.getByText('in use, refused')).toBeTruthy();
    expect(screen.getByText('Answer of the PBX: 403')).toBeTruthy();
  });

  it('saves four fields and never shows a password', async () => {
    await open('Line');
    fireEvent.click(await screen.findByRole('button', { name: 'New line' }));
    const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
    fireEvent.change(field('Server address'), { target: { value: 'wss://pbx.example.com' } });
    fireEvent.change(field('Login'), { target: { value: '102' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save and connect' }));
    expect(await screen.findByText('Write the password of your extension.')).toBeTruthy();
    expect(core.inputs('accounts.save')).toEqual([]);
    fireEvent.change(field('Password'), { target: { value: 'secret' } });
    expect(field('Password').type).toBe('password');
    fireEvent.click(screen.getByRole('button', { name: 'Save and connect' }));
    await waitFor(() => expect(core.inputs('accounts.save')).toHaveLength(1));
    expect(core.inputs('accounts.save')[0]).toMatchObject({
      login: '102',
      password: 'secret',
      engine: 'jssip',
    });
  });

  it('puts the core’s doubt about the address to its field and keeps everything written', async () => {
    core.handle({
      'accounts.save': () => {
        throw new Failure('pbxAddressInvalid', { address: 'wss://pbx' });
      },
    });
    await open('Line');
    fireEvent.click(await screen.findByRole('button', { name: 'Change the line Line 101' }));
    const server = screen.getByLabelText<HTMLInputElement>('Server address');
    fireEvent.change(server, { target: { value: 'wss://pbx' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save and connect' }));
    await waitFor(() => expect(server.getAttribute('aria-invalid')).toBe('true'));
    expect(server.value).toBe('wss://pbx');
    expect(screen.getByLabelText<HTMLInputElement>('Login').value).toBe('101');
  });

  it('asks before it removes a line, and can use the training line', async () => {
    core.handle({
      'accounts.list': () => [ACCOUNT, { ...ACCOUNT, id: id(9), training: true, active: false }],
    });
    await open('Line');
    fireEvent.click(await screen.findByRole('button', { name: 'Remove the line Line 101' }));
    const question = screen.getByRole('alertdialog');
    expect(core.inputs('accounts.remove')).toEqual([]);
    fireEvent.click(within(question).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(core.inputs('accounts.remove')).toEqual([{ id: ACCOUNT.id }]));
    fireEvent.click(screen.getByRole('button', { name: 'Use the training line' }));
    await waitFor(() => expect(core.inputs('training.switch')).toEqual([{ on: true }]));
  });
});

describe('saving as one goes', () => {
  it('takes back a change of how numbers are read', async () => {
    await open('Firm');
    const areaCode = await screen.findByLabelText<HTMLInputElement>('Area code');
    fireEvent.change(areaCode, { target: { value: '49 5x' } });
    expect(screen.getByText('Only digits, six at most.')).toBeTruthy();
    fireEvent.blur(areaCode);
    expect(core.inputs('settings.save')).toEqual([]);
    fireEvent.change(areaCode, { target: { value: '812' } });
    fireEvent.blur(areaCode);
    await waitFor(() => expect(saved.areaCode).toBe('812'));
    fireEvent.click(await screen.findByText('Undo'));
    await waitFor(() => expect(saved.areaCode).toBe(SETTINGS.areaCode));
  });

  it('keeps what the report holds the firm to, within its bounds', async () => {
    await open('Firm');
    const seconds = await screen.findByLabelText<HTMLInputElement>('Answer calls within');
    expect(seconds.value).toBe(`${SETTINGS.reports.serviceSeconds} s`);
    fireEvent.change(seconds, { target: { value: '' } });
    fireEvent.blur(seconds);
    expect(core.inputs('settings.save')).toEqual([]);
    fireEvent.change(seconds, { target: { value: '30' } });
    fireEvent.blur(seconds);
    await waitFor(() => expect(saved.reports).toEqual({ ...SETTINGS.reports, serviceSeconds: 30 }));
    const target = await screen.findByLabelText('Service level to reach');
    fireEvent.change(target, { target: { value: '85' } });
    fireEvent.blur(target);
    await waitFor(() => expect(saved.reports.serviceTarget).toBe(0.85));
  });

  it('keeps on the screen what could not be saved, and saves it again', async () => {
    const works = core;
    works.handle({
      'settings.save': () => {
        throw new Failure('diskFull');
      },
    });
    await open('Calls');
    const record = await screen.findByLabelText<HTMLInputElement>('Record every talk');
    fireEvent.click(record);
    const alert = await screen.findByRole('alert');
    expect(record.checked).toBe(false);
    works.handle({ 'settings.save': (patch) => Settings.parse({ ...SETTINGS, ...patch }) });
    fireEvent.click(within(alert).getByRole('button', { name: 'Save again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(core.inputs('settings.save').at(-1)).toEqual({ recordAutomatically: false });
  });

  it('calls the person as he likes, once it is known that nobody else is called so', async () => {
    let info = INFO;
    core.handle({
      'system.info': () => info,
      'users.rename': ({ name }) => {
        if (name === 'Maksym Bondar') throw new Failure('nameTaken', { name });
        info = { ...info, me: { ...info.me, name } };
        core.emit('session.changed', {});
        return { id: info.me.id, changeId: id(9) };
      },
    });
    await open('Firm');
    const field = await screen.findByLabelText<HTMLInputElement>('Your name');
    const write = (value: string) => {
      fireEvent.change(field, { target: { value } });
      fireEvent.keyDown(field, { key: 'Enter' });
    };
    write('Maksym Bondar');
    await screen.findByText(/already somebody named Maksym Bondar/);
    write(' Ira Sokolova ');
    await waitFor(() => expect(field.value).toBe('Ira Sokolova'));
    expect(screen.queryByText(/already somebody/)).toBeNull();
    write('  ');
    expect(field.value).toBe('Ira Sokolova');
    expect(core.inputs('users.rename').map(({ name }) => name)).toEqual(['Maksym Bondar', 'Ira Sokolova']);
  });

  it('changes the language', async () => {
    await open('Appearance');
    fireEvent.click(await screen.findByLabelText('Українська'));
    await waitFor(() => expect(saved.language).toBe('uk'));
  });
});

describe('sound', () => {
  it('listens to the microphone only while it is shown', async () => {
    await open('Sound');
    await waitFor(() => expect(core.inputs('phone.watch')).toEqual([{ level: true }]));
    act(() => core.emit('phone.level', { microphone: 0.3, remote: 0 }));
    expect(screen.getByRole('meter').getAttribute('aria-valuenow')).toBe('100');
    fireEvent.click(screen.getByRole('button', { name: 'Test the ring' }));
    await waitFor(() => expect(core.inputs('phone.ringTest')).toHaveLength(1));
    fireEvent.click(screen.getByRole('button', { name: 'About' }));
    await waitFor(() => expect(core.inputs('phone.watch').at(-1)).toEqual({ level: false }));
  });
});
