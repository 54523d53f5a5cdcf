// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { TARGETS } from '../../testing/sample-results.ts';
import { TargetLine } from './target-line.tsx';
import { TargetsScreen } from './targets-screen.tsx';

let core: FakeCore;
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);
const asked = () => core.inputs('targets.standing').at(-1);

describe('targets and facts', () => {
  it('show facts, shares, the calls left and how many an hour, with what they mean', async () => {
    mount(core, <TargetsScreen tabs={null} />);
    const row = await screen.findByRole('row', { name: /^Irina/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['600 of 64093%', '430', '250', '62 of 6891%', '1,200', '59', '9.8', '']);
    expect(screen.getByText('6:00 hours of work are left in this period, without holidays.')).toBeTruthy();
    expect(screen.getByText(/The target that needs most calls decides/)).toBeTruthy();
  });

  it('go back a period, and change the span', async () => {
    mount(core, <TargetsScreen tabs={null} />);
    await screen.findByText('November 2026');
    fireEvent.click(screen.getByRole('button', { name: 'Period before' }));
    await waitFor(() => expect(asked()).toEqual({ span: 'month', day: '2026-10-31' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Week' }));
    await waitFor(() => expect(asked()).toMatchObject({ span: 'week' }));
  });

  it('are set by keyboard in the row, and Escape leaves them', async () => {
    mount(core, <TargetsScreen tabs={null} />);
    const pencil = () => screen.getByRole('button', { name: /^Set targets: Irina/ });
    fireEvent.click(await screen.findByRole('button', { name: /^Set targets: Irina/ }));
    const calls = screen.getByRole('textbox', { name: /^Calls, Irina/ });
    expect(document.activeElement).toBe(calls);
    fireEvent.keyDown(calls, { key: 'Escape' });
    expect(core.inputs('targets.save')).toEqual([]);
    fireEvent.click(pencil());
    fireEvent.change(screen.getByRole('textbox', { name: /^Calls, Irina/ }), { target: { value: '700' } });
    fireEvent.change(screen.getByRole('textbox', { name: /^Agreed, Irina/ }), { target: { value: '' } });
    fireEvent.keyDown(screen.getByRole('textbox', { name: /^Calls, Irina/ }), { key: 'Enter' });
    await waitFor(() =>
      expect(core.inputs('targets.save')).toEqual([
        { agentId: TARGETS.rows[1]?.agentId, span: 'month', day: '2026-11-01', goals: { calls: 700 } },
      ]),
    );
    await waitFor(() => expect(document.activeElement).toBe(pencil()));
  });
});

describe('the line of one’s own target', () => {
  const own = (callsLeft: number | null, perHour: number | null) => [
    {
      ...{ span: 'month' as const, firstDay: '2026-11-01', lastDay: '2026-11-30' },
      standing: { goals: TARGETS.rows[1]?.standing.goals ?? [], callsLeft, perHour },
    },
  ];
  const line = () => screen.findByLabelText('My target');

  it('says how far, and how many calls are left an hour', async () => {
    core.handle({ 'targets.own': () => own(59, 59 / 6) });
    mount(core, <TargetLine />);
    expect((await line()).textContent).toBe(
      'This month: Calls 600 of 640 · Agreed 62 of 68 · 59 calls to go, about 9.8 an hour',
    );
    core.handle({ 'targets.own': () => own(0, 0) });
    core.emit('targets.changed', {});
    await waitFor(async () => expect((await line()).textContent).toMatch(/target reached$/));
  });

  it('is not there without a target', async () => {
    mount(core, <TargetLine />);
    await waitFor(() => expect(core.inputs('targets.own')).toHaveLength(1));
    expect(screen.queryByLabelText('My target')).toBeNull();
  });
});
