// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '../../../shared/contract/contacts.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { call, id } from '../testing/sample.ts';
import { DuePromises } from './due-promises.tsx';
import { TasksScreen } from './tasks-screen.tsx';
import { TodayScreen } from './today-screen.tsx';

const MINUTE = 60_000;
const promise = (n: number, change: Partial<Task> = {}): Task => ({
  id: id(n),
  version: 1,
  title: `Promise ${n}`,
  contactId: id(100 + n),
  contactName: `Customer ${n}`,
  phone: '+79161234567',
  dueAt: Date.now() - 12 * MINUTE,
  zone: 'Europe/Samara',
  minutes: 10,
  state: 'open',
  postponements: 0,
  ...change,
});

let tasks: Task[];
let core: FakeCore;

afterEach(unmount);
beforeEach(() => {
  tasks = [promise(1, { postponements: 2 }), promise(2, { dueAt: Date.now() + 3 * 86_400_000 })];
  core = createFakeCore({
    'tasks.list': ({ state = 'open' }) => tasks.filter((task) => task.state === state),
    'calls.list': () => ({ calls: [call(1, { state: 'ended' })], more: false }),
    'tasks.complete': (input) => {
      tasks = tasks.map((task) => (task.id === input.id ? { ...task, state: 'done' as const } : task));
      queueMicrotask(() => act(() => core.emit('tasks.changed', { ids: [input.id] })));
      return { id: input.id, changeId: id(900) };
    },
  });
});

const row = async (title: string) => {
  const found = (await screen.findByText(title)).closest('li');
  if (!found) throw new Error(`no row of ${title}`);
  return found;
};

describe('today', () => {
  it('shows what waits, how late it is, and the customer’s own time', async () => {
    mount(core, <TodayScreen />);
    const late = await row('Promise 1');
    expect(within(late).getByText('12 min late')).toBeTruthy();
    expect(within(late).getByText('put off 2 times')).toBeTruthy();
    expect(within(late).getByText(/Samara$/)).toBeTruthy();
    expect(screen.queryByText('Promise 2')).toBeNull();
    expect(screen.getByText('1 promise after tomorrow')).toBeTruthy();
  });

  it('dials from the row with the promise it comes from', async () => {
    mount(core, <TodayScreen />);
    fireEvent.keyDown(await row('Promise 1'), { code: 'Enter' });
    await waitFor(() =>
      expect(core.inputs('calls.dial')).toEqual([
        { number: '+79161234567', contactId: id(101), taskId: id(1) },
      ]),
    );
  });

  it('ticks off with D on any keyboard layout, and offers to take it back', async () => {
    mount(core, <TodayScreen />);
    fireEvent.keyDown(await row('Promise 1'), { code: 'KeyD', key: 'в' });
    await waitFor(() => expect(screen.queryByText('Promise 1')).toBeNull());
    fireEvent.click(await screen.findByText('Undo'));
    await waitFor(() => expect(core.inputs('changes.undo')).toEqual([{ changeId: id(900) }]));
  });

  it('puts off until a chosen moment', async () => {
    mount(core, <TodayScreen />);
    fireEvent.keyDown(await row('Promise 1'), { code: 'KeyP' });
    fireEvent.click(await screen.findByText('1 hour'));
    await waitFor(() => expect(core.inputs('tasks.postpone')).toHaveLength(1));
    const dueAt = core.inputs('tasks.postpone')[0]?.dueAt ?? 0;
    expect(Math.abs(dueAt - Date.now() - 60 * MINUTE)).toBeLessThan(5000);
  });

  it('says why the promises cannot be shown, and asks again', async () => {
    core.handle({
      'tasks.list': () => {
        throw new Failure('databaseDamaged');
      },
    });
    mount(core, <TodayScreen />);
    const alert = await screen.findByRole('alert');
    core.handle({ 'tasks.list': () => tasks });
    fireEvent.click(within(alert).getByText('Try again'));
    expect(await screen.findByText('Promise 1')).toBeTruthy();
  });

  it('offers a first call in a new base, after switching the training line on', async () => {
    const personas = [
      { id: 'known-customer', name: 'Emma', number: '1', direction: 'inbound' as const, behaviour: 'talks' },
    ];
    const training = { on: false, ready: false, personas, shift: { running: false, done: 0, of: 0 } };
    core.handle({
      'calls.list': () => ({ calls: [], more: false }),
      'training.state': () => training,
      'training.switch': () => ({ done: true }),
      'training.ring': () => ({ done: true }),
    });
    mount(core, <TodayScreen />);
    fireEvent.click(await screen.findByRole('button', { name: 'Ring me now' }));
    await waitFor(() => expect(core.inputs('training.switch')).toEqual([{ on: true }]));
    expect(core.inputs('training.ring')).toEqual([]);
    act(() => core.emit('training.changed', { ...training, on: true, ready: true }));
    await waitFor(() => expect(core.inputs('training.ring')).toEqual([{ personaId: 'known-customer' }]));
    expect(screen.getByText(/comes in a moment/)).toBeTruthy();
    act(() => core.emit('calls.changed', { call: call(1, { state: 'ringing' }) }));
    expect(screen.queryByText('Take your first call')).toBeNull();
  });
});

describe('all promises', () => {
  it('keeps what was written when it cannot be saved', async () => {
    core.handle({
      'tasks.create': () => {
        throw new Failure('diskFull');
      },
    });
    mount(core, <TasksScreen />);
    const title = screen.getByLabelText<HTMLInputElement>('What is promised');
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText('Write what is promised.')).toBeTruthy();
    fireEvent.change(title, { target: { value: 'Send the price list' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(core.inputs('tasks.create')).toHaveLength(1));
    expect(core.inputs('tasks.create')[0]).toMatchObject({
      title: 'Send the price list',
      zone: 'Europe/Moscow',
    });
    expect(await screen.findAllByRole('alert')).not.toHaveLength(0);
    expect(title.value).toBe('Send the price list');
  });

  it('walks through the rows with the arrows', async () => {
    tasks = [promise(1), promise(2), promise(3)];
    mount(core, <TasksScreen />);
    const first = await row('Promise 1');
    first.focus();
    fireEvent.keyDown(first, { code: 'ArrowDown' });
    expect(document.activeElement).toBe(await row('Promise 2'));
    fireEvent.keyDown(document.activeElement ?? first, { code: 'End' });
    expect(document.activeElement).toBe(await row('Promise 3'));
  });
});

describe('a reminder', () => {
  it('comes without taking the focus and stays until it is answered', async () => {
    mount(
      core,
      <>
        <input aria-label="note" />
        <DuePromises />
      </>,
    );
    const note = screen.getByLabelText('note');
    note.focus();
    await act(async () => core.emit('tasks.due', promise(1, { rangAt: Date.now() })));
    expect(screen.getByText('Promise 1')).toBeTruthy();
    expect(document.activeElement).toBe(note);
    fireEvent.keyDown(note, { key: 'F9', code: 'F9' });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Dial +7 916 123 45 67');
    fireEvent.click(screen.getByRole('button', { name: 'Done: Promise 1' }));
    await waitFor(() => expect(screen.queryByText('Promise 1')).toBeNull());
  });

  it('is back after a reload of the page, one at a time', async () => {
    const rangAt = Date.now() - MINUTE;
    tasks = [promise(1, { rangAt }), promise(2, { rangAt, dueAt: rangAt })];
    mount(core, <DuePromises />);
    expect(await screen.findByText('Promise 2')).toBeTruthy();
    expect(screen.queryByText('Promise 1')).toBeNull();
    expect(screen.getByText('1 more')).toBeTruthy();
  });
});
