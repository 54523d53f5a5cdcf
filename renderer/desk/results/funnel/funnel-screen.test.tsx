// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import * as sample from '../../testing/sample.ts';
import { FunnelScreen } from './funnel-screen.tsx';

let core: FakeCore;
beforeEach(() => {
  core = createFakeCore();
  mount(core, <FunnelScreen tabs={null} />);
});
afterEach(unmount);
const asked = () => core.inputs('funnel.customers').at(-1);

it('shows how many came, went on, left and stay, and says what that means', async () => {
  const row = await screen.findByRole('row', { name: /^New/ });
  expect(row.textContent).toBe('New100 · before: 9010080 · 80%5 · 5%15 · 15%8.5 h');
  expect(screen.getByText(/put back within a minute is a slip/)).toBeTruthy();
});

it('opens the customers behind a figure and their cards', async () => {
  fireEvent.click(await screen.findByRole('button', { name: /^Contacted, Left: 5/ }));
  await waitFor(() => expect(asked()).toMatchObject({ stage: 'contacted', fate: 'left' }));
  expect(await screen.findByRole('button', { name: new RegExp(sample.ANNA.name) })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Results' }));
  fireEvent.click(screen.getByRole('button', { name: 'None, New: 40' }));
  await waitFor(() => expect(asked()).toMatchObject({ stage: 'new', by: { dimension: 'agent', key: null } }));
});

it('asks for another period and another channel', async () => {
  await screen.findByRole('row', { name: /^New/ });
  fireEvent.click(screen.getByRole('combobox', { name: 'Came from' }));
  fireEvent.click(await screen.findByRole('option', { name: 'Website' }));
  await waitFor(() => expect(core.inputs('funnel.figures').at(-1)).toMatchObject({ channel: 'website' }));
});
