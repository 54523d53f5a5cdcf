// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ImportDryRun } from '../../../shared/contract/import-dry-runs.ts';
import {
  ImportOptions,
  type ImportPreview,
  type ImportProgress,
  type ImportRun,
} from '../../../shared/contract/imports.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { ImportScreen } from './import-screen.tsx';

const IMPORT = id(700);
const preview = (options?: ImportOptions): ImportPreview => ({
  importId: IMPORT,
  fileName: 'customers.csv',
  format: 'csv',
  encoding: 'windows-1251',
  columns: [
    { header: 'Name', samples: ['Anna', ''], suggested: 'name' },
    { header: 'Tel', samples: ['8 916 123-45-67'], suggested: 'ignore' },
  ],
  hasHeader: true,
  rows: 3,
  sample: [
    {
      line: 2,
      cells: ['Anna', '8 916 123-45-67'],
      ...(options?.mapping[1] === 'phone'
        ? {
            fate: 'create' as const,
            phones: [{ raw: '8 916 123-45-67', e164: '+79161234567', display: '+7 916 123-45-67' }],
          }
        : { fate: 'reject' as const, reason: 'noNumber' as const, phones: [] }),
      name: 'Anna',
    },
  ],
});
const progress = (state: ImportProgress['state'], change: Partial<ImportProgress> = {}): ImportProgress => ({
  importId: IMPORT,
  state,
  rows: 3,
  processed: 3,
  created: 1,
  merged: 1,
  rejected: 1,
  asText: 0,
  ...change,
});

let core: FakeCore;
afterEach(unmount);
beforeEach(() => {
  core = createFakeCore({
    'imports.begin': () => ({ importId: IMPORT }),
    'imports.chunk': () => ({ done: true }),
    'imports.preview': ({ options }) => preview(options && ImportOptions.parse(options)),
    'imports.start': () => ({ done: true }),
    'imports.cancel': () => ({ done: true }),
    'imports.progress': () => progress('cancelled', { processed: 2, rejected: 0 }),
    'imports.list': () => ({ runs: [], more: false }),
  });
});

function choose(file = new File(['Name;Tel\nAnna;8 916 123-45-67\n'], 'customers.csv')): void {
  fireEvent.change(screen.getByLabelText('Choose a file', { selector: 'input' }), {
    target: { files: [file] },
  });
}

async function toRunning(): Promise<void> {
  mount(core, <ImportScreen />);
  choose();
  fireEvent.change(await screen.findByLabelText('Column “Tel” goes to'), { target: { value: 'phone' } });
  fireEvent.click(screen.getByRole('button', { name: 'Import 3 rows' }));
  await screen.findByText('Importing customers.csv');
}

describe('an import', () => {
  it('goes from the file over the mapping to the result', async () => {
    mount(core, <ImportScreen />);
    choose();
    // The suggestion lacks a number: that is said, and the rows show why they would be left out.
    expect((await screen.findByRole('alert')).textContent).toContain('No column is marked as a phone number');
    expect(screen.getByText('there is no phone number')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Column “Tel” goes to'), { target: { value: 'phone' } });
    expect(await screen.findByText('new customer')).toBeTruthy();
    expect(screen.getByText('+7 916 123-45-67')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Import 3 rows' }));
    expect(await screen.findByText('Importing customers.csv')).toBeTruthy();
    expect(core.inputs('imports.start')[0]?.options).toMatchObject({
      mapping: ['name', 'phone'],
      country: 'RU',
    });
    act(() => core.emit('imports.progress', progress('running', { processed: 2 })));
    expect(screen.getByText('2 of 3 rows')).toBeTruthy();
    act(() => core.emit('imports.progress', progress('done')));
    const result = screen.getByText('Imported: customers.csv').parentElement?.parentElement as HTMLElement;
    expect(within(result).getAllByText('1')).toHaveLength(3);
    expect(within(result).getByRole('button', { name: 'Download the rows left out' })).toBeTruthy();
    fireEvent.click(within(result).getByRole('button', { name: 'Import another file' }));
    expect(screen.getByText('Drop the file here')).toBeTruthy();
  });

  it('is where it was after a look at another screen', async () => {
    await toRunning();
    mount(core, <div />);
    act(() => core.emit('imports.progress', progress('done', { rejected: 0 })));
    mount(core, <ImportScreen />);
    expect(screen.getByText('Every row is in.')).toBeTruthy();
  });

  it('can be paused, and goes on', async () => {
    await toRunning();
    core.handle({
      'imports.pause': () => ({ done: true }),
      'imports.resume': () => ({ done: true }),
      'imports.progress': () => progress('paused', { processed: 2 }),
    });
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('Paused: customers.csv')).toBeTruthy();
    core.handle({ 'imports.progress': () => progress('running', { processed: 2 }) });
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('Importing customers.csv')).toBeTruthy();
    expect(core.inputs('imports.resume')).toEqual([{ importId: IMPORT }]);
  });

  it('can be taken back from its result, and says what was left', async () => {
    await toRunning();
    core.handle({ 'imports.undo': () => ({ done: true }) });
    act(() => core.emit('imports.progress', progress('done')));
    fireEvent.click(screen.getByRole('button', { name: 'Undo this import' }));
    await vi.waitFor(() => expect(core.inputs('imports.undo')).toEqual([{ importId: IMPORT }]));
    const undo = { total: 3, processed: 1, deleted: 0, restored: 0, kept: 0 };
    act(() => core.emit('imports.progress', progress('done', { undo: { ...undo, state: 'running' } })));
    expect(screen.getByText('Undoing: 1 of 3 changes')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Stop undoing' })).toBeTruthy();
    const end = { ...undo, processed: 3, deleted: 1, restored: 1, kept: 1, state: 'done' as const };
    act(() => core.emit('imports.progress', progress('done', { undo: end })));
    expect(
      screen.getByText(
        /Cards removed, also those of organisations: 1; changes taken back: 1\. Left as they are, .* since: 1\./,
      ),
    ).toBeTruthy();
    // Of what was taken back nothing can be called, and no row of it is in.
    expect(screen.queryByText('Every row is in.')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Make a calling list of these' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Undo this import' })).toBeNull();
  });

  it('of the past is listed with what can be done with it', async () => {
    const run: ImportRun = {
      ...progress('paused', { processed: 2 }),
      fileName: 'spring.csv',
      startedAt: Date.UTC(2026, 10, 22, 8),
      by: 'Olena',
      canResume: true,
      canUndo: true,
      hasRejected: true,
    };
    core.handle({
      'imports.list': () => ({ runs: [run], more: false }),
      'imports.resume': () => ({ done: true }),
      'imports.progress': () => progress('running', { processed: 2 }),
    });
    mount(core, <ImportScreen />);
    const line = (await screen.findByText('spring.csv')).closest('tr') as HTMLElement;
    expect(within(line).getByText('paused at 2 of 3')).toBeTruthy();
    expect(within(line).getByText('1 new, 1 joined, 1 left out')).toBeTruthy();
    expect(within(line).getByText('Olena')).toBeTruthy();
    for (const name of ['Go on', 'Rows left out', 'Undo this import'])
      expect(within(line).getByRole('button', { name })).toBeTruthy();
    fireEvent.click(within(line).getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('Importing spring.csv')).toBeTruthy();
  });

  it('can be stopped, and says what has stayed', async () => {
    await toRunning();
    fireEvent.click(screen.getByRole('button', { name: 'Stop the import' }));
    expect(await screen.findByText('Stopped: customers.csv')).toBeTruthy();
    expect(core.inputs('imports.cancel')).toEqual([{ importId: IMPORT }]);
  });

  it('says in words why a file was not taken, and takes the next', async () => {
    core.handle({
      'imports.begin': () => {
        throw new Failure('importTooLarge');
      },
    });
    mount(core, <ImportScreen />);
    choose(new File(['x'], 'huge.xlsx'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/^huge\.xlsx: /);
    expect(screen.getByText('Drop the file here')).toBeTruthy();
  });

  it('keeps the mapping when the start is refused', async () => {
    core.handle({
      'imports.start': () => {
        throw new Failure('diskFull');
      },
    });
    mount(core, <ImportScreen />);
    choose();
    fireEvent.change(await screen.findByLabelText('Column “Tel” goes to'), { target: { value: 'phone' } });
    await screen.findByText('new customer');
    fireEvent.click(screen.getByRole('button', { name: 'Import 3 rows' }));
    await screen.findByRole('alert');
    const target = screen.getByLabelText<HTMLSelectElement>('Column “Tel” goes to');
    expect(target.value).toBe('phone');
  });

  it('says at the end how many numbers nobody can dial', async () => {
    await toRunning();
    act(() => core.emit('imports.progress', progress('done', { asText: 1200 })));
    expect(screen.getByText(/^1,200 numbers were kept as text\./)).toBeTruthy();
  });

  it('names the failure of a broken import', async () => {
    await toRunning();
    act(() => core.emit('imports.progress', progress('failed', { failure: 'diskFull' })));
    expect(screen.getByText('The import of customers.csv broke off')).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toBe(''));
  });
});

describe('a look through the whole file', () => {
  const looked = (change: Partial<ImportDryRun> = {}): ImportDryRun => ({
    importId: IMPORT,
    state: 'done',
    rows: 3,
    processed: 3,
    created: 1,
    merged: 1,
    unchanged: 0,
    rejected: 1,
    asked: 0,
    asText: 0,
    reasons: [{ reason: 'noNumber', count: 1 }],
    fields: [{ field: 'stage', filled: 0, replaced: 1 }],
    examples: {
      created: [{ line: 2, name: 'Anna', number: '+79161234567' }],
      merged: [{ line: 3, name: 'Boris', changes: [{ field: 'stage', before: 'new', after: 'customer' }] }],
      rejected: [{ line: 4, reason: 'noNumber', cells: ['Nobody', ''] }],
    },
    ...change,
  });

  async function look(): Promise<void> {
    core.handle({
      'imports.dryRun': () => ({ done: true }),
      'imports.dryRunState': () =>
        looked({
          state: 'running',
          processed: 1,
          examples: { created: [], merged: [], rejected: [] },
          fields: [],
          reasons: [],
        }),
      'imports.dryRunStop': () => ({ done: true }),
    });
    mount(core, <ImportScreen />);
    choose();
    fireEvent.change(await screen.findByLabelText('Column “Tel” goes to'), { target: { value: 'phone' } });
    fireEvent.click(screen.getByRole('button', { name: 'Check the whole file' }));
    await screen.findByText('Looking through customers.csv');
  }

  it('says what would happen, with examples, and then does it', async () => {
    await look();
    expect(screen.getByText('1 of 3 rows')).toBeTruthy();
    act(() => core.emit('imports.dryRun', looked()));
    expect(screen.getByText('What customers.csv would do')).toBeTruthy();
    // Codes are read as words, and what goes is struck out.
    expect(screen.getByText('New').tagName).toBe('DEL');
    expect(screen.getByText('Customer').tagName).toBe('INS');
    fireEvent.click(screen.getByRole('radio', { name: 'Left out' }));
    expect(screen.getByText('Nobody')).toBeTruthy();
    expect(core.inputs('imports.dryRun')[0]?.options.mapping).toEqual(['name', 'phone']);
    fireEvent.click(screen.getByRole('button', { name: 'Import 3 rows' }));
    expect(await screen.findByText('Importing customers.csv')).toBeTruthy();
  });

  it('can be stopped, back at the columns as they were', async () => {
    await look();
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.getByLabelText<HTMLSelectElement>('Column “Tel” goes to').value).toBe('phone');
    expect(core.inputs('imports.dryRunStop')).toEqual([{ importId: IMPORT }]);
    // What comes late is of no file on the screen.
    act(() => core.emit('imports.dryRun', looked({ state: 'cancelled' })));
    expect(screen.queryByText('Looking through customers.csv')).toBeNull();
  });

  it('says in words why it broke off', async () => {
    await look();
    act(() => core.emit('imports.dryRun', looked({ state: 'failed', failure: 'databaseDamaged' })));
    expect(screen.getByRole('alert').textContent).not.toBe('');
  });
});

describe('a file that was imported before', () => {
  it('comes up as the last time, with the guess one press away', async () => {
    const remembered: ImportOptions = {
      mapping: ['name', 'mobile'],
      hasHeader: true,
      country: 'UA',
      areaCode: '',
      duplicates: 'skip',
    };
    core.handle({ 'imports.preview': () => ({ ...preview(), remembered }) });
    mount(core, <ImportScreen />);
    choose();
    const target = () => screen.getByLabelText<HTMLSelectElement>('Column “Tel” goes to').value;
    await screen.findByText('Set as the last time with these headings.');
    expect(target()).toBe('mobile');
    fireEvent.click(screen.getByRole('button', { name: 'Use the suggestion instead' }));
    expect(target()).toBe('ignore');
    fireEvent.click(screen.getByRole('button', { name: 'As the last time' }));
    expect(target()).toBe('mobile');
  });
});

describe('a file of another country than the firm', () => {
  it('says so, and is read as of that country at one press', async () => {
    core.handle({ 'imports.preview': () => ({ ...preview(), countryOfMost: 'UA' }) });
    mount(core, <ImportScreen />);
    choose();
    await screen.findByText(/^Most numbers with a country code are of Ukraine \+380; those/);
    fireEvent.click(screen.getByRole('button', { name: 'Read them as of Ukraine +380' }));
    await waitFor(() => expect(screen.queryByText(/^Most numbers/)).toBeNull());
    await waitFor(() => expect(core.inputs('imports.preview').at(-1)?.options?.country).toBe('UA'));
  });
});

describe('cards and phone books', () => {
  it('have no columns to map', async () => {
    core.handle({
      'imports.preview': () => ({
        ...preview(),
        format: 'vcard' as const,
        columns: [
          { header: 'Name', samples: [], suggested: 'name' as const },
          { header: 'Phone', samples: [], suggested: 'phone' as const },
        ],
      }),
    });
    mount(core, <ImportScreen />);
    choose(new File(['BEGIN:VCARD'], 'cards.vcf'));
    await screen.findByText(/electronic cards$/);
    expect(screen.queryByText('What is in each column')).toBeNull();
    expect(screen.queryByLabelText('The first row holds headings')).toBeNull();
    expect(screen.getByRole('button', { name: 'Import 3 rows' })).toBeTruthy();
  });
});
