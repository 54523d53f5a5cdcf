// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryRow } from '../../../shared/contract/library.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id, ME } from '../testing/sample.ts';
import { LibraryScreen } from './library-screen.tsx';

const row = (n: number, fields: Partial<LibraryRow> = {}): LibraryRow => ({
  recordingId: id(100 + n),
  callId: id(200 + n),
  state: 'finished',
  startedAt: Date.UTC(2026, 10, 20, 9, n),
  durationMs: 61_000,
  direction: 'inbound',
  number: '+79161234567',
  note: '',
  comments: 0,
  ...fields,
});
const ANNA = row(1, { contactName: 'Anna Petrova', silenceShare: 0.31, comments: 1, outcome: 'order' });
const BROKEN = row(2, { contactName: 'Viktor Lebedev', state: 'failed', durationMs: 0 });
const COMMENT = {
  ...{ id: id(300), version: 3, atMs: 12_000, text: 'asks well', authorId: ME.id, authorName: 'Olena' },
  createdAt: 1,
};

let core: FakeCore;
let rows: LibraryRow[];
beforeEach(() => {
  prepareDom();
  rows = [ANNA, BROKEN];
  core = createFakeCore({
    'library.choices': () => ({ agents: [{ id: ME.id, name: 'Olena' }], campaigns: [], lines: [] }),
    'library.list': () => ({ rows, more: false, total: { recordings: rows.length, durationMs: 61_000 } }),
    'library.get': () => ({ row: ANNA, comments: [COMMENT] }),
    'library.comment': () => ({ id: id(301), changeId: id(302) }),
    'library.editComment': () => ({ id: id(300), changeId: id(303) }),
    'library.removeComment': () => ({ id: id(300), changeId: id(304) }),
    'talkRuns.account': () => [],
    'recordingShares.mine': () => [],
  });
});
afterEach(unmount);

const open = async (name: RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

describe('the library', () => {
  it('shows who, how it ended, how silent it was and how much there is', async () => {
    mount(core, <LibraryScreen />);
    const line = await screen.findByRole('button', { name: /Anna Petrova/ });
    expect(line.textContent).toMatch(/31% silent.*1:01/);
    expect(within(line).getByRole('img', { name: '1 comment' })).toBeTruthy();
    expect(screen.getByText('2 recordings · 1:01')).toBeTruthy();
  });

  it('asks for what was chosen, and for everything again', async () => {
    mount(core, <LibraryScreen />);
    await screen.findByRole('button', { name: /Anna Petrova/ });
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: ' price ' } });
    fireEvent.click(screen.getByRole('button', { name: 'More filters' }));
    fireEvent.click(screen.getByLabelText('With comments'));
    await waitFor(() =>
      expect(core.inputs('library.list').at(-1)).toEqual({ search: 'price', commented: true, limit: 100 }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(core.inputs('library.list').at(-1)).toEqual({ limit: 100 }));
  });

  it('says what will be here, and apart from that that nothing fits', async () => {
    rows = [];
    mount(core, <LibraryScreen />);
    expect(await screen.findByText('No recordings yet')).toBeTruthy();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'x' } });
    expect(await screen.findByText('No recording fits')).toBeTruthy();
  });

  it('says of a damaged recording what to do, and its comments are still there', async () => {
    mount(core, <LibraryScreen />);
    await open(/Viktor Lebedev/);
    expect((await screen.findByRole('alert')).textContent).toContain('missing or damaged');
    expect(await screen.findByText('asks well')).toBeTruthy();
  });

  it('takes comments at a second, changes and deletes one’s own', async () => {
    mount(core, <LibraryScreen />);
    await open(/Viktor Lebedev/);
    const field = await screen.findByLabelText('Comment at 0:00');
    fireEvent.change(field, { target: { value: 'too fast' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() =>
      expect(core.inputs('library.comment')).toEqual([
        { recordingId: BROKEN.recordingId, atMs: 0, text: 'too fast' },
      ]),
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Change the comment at 0:12' }));
    const edited = screen.getByRole('textbox', { name: 'Change the comment at 0:12' });
    fireEvent.change(edited, { target: { value: 'asks very well' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(core.inputs('library.editComment')).toEqual([
        { commentId: COMMENT.id, version: 3, text: 'asks very well' },
      ]),
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Delete the comment at 0:12' }));
    expect(await screen.findByText('Comment deleted')).toBeTruthy();
  });
});

describe('sharing inside', () => {
  it('lets a colleague hear this second for some days', async () => {
    const to = { id: id(400), name: 'Maksym', me: false };
    core.handle({
      'users.list': () => [to, { id: ME.id, name: 'Olena', me: true }],
      'recordingShares.give': () => ({ id: id(401), changeId: id(402) }),
    });
    mount(core, <LibraryScreen />);
    await open(/Anna Petrova/);
    fireEvent.click(await screen.findByRole('button', { name: 'Share…' }));
    fireEvent.click(await screen.findByRole('combobox', { name: 'Colleague' }));
    // Not with oneself.
    expect(screen.queryByRole('option', { name: 'Olena' })).toBeNull();
    fireEvent.click(await screen.findByRole('option', { name: 'Maksym' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Note' }), { target: { value: 'listen' } });
    fireEvent.click(screen.getByRole('button', { name: 'Share from 0:00' }));
    await waitFor(() =>
      expect(core.inputs('recordingShares.give')).toEqual([
        { recordingId: ANNA.recordingId, toId: to.id, atMs: 0, note: 'listen', days: 7 },
      ]),
    );
  });

  it('shows what others let me hear, and opens it', async () => {
    const share = {
      ...{ id: id(403), row: row(9, { contactName: 'Pavel Novak' }), atMs: 12_000, note: 'the price' },
      ...{ fromName: 'Maksym', toName: 'Olena', expiresAt: Date.UTC(2030, 0, 1) },
    };
    core.handle({ 'recordingShares.mine': () => [share] });
    mount(core, <LibraryScreen />);
    fireEvent.click(await screen.findByRole('button', { name: 'Shared with me (1)' }));
    fireEvent.click(
      await screen.findByRole('button', { name: /Pavel Novak.*from Maksym.*the price.*from 0:12/ }),
    );
    expect(await screen.findByRole('heading', { name: 'Pavel Novak' })).toBeTruthy();
  });
});
