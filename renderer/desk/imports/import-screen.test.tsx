// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { ImportOptions, type ImportPreview, type ImportProgress } from '../../../shared/contract/imports.ts';
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

  it('names the failure of a broken import', async () => {
    await toRunning();
    act(() => core.emit('imports.progress', progress('failed', { failure: 'diskFull' })));
    expect(screen.getByText('The import of customers.csv broke off')).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toBe(''));
  });
});
