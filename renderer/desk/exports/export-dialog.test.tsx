// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExportProgress } from '../../../shared/contract/exports.ts';
import type { SegmentFilter } from '../../../shared/contract/segments.ts';
import { askToExport, closeExport } from '../state/exporting.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { ExportDialog } from './export-dialog.tsx';

/** What the page gave the person, in the browser's way. */
const offered: { blob: Blob | undefined; name: string }[] = [];
function watchOffers(): void {
  offered.length = 0;
  let given: Blob | undefined;
  const createObjectURL = (blob: Blob) => {
    given = blob;
    return 'blob:given';
  };
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    offered.push({ blob: given, name: this.download });
  });
}

const EXPORT = id(900);
const FILE = new TextEncoder().encode('\ufeffName,Phone\r\nAnna,\r\n');
const progress = (change: Partial<ExportProgress>): ExportProgress => ({
  exportId: EXPORT,
  state: 'running',
  done: 0,
  total: 0,
  ...change,
});
const done = progress({ state: 'done', done: 2, total: 2, bytes: FILE.length, fileName: 'customers.csv' });

let core: FakeCore;
beforeEach(() => {
  watchOffers();
  core = createFakeCore({
    'exports.begin': () => ({ exportId: EXPORT }),
    'exports.progress': () => progress({}),
    'exports.read': ({ offset }) => ({ bytes: FILE.slice(offset, offset + 10), total: FILE.length }),
    'exports.cancel': () => ({ done: true }),
  });
});
afterEach(() => {
  act(closeExport);
  unmount();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function open(filter: SegmentFilter): void {
  mount(core, <ExportDialog />);
  act(() => askToExport(filter));
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the export of customers', () => {
  it('hands over what the list shows, piece by piece, and lets go of the core’s file', async () => {
    open({ stages: ['new'] });
    fireEvent.change(screen.getByLabelText('Cut by'), { target: { value: 'semicolon' } });
    press('Export');
    await screen.findByText('Counting the customers…');
    expect(core.inputs('exports.begin')).toEqual([
      { filter: { stages: ['new'] }, format: 'csv', delimiter: ';' },
    ]);
    act(() => core.emit('exports.progress', progress({ done: 1, total: 2 })));
    expect(screen.getByText('1 of 2 customers')).toBeTruthy();
    act(() => core.emit('exports.progress', done));
    await screen.findByText('2 customers are in the file customers.csv.');
    expect(offered.map(({ name }) => name)).toEqual(['customers.csv']);
    // With its BOM, which `text()` would leave out.
    expect([...new Uint8Array((await offered[0]?.blob?.arrayBuffer()) as ArrayBuffer)]).toEqual([...FILE]);
    expect(core.inputs('exports.cancel')).toEqual([{ exportId: EXPORT }]);
  });

  it('takes everybody when that is asked, or when nothing narrows the list', async () => {
    open({ search: 'anna' });
    fireEvent.click(screen.getByLabelText('All customers'));
    fireEvent.change(screen.getByLabelText('File'), { target: { value: 'xlsx' } });
    expect(screen.queryByLabelText('Cut by')).toBeNull();
    press('Export');
    await waitFor(() => expect(core.inputs('exports.begin')).toEqual([{ filter: {}, format: 'xlsx' }]));
    act(closeExport);
    open({});
    expect(screen.queryByLabelText('All customers')).toBeNull();
  });

  it('knows of a file that was ready before anybody listened', async () => {
    core.handle({ 'exports.progress': () => done });
    open({});
    press('Export');
    await screen.findByText('2 customers are in the file customers.csv.');
  });

  it('can be stopped, by its button and by closing it', async () => {
    open({});
    press('Export');
    await screen.findByText('Counting the customers…');
    press('Stop');
    await screen.findByText('Stopped. Nothing was taken out.');
    expect(core.inputs('exports.cancel').length).toBeGreaterThan(0);
    press('Export');
    await screen.findByText('Counting the customers…');
    const before = core.inputs('exports.cancel').length;
    act(closeExport);
    await waitFor(() => expect(core.inputs('exports.cancel').length).toBeGreaterThan(before));
    expect(offered).toEqual([]);
  });

  it('says in words why there is no file', async () => {
    open({});
    press('Export');
    await screen.findByText('Counting the customers…');
    act(() => core.emit('exports.progress', progress({ state: 'failed', failure: 'diskFull' })));
    expect((await screen.findByRole('alert')).textContent).toMatch(/disk/i);
    expect(screen.getByRole('button', { name: 'Export' })).toBeTruthy();
  });
});
