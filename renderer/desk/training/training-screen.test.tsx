// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainingState } from '../../../shared/contract/training.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { TrainingScreen } from './training-screen.tsx';

const STATE: TrainingState = {
  on: true,
  ready: true,
  personas: [
    {
      id: 'known-customer',
      name: 'Emma Clarke',
      number: '+442079460101',
      direction: 'inbound',
      behaviour: 'talks',
    },
    { id: 'anonymous', name: '', number: 'anonymous', direction: 'inbound', behaviour: 'talks' },
    { id: 'busy', name: 'Harriet Moss', number: '+442079460186', direction: 'outbound', behaviour: 'busy' },
  ],
  shift: { running: false, done: 0, of: 0 },
};

let core: FakeCore;
afterEach(unmount);
beforeEach(() => {
  core = createFakeCore({
    'training.state': () => STATE,
    'training.ring': () => ({ done: true }),
    'training.switch': () => ({ done: true }),
    'training.startShift': () => ({ done: true }),
    'training.stopShift': () => ({ done: true }),
  });
});

describe('the training panel', () => {
  it('tells who will do what, and lets them call or be called', async () => {
    mount(core, <TrainingScreen />);
    expect(await screen.findByText(/A customer with a card and an open promise/)).toBeTruthy();
    expect(screen.getByText('hidden number')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Emma Clarke is to call me now' }));
    await waitFor(() => expect(core.inputs('training.ring')).toEqual([{ personaId: 'known-customer' }]));
    fireEvent.click(screen.getByRole('button', { name: 'Dial Harriet Moss, +44 20 7946 0186' }));
    await waitFor(() => expect(core.inputs('calls.dial')).toEqual([{ number: '+442079460186' }]));
  });

  it('lets nobody ring while the line is off, and switches it on', async () => {
    core.handle({ 'training.state': () => ({ ...STATE, on: false, ready: false }) });
    mount(core, <TrainingScreen />);
    const ring = await screen.findByRole<HTMLButtonElement>('button', {
      name: 'Emma Clarke is to call me now',
    });
    expect(ring.disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Training line', { selector: 'input' }));
    await waitFor(() => expect(core.inputs('training.switch')).toEqual([{ on: true }]));
    act(() => core.emit('training.changed', STATE));
    expect(ring.disabled).toBe(false);
    expect(screen.getByText(/^Ready\./)).toBeTruthy();
  });

  it('runs a shift of a chosen length and stops it', async () => {
    mount(core, <TrainingScreen />);
    fireEvent.change(await screen.findByLabelText('Calls'), { target: { value: '501' } });
    fireEvent.click(screen.getByRole('button', { name: 'Start the shift' }));
    expect(await screen.findByText('From 1 to 500 calls.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Calls'), { target: { value: '3' } });
    fireEvent.click(screen.getByRole('button', { name: 'Start the shift' }));
    await waitFor(() => expect(core.inputs('training.startShift')).toEqual([{ count: 3, paceSeconds: 45 }]));
    act(() => core.emit('training.changed', { ...STATE, shift: { running: true, done: 1, of: 3 } }));
    expect(screen.getByText('1 of 3 calls')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Stop the shift' }));
    await waitFor(() => expect(core.inputs('training.stopShift')).toHaveLength(1));
  });
});
