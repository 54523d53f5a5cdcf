// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '../../../shared/contract/contacts.ts';
import { addDays, dayOf, wallClock } from '../../../shared/domain/schedule/day.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { COLLEAGUE, id, ME, SETTINGS, TASK } from '../testing/sample.ts';
import { AddPromise } from './add-promise.tsx';
import { PlanScreen } from './plan-screen.tsx';
import { ReminderSettings } from './reminder-settings.tsx';

const ZONE = SETTINGS.zone;
const tomorrow = () => addDays(dayOf(Date.now(), ZONE), 1);
const promise = (fields: Partial<Task> = {}): Task => ({
  ...TASK,
  dueAt: wallClock(tomorrow(), '10:00', ZONE),
  assigneeId: ME.id,
  assigneeName: ME.name,
  zone: 'Asia/Yekaterinburg',
  ...fields,
});

let tasks: Task[];
let core: FakeCore;
let full: boolean;

beforeAll(prepareDom);
afterEach(unmount);
beforeEach(() => {
  tasks = [promise()];
  full = false;
  core = createFakeCore({
    'tasks.between': ({ from, to }) => tasks.filter(({ dueAt }) => dueAt >= from && dueAt < to),
    'tasks.load': ({ days }) => ({
      limit: 6,
      days: days.map((day) => ({ day, tasks: full ? 7 : 2, over: full })),
    }),
    'tasks.postpone': (input) => {
      tasks = tasks.map((task) => (task.id === input.id ? { ...task, dueAt: input.dueAt } : task));
      queueMicrotask(() => act(() => core.emit('tasks.changed', { ids: [input.id] })));
      return { id: input.id, changeId: id(900) };
    },
  });
});

/** The week of tomorrow, whatever weekday the test runs on. */
async function openWeek(): Promise<HTMLElement> {
  mount(core, <PlanScreen />);
  if (new Date(`${tomorrow()}T12:00:00Z`).getUTCDay() === 1)
    fireEvent.click(await screen.findByLabelText('Later'));
  return await screen.findByRole('button', { name: /Send the offer for 1,000 pieces/ });
}

describe('the calendar', () => {
  it('shows a promise by our clock with the customer’s beside it, and its verbs when it is chosen', async () => {
    const entry = await openWeek();
    expect(entry.getAttribute('aria-label')).toMatch(/10:00, 12:00 Yekaterinburg, Anna/);
    fireEvent.click(entry);
    const chosen = await screen.findByRole('list', { name: 'Chosen promise' });
    expect(within(chosen).getByRole('button', { name: /^Put off/ })).toBeTruthy();
  });

  it('moves it by keys, counts on the core, and offers to take it back', async () => {
    const entry = await openWeek();
    entry.focus();
    fireEvent.keyDown(entry, { key: 'ArrowDown', altKey: true });
    await waitFor(() =>
      expect(core.inputs('tasks.postpone')).toEqual([
        { id: TASK.id, dueAt: wallClock(tomorrow(), '10:15', ZONE) },
      ]),
    );
    const moved = await screen.findByRole('button', { name: /10:15, 12:15 Yekaterinburg/ });
    await waitFor(() => expect(document.activeElement).toBe(moved));
    expect(await screen.findByText(/^Moved to tomorrow 10:15/)).toBeTruthy();
    fireEvent.click(screen.getByText('Undo'));
    await waitFor(() => expect(core.inputs('changes.undo')).toHaveLength(1));
  });

  it('says when the day that it went to has seven of six', async () => {
    full = true;
    const entry = await openWeek();
    fireEvent.keyDown(entry, { key: 'ArrowUp', altKey: true });
    expect(await screen.findByText(/that day has 7 of 6/)).toBeTruthy();
    expect(screen.getAllByText(/too many/).length).toBeGreaterThan(0);
  });

  it('moves nothing into the past, and nothing that is done', async () => {
    tasks = [promise({ state: 'done', doneAt: Date.now() })];
    const entry = await openWeek();
    fireEvent.keyDown(entry, { key: 'ArrowDown', altKey: true });
    expect(await screen.findByText('Already done, so it stays where it is.')).toBeTruthy();
    expect(core.inputs('tasks.postpone')).toEqual([]);
  });

  it('asks for everybody’s promises and names whose they are', async () => {
    tasks = [promise({ assigneeId: COLLEAGUE.id, assigneeName: COLLEAGUE.name })];
    await openWeek();
    fireEvent.click(screen.getByRole('combobox', { name: 'Whose promises' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Everybody', hidden: true }));
    await waitFor(() => expect(core.inputs('tasks.between').at(-1)).not.toHaveProperty('assigneeId'));
    const entry = await screen.findByRole('button', { name: new RegExp(COLLEAGUE.name) });
    expect(entry.getAttribute('aria-label')).toContain('Send the offer');
  });
});

describe('a new promise', () => {
  it('warns at the seventh of six, and can be added all the same', async () => {
    core.handle({
      'tasks.load': ({ days }) => ({ limit: 6, days: days.map((day) => ({ day, tasks: 6, over: false })) }),
    });
    mount(core, <AddPromise />);
    expect(await screen.findByText(/With this one it is 7 of 6/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('What is promised'), { target: { value: 'Call' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(core.inputs('tasks.create')).toHaveLength(1));
  });

  it('says nothing while there is room', async () => {
    mount(core, <AddPromise />);
    await waitFor(() => expect(core.inputs('tasks.load')).not.toHaveLength(0));
    expect(screen.queryByText(/With this one/)).toBeNull();
  });
});

describe('the settings of reminders', () => {
  it('add a rule whose words follow its occasion until somebody writes others', async () => {
    mount(core, <ReminderSettings />);
    fireEvent.click(screen.getByRole('button', { name: 'Add a rule' }));
    fireEvent.click(screen.getByRole('combobox', { name: 'Occasion' }));
    fireEvent.click(await screen.findByRole('option', { name: 'No contact', hidden: true }));
    expect(screen.getByLabelText<HTMLInputElement>('Days without a talk').value).toBe('60');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(core.inputs('tasks.saveRule')).toEqual([
        {
          kind: 'noContact',
          days: 60,
          title: 'Ask {{contact.name}} how things are',
          time: '10:00',
          enabled: true,
        },
      ]),
    );
  });

  it('switch a rule off and delete it with an undo', async () => {
    mount(core, <ReminderSettings />);
    fireEvent.click(await screen.findByRole('switch', { name: /On: Talk to/ }));
    await waitFor(() => expect(core.inputs('tasks.saveRule')[0]).toMatchObject({ enabled: false, days: 30 }));
    fireEvent.click(screen.getByRole('button', { name: /Delete the rule Talk to/ }));
    fireEvent.click(await screen.findByText('Undo'));
    await waitFor(() => expect(core.inputs('changes.undo')).toHaveLength(1));
  });

  it('offer the calendar only when somebody wants it, and give it a new address', async () => {
    mount(core, <ReminderSettings />);
    const offer = await screen.findByRole('switch', { name: 'Offer the calendar' });
    await waitFor(() => expect(offer).toHaveProperty('disabled', false));
    expect(screen.queryByLabelText('Secret address')).toBeNull();
    fireEvent.click(offer);
    expect(await screen.findByLabelText('Secret address')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'New address' }));
    await waitFor(() => expect(core.inputs('tasks.setFeed').at(-1)).toEqual({ on: true, renew: true }));
  });
});
