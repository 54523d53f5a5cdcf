// @vitest-environment jsdom
// What the core would refuse to somebody is not offered to him.
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { createStore } from 'zustand';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { BUILT_IN_GRANTS } from '../../../shared/domain/rights/profiles.ts';
import { OverrideForm } from '../campaigns/override-form.tsx';
import { CallSettings } from '../settings/call-settings.tsx';
import { type Seat, type SeatKeeper, SeatProvider } from '../state/seat.tsx';
import { ReminderSettings } from '../tasks/reminder-settings.tsx';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { SETTINGS } from '../testing/sample.ts';

beforeAll(prepareDom);
afterEach(unmount);

const RULE: ReminderRule = {
  id: '01900000-0000-7000-8000-00000000f0f1',
  version: 1,
  kind: 'birthday',
  days: 1,
  time: '10:00',
  title: 'Congratulate',
  enabled: true,
};

function show(as: 'administrator' | 'caller', part: ReactNode): void {
  const grants = BUILT_IN_GRANTS[as];
  const store = createStore<Seat>(() => ({
    session: { asked: true, locked: false, grants, onLine: [] },
    ...{ connection: 'connected', known: true, settings: undefined },
  }));
  const core = createFakeCore({ 'tasks.rules': () => [RULE] });
  mount(core, <SeatProvider value={{ store, core } as unknown as SeatKeeper}>{part}</SeatProvider>);
}
const editor = { settings: SETTINGS, save: () => undefined } as unknown as Parameters<
  typeof CallSettings
>[0]['editor'];

it('how all are recorded is for administrators; the rest of a desk’s calls is everybody’s', async () => {
  show('administrator', <CallSettings editor={editor} />);
  expect(await screen.findByText('Record every talk')).toBeTruthy();
  show('caller', <CallSettings editor={editor} />);
  expect(await screen.findByText('Reminders outside this window')).toBeTruthy();
  expect(screen.queryByText('Record every talk')).toBeNull();
});

it('rules of reminders are read by all and changed by administrators', async () => {
  show('administrator', <ReminderSettings />);
  expect(await screen.findByRole('switch', { name: /Congratulate/ })).toBeTruthy();
  expect(await screen.findByRole('textbox', { name: 'Promises a day' })).toBeTruthy();
  show('caller', <ReminderSettings />);
  expect(await screen.findByText('Congratulate')).toBeTruthy();
  expect(screen.queryByRole('switch', { name: /Congratulate/ })).toBeNull();
  expect(screen.queryByRole('textbox', { name: 'Promises a day' })).toBeNull();
});

it('a call against the rules is offered to whom it is allowed', async () => {
  const form = (
    <OverrideForm
      why="On the list of those who must not be called."
      display="8 916"
      onOverride={async () => undefined}
    />
  );
  show('administrator', form);
  expect(await screen.findByRole('button', { name: /8 916/ })).toBeTruthy();
  show('caller', form);
  expect(await screen.findByText('On the list of those who must not be called.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
