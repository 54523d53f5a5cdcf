// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportQuestion } from '../../../shared/contract/import-questions.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { Questions } from './questions-stage.tsx';

const IMPORT = id(700);
const question = (line: number, change: Partial<ImportQuestion> = {}): ImportQuestion => ({
  line,
  name: `Row ${line}`,
  customer: { id: id(line), name: `Customer ${line}` },
  by: 'number',
  sides: [
    { field: 'name', inFile: `Row ${line}`, onCard: `Customer ${line}` },
    { field: 'stage', inFile: 'customer', onCard: 'new' },
    { field: 'region', inFile: 'Samara', onCard: '' },
  ],
  fills: ['region'],
  replaces: ['name', 'stage', 'region'],
  ...change,
});

let core: FakeCore;
let waiting: ImportQuestion[];
let closed = 0;
afterEach(unmount);
beforeEach(() => {
  closed = 0;
  waiting = [question(2), question(5), question(9, { by: 'email' })];
  core = createFakeCore({
    'imports.questions': ({ after = 0 }) => ({
      questions: waiting.filter(({ line }) => line > after).slice(0, 1),
      waiting: waiting.length,
    }),
    'imports.answer': ({ line, similar }) => {
      const by = waiting.find((one) => one.line === line)?.by;
      waiting = waiting.filter((one) => one.line !== line && !(similar && one.by === by));
      return { done: true };
    },
  });
});

const open = async () => {
  mount(core, <Questions importId={IMPORT} onClose={() => void closed++} />);
  await screen.findByRole('region', { name: 'Row 2: Row 2 has the number of Customer 2' });
};
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

describe('rows that wait for a person', () => {
  it('are gone through by keyboard, side by side with the card', async () => {
    await open();
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      'NameRow 2Customer 2only if replaced',
      'StageCustomerNewonly if replaced',
      'RegionSamarafilled in',
    ]);
    press('1');
    await screen.findByRole('region', { name: /^Row 5/ });
    press('ArrowRight');
    await screen.findByRole('region', { name: 'Row 9: Row 9 has the e-mail of Customer 9' });
    press('3');
    // The one that was passed over is there still, and can be taken up again.
    await screen.findByText('The rest stays until you take it up again.');
    expect(core.inputs('imports.answer')).toEqual([
      { importId: IMPORT, line: 2, answer: 'fillGaps', similar: false },
      { importId: IMPORT, line: 9, answer: 'create', similar: false },
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(closed).toBe(1);
  });

  it('are decided all at once where they are alike', async () => {
    await open();
    fireEvent.click(screen.getByLabelText('And so for all others known by their number'));
    fireEvent.click(screen.getByRole('button', { name: 'Leave the row out' }));
    await screen.findByRole('region', { name: /^Row 9/ });
    // What was meant for those is not meant for the next kind.
    expect(screen.getByLabelText<HTMLInputElement>(/^And so/).checked).toBe(false);
    press('2');
    await screen.findByText('Every row has been decided.');
  });

  it('cannot complete somebody who is not there any more', async () => {
    const { customer: _gone, ...alone } = question(2);
    waiting = [alone];
    mount(core, <Questions importId={IMPORT} onClose={() => undefined} />);
    await screen.findByRole('region', { name: 'Row 2: nobody is known as Row 2 any more' });
    expect(screen.queryByRole('button', { name: 'Fill in what is missing' })).toBeNull();
    press('1');
    expect(core.inputs('imports.answer')).toEqual([]);
    press('3');
    await waitFor(() => expect(core.inputs('imports.answer')).toHaveLength(1));
  });
});
