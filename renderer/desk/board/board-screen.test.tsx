// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Board } from '../../../shared/contract/board.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { annaCalls, SETTINGS } from '../testing/sample.ts';
import { sampleBoard } from '../testing/sample-board.ts';
import { BoardScreen } from './board-screen.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(() => {
  unmount();
  vi.useRealTimers();
});

const show = (some: Partial<Board> = {}) => core.handle({ 'board.state': () => sampleBoard(some) });
const row = async (name: string) => {
  const cell = await screen.findByRole('rowheader', { name: new RegExp(name) });
  const found = cell.closest('tr');
  if (!found) throw new Error('no row');
  return found;
};
const nameOf = (line: HTMLElement) => within(within(line).getByRole('rowheader')).getByRole('button');
const figure = (title: string) =>
  screen.getByText(title, { selector: 'dt' }).parentElement?.textContent ?? '';

describe('the board', () => {
  it('says of each person how they stand, with whom and for how long', async () => {
    mount(core, <BoardScreen />);
    const irina = await row('Irina Sokolova');
    expect(irina.textContent).toMatch(/101Talking4:0\dAnna Petrova/);
    expect((await row('Oksana Melnyk')).textContent).toMatch(/Talking11:0\dToo long\+7 916 555 01 07/);
    expect((await row('Maksym Bondar')).textContent).toMatch(/Break17:0\dToo longLunch/);
    expect((await row('Anna Berger')).textContent).not.toMatch(/Too long/);
  });

  it('holds the figures to their targets, in words', async () => {
    mount(core, <BoardScreen />);
    await row('Irina Sokolova');
    expect(figure('Service level today')).toMatch(/75 %36 of 48 · at least 80 % in 20 s▲ Below the target/);
    expect(figure('Waiting now')).toMatch(/3at most 5$/);
    expect(figure('Longest wait now')).toMatch(/1:3\dat most 1:00▲ Too long/);
    expect(figure('Free')).toMatch(/1of 7 people/);
    expect(figure('Over the limits')).toMatch(/2.*▲/);
    const queues = within(screen.getByRole('list', { name: 'Queues' })).getAllByRole('listitem');
    expect(queues.map((queue) => queue.textContent)).toEqual([
      expect.stringMatching(/^sales0 wait0 of 1 free$/),
      expect.stringMatching(/^support3 wait1:3\dToo long1 of 7 free$/),
    ]);
  });

  it('follows what happens', async () => {
    mount(core, <BoardScreen />);
    await row('Irina Sokolova');
    show({ people: [], queues: [], pbx: 'lost' });
    act(() => core.emit('board.changed', {}));
    expect(await screen.findByText('Nobody is here yet')).toBeTruthy();
    expect(screen.getByText('▲ The PBX is not heard; it is tried again')).toBeTruthy();
  });

  it('asks once more, and no oftener, for what changed while it asked', async () => {
    let answer = (_: Board) => {};
    core.handle({
      'board.state': () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    mount(core, <BoardScreen />);
    for (let n = 0; n < 5; n += 1) act(() => core.emit('board.changed', {}));
    expect(core.inputs('board.state')).toHaveLength(1);
    answer(sampleBoard());
    await waitFor(() => expect(core.inputs('board.state')).toHaveLength(2));
    answer(sampleBoard());
    await row('Irina Sokolova');
    expect(core.inputs('board.state')).toHaveLength(2);
  });

  it('says that it could not be loaded, and tries again', async () => {
    core.handle({
      'board.state': () => {
        throw new Failure('internal');
      },
    });
    mount(core, <BoardScreen />);
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await row('Irina Sokolova');
  });
});

describe('the clock', () => {
  it('runs without anything being rendered, until somebody is over the limit', async () => {
    const overAt = Date.now() + 1_500;
    const [anna] = sampleBoard().people;
    if (!anna) throw new Error('no sample');
    show({ people: [{ ...anna, state: 'talking', since: Date.now() - 5_000, overAt }] });
    mount(core, <BoardScreen />);
    const line = await row('Anna Berger');
    const cells = [...line.cells];
    const before = cells[2]?.textContent;
    await waitFor(() => expect(cells[2]?.textContent).not.toBe(before), { timeout: 3_000 });
    await waitFor(() => expect(line.textContent).toMatch(/Too long/), { timeout: 3_000 });
    expect([...line.cells].slice(0, 3)).toEqual(cells.slice(0, 3));
    expect(core.inputs('board.state')).toHaveLength(1);
  });
});

describe('listening', () => {
  it('goes by key into the talk of the person in focus, and by button', async () => {
    mount(core, <BoardScreen />);
    const name = nameOf(await row('Irina Sokolova'));
    fireEvent.keyDown(name, { key: 'ц', code: 'KeyW' });
    fireEvent.click(screen.getByRole('button', { name: 'Join the talk of Oksana Melnyk (J)' }));
    await waitFor(() =>
      expect(core.inputs('board.listen')).toEqual([
        { extension: '101', how: 'whisper' },
        { extension: '102', how: 'join' },
      ]),
    );
  });

  it('is offered in talks only, and only what the PBX has a code for', async () => {
    show({ can: { listen: true, whisper: false, join: false } });
    mount(core, <BoardScreen />);
    const anna = await row('Anna Berger');
    expect(within(anna).queryByRole('button', { name: /Listen/ })).toBeNull();
    fireEvent.keyDown(within(anna).getByRole('button'), { code: 'KeyL' });
    expect(screen.getByRole('button', { name: /Listen to Irina/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Whisper/ })).toBeNull();
    expect(core.inputs('board.listen')).toEqual([]);
  });

  it('says why not', async () => {
    core.handle({
      'board.listen': () => {
        throw new Failure('boardNotTalking', { name: 'Irina Sokolova' });
      },
    });
    mount(core, <BoardScreen />);
    await row('Irina Sokolova');
    fireEvent.click(screen.getByRole('button', { name: /Listen to Irina/ }));
    expect(await screen.findByText(/^Irina Sokolova is not in a talk any more/)).toBeTruthy();
  });
});

it('the arrows go from one person to the next', async () => {
  mount(core, <BoardScreen />);
  await row('Irina Sokolova');
  const names = screen
    .getAllByRole('row')
    .flatMap((line) => line.querySelector<HTMLElement>('[data-row]') ?? []);
  names[0]?.focus();
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
  press('ArrowDown');
  expect(document.activeElement).toBe(names[1]);
  press('End');
  expect(document.activeElement).toBe(names.at(-1));
  press('ArrowUp');
  expect(document.activeElement).toBe(names.at(-2));
});

it('limits are set here, and can be taken back', async () => {
  mount(core, <BoardScreen />);
  fireEvent.click(await screen.findByRole('button', { name: 'Limits' }));
  const field = await screen.findByLabelText('Break');
  fireEvent.change(field, { target: { value: '600' } });
  fireEvent.blur(field);
  await waitFor(() =>
    expect(core.inputs('settings.save')).toEqual([{ board: { ...SETTINGS.board, breakSeconds: 600 } }]),
  );
  fireEvent.click(await screen.findByText('Undo'));
  await waitFor(() => expect(core.inputs('settings.save')).toHaveLength(2));
  expect(core.inputs('settings.save')[1]).toEqual({ board: SETTINGS.board });
});

describe('the large screen', () => {
  it('has everybody in it, and Escape leads back to where one was', async () => {
    mount(core, <BoardScreen />);
    const open = await screen.findByRole('button', { name: 'Large screen' });
    await row('Irina Sokolova');
    fireEvent.click(open);
    const cards = within(await screen.findByRole('list', { name: 'People' })).getAllByRole('listitem');
    expect(cards.map((card) => card.textContent)).toContainEqual(
      expect.stringMatching(/^Maksym Bondar17:0\dBreakToo long$/),
    );
    fireEvent.keyDown(window, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('list', { name: 'People' })).toBeNull());
    expect(document.activeElement).toBe(open);
  });

  it('makes way for a call at this desk', async () => {
    mount(core, <BoardScreen />);
    await row('Irina Sokolova');
    fireEvent.click(screen.getByRole('button', { name: 'Large screen' }));
    await screen.findByRole('list', { name: 'People' });
    act(() => core.emit('calls.changed', annaCalls(1)));
    await waitFor(() => expect(screen.queryByRole('list', { name: 'People' })).toBeNull());
  });
});
