// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Settings } from '../../../shared/contract/settings.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { INFO, SETTINGS } from '../testing/sample.ts';
import { SettingsScreen } from './settings-screen.tsx';

afterEach(unmount);

test('a key of the whole desktop is what is pressed in its field; Backspace takes it away, Tab goes on', async () => {
  let saved = SETTINGS;
  const core = createFakeCore({
    'settings.save': (patch) => {
      saved = Settings.parse({ ...saved, ...patch });
      core.emit('settings.changed', saved);
      return saved;
    },
  });
  mount(core, <SettingsScreen />);
  fireEvent.click(await screen.findByRole('button', { name: 'Calls' }));
  const field = await screen.findByLabelText<HTMLInputElement>('Key: answer');
  const press = (key: string, code: string, more = {}) => fireEvent.keyDown(field, { key, code, ...more });

  press('Control', 'ControlLeft', { ctrlKey: true });
  press('a', 'KeyA');
  expect(core.inputs('settings.save')).toEqual([]);
  press('ф', 'KeyA', { ctrlKey: true, altKey: true });
  await waitFor(() => expect(field.value).toBe('Control+Alt+A'));
  expect(saved.globalKeys).toEqual({ ...SETTINGS.globalKeys, answer: 'Control+Alt+A' });
  // Not prevented: the focus may leave.
  expect(press('Tab', 'Tab')).toBe(true);
  press('Backspace', 'Backspace');
  await waitFor(() => expect(field.value).toBe(''));
  expect(saved.globalKeys.answer).toBe('');
});

test('in a browser the settings say that these keys are the desktop program’s', async () => {
  mount(createFakeCore({ 'system.info': () => ({ ...INFO, mode: 'browser' }) }), <SettingsScreen />);
  fireEvent.click(await screen.findByRole('button', { name: 'Calls' }));
  expect(await screen.findByText(/exist in the desktop program only/)).toBeTruthy();
  expect(screen.queryByLabelText('Key: answer')).toBeNull();
});
