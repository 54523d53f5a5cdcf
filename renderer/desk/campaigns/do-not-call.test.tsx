// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ANNA, CARD } from '../testing/sample.ts';
import { DO_NOT_CALL } from '../testing/sample-lists.ts';
import { DoNotCallNotice, DoNotCallVerb, NumberMark } from './do-not-call-mark.tsx';
import { DoNotCallScreen } from './do-not-call-screen.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);

const list = () => screen.findByRole('list', { name: 'Do-not-call list' });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });

describe('the do-not-call list', () => {
  it('shows numbers and customers with their reasons', async () => {
    mount(core, <DoNotCallScreen />);
    const rows = await list();
    expect(await within(rows).findByText('+7 916 123-45-67')).toBeTruthy();
    expect(within(rows).getByText('asked not to be called')).toBeTruthy();
    expect(within(rows).getByText('Customer · complained to the board')).toBeTruthy();
  });

  it('adds a number, and keeps what the core does not take', async () => {
    core.handle({
      'doNotCall.add': ({ number = '' }) => {
        throw new Failure('invalidNumber', { number });
      },
    });
    mount(core, <DoNotCallScreen />);
    await list();
    type('Number', '12');
    type('Reason', 'by letter');
    fireEvent.submit(screen.getByRole('form', { name: 'Add' }));
    expect(await screen.findByText(/“12” cannot be called/)).toBeTruthy();
    expect((screen.getByRole('textbox', { name: 'Number' }) as HTMLInputElement).value).toBe('12');
    core.handle({ 'doNotCall.add': () => ({ id: DO_NOT_CALL[0]?.id ?? '', changeId: ANNA.id }) });
    const asked = core.inputs('doNotCall.list').length;
    fireEvent.submit(screen.getByRole('form', { name: 'Add' }));
    await waitFor(() => expect(core.inputs('doNotCall.list').length).toBeGreaterThan(asked));
    expect(core.inputs('doNotCall.add').at(-1)).toEqual({ number: '12', reason: 'by letter' });
    expect((screen.getByRole('textbox', { name: 'Number' }) as HTMLInputElement).value).toBe('');
  });

  it('removes with a way back', async () => {
    mount(core, <DoNotCallScreen />);
    const rows = await list();
    fireEvent.click(await within(rows).findByRole('button', { name: 'Take +7 916 123-45-67 off the list' }));
    await waitFor(() => expect(core.inputs('doNotCall.remove')).toEqual([{ id: DO_NOT_CALL[0]?.id }]));
    fireEvent.click(await screen.findByText('Undo'));
    await waitFor(() => expect(core.inputs('changes.undo')).toHaveLength(1));
  });

  it('imports pasted lines, and shows those that could not be read', async () => {
    mount(core, <DoNotCallScreen />);
    await list();
    fireEvent.click(screen.getByRole('button', { name: 'Import' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Numbers' }), {
      target: { value: '89161234567\n89161234568\ncall me maybe' },
    });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Import' }));
    expect(
      await within(dialog).findByText(/^2 numbers added\. 1 was there already\. 1 line could not/),
    ).toBeTruthy();
    expect(within(dialog).getByText('Line 3:').parentElement?.textContent).toBe('Line 3: call me maybe');
  });

  it('reads a file into the same field', async () => {
    mount(core, <DoNotCallScreen />);
    await list();
    fireEvent.click(screen.getByRole('button', { name: 'Import' }));
    const dialog = await screen.findByRole('dialog');
    const input = dialog.querySelector('input[type=file]');
    if (!input) throw new Error('no file field');
    fireEvent.change(input, { target: { files: [new File(['+380501234567'], 'numbers.csv')] } });
    const field = within(dialog).getByRole('textbox', { name: 'Numbers' }) as HTMLTextAreaElement;
    await waitFor(() => expect(field.value).toBe('+380501234567'));
  });
});

describe('on a card', () => {
  it('says that the customer must not be called and why, and takes it back', async () => {
    core.handle({ 'pacing.mayDial': () => ({ allowed: false, because: 'doNotCallCustomer' }) });
    mount(core, <DoNotCallNotice card={CARD} />);
    const note = await screen.findByRole('note');
    expect(await within(note).findByText(/since .+: complained to the board/)).toBeTruthy();
    fireEvent.click(within(note).getByRole('button', { name: 'Take off the list' }));
    await waitFor(() => expect(core.inputs('doNotCall.remove')).toEqual([{ id: DO_NOT_CALL[1]?.id }]));
  });

  it('marks a number', async () => {
    core.handle({ 'pacing.mayDial': () => ({ allowed: false, because: 'doNotCallNumber' }) });
    mount(core, <NumberMark number="+79161234567" contactId={ANNA.id} />);
    expect(await screen.findByText('do not call')).toBeTruthy();
    expect(await screen.findByText(/since .+: asked not to be called/)).toBeTruthy();
  });

  it('says nothing of hours: they pass', async () => {
    core.handle({
      'pacing.mayDial': () => ({ allowed: false, because: 'outsideHours', until: Date.now() + 60_000 }),
    });
    mount(core, <DoNotCallNotice card={CARD} />);
    await waitFor(() => expect(core.inputs('pacing.mayDial')).toHaveLength(1));
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('puts the customer on the list, with the reason', async () => {
    mount(core, <DoNotCallVerb card={CARD} />);
    fireEvent.click(screen.getByRole('button', { name: `Do not call ${ANNA.name} any more` }));
    const field = await screen.findByRole('textbox', { name: 'Reason' });
    fireEvent.change(field, { target: { value: 'moved away' } });
    const form = field.closest('form');
    if (form) fireEvent.submit(form);
    await waitFor(() =>
      expect(core.inputs('doNotCall.add')).toEqual([{ contactId: ANNA.id, reason: 'moved away' }]),
    );
  });
});
