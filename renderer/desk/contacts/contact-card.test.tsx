// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card, TimelineEntry } from '../../../shared/contract/contacts.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ANNA, CARD, COMPANY, contact, EMPTY_CARD, id } from '../testing/sample.ts';
import { ContactCard } from './contact-card.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);

const show = (card: Card) => mount(core, <ContactCard card={card} />);
const part = (name: string) => within(screen.getByRole('region', { name }));
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const encounter: TimelineEntry = {
  ...{ kind: 'encounter', id: id(77), version: 1, what: 'visit', at: Date.now() - 3_600_000 },
  ...{ minutes: 50, text: 'Measured the pipes.', authorName: 'Maksym Bondar' },
};

describe('how we stand', () => {
  it('says at first sight what is owed and since when', () => {
    show(CARD);
    expect(screen.getByText(/^Owes €1,234.50, overdue since /)).toBeTruthy();
  });

  it('says of a supplier that it is we who owe, and asks no stage of a colleague', () => {
    show({ ...CARD, contact: { ...ANNA, relation: 'supplier' } });
    expect(screen.getByText(/^We owe €1,234.50, overdue since /)).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Stage:/ })).toBeTruthy();
    show({ ...CARD, contact: { ...ANNA, relation: 'colleague' } });
    expect(screen.queryByRole('button', { name: /^Stage:/ })).toBeNull();
  });

  it('of a customer without goods takes no room', () => {
    show(EMPTY_CARD);
    expect(screen.queryByText(/Owes/)).toBeNull();
    for (const name of ['Invoices', 'Contracts', 'Products', 'Documents'])
      expect(screen.queryByRole('region', { name })).toBeNull();
  });

  it('names the states of papers and things in words', () => {
    show(CARD);
    expect(part('Contracts').getByText('ends in 25 days')).toBeTruthy();
    expect(part('Products').getByText(/^in warranty until /)).toBeTruthy();
    expect(part('Products').getByText(/^warranty ended /)).toBeTruthy();
    expect(part('Products').getByText('BP200-7781')).toBeTruthy();
    expect(part('Invoices').getByText('9 days overdue')).toBeTruthy();
    expect(part('Invoices').getByText(/€250.00 left · due /)).toBeTruthy();
    expect(part('Documents').getByText(/^1.2 MB/)).toBeTruthy();
  });
});

describe('a number that is kept as text', () => {
  const numbers = (...phones: readonly Partial<Card['contact']['phones'][number]>[]): Card => ({
    ...CARD,
    contact: {
      ...ANNA,
      phones: phones.map((phone, at) => ({
        ...{ id: id(900 + at), raw: '', display: phone.raw ?? '', label: 'work', main: at === 0 },
        ...phone,
      })),
    },
  });

  it('is marked with the reason, and has no handset where nobody could dial it', async () => {
    show(numbers({ raw: '7,92E+10', text: 'unreadable' }));
    const dial = (await button('7,92E+10: kept as text: it cannot be dialled')) as HTMLButtonElement;
    expect(dial.disabled).toBe(true);
    expect(screen.getByRole('img', { name: 'kept as text: it cannot be dialled' })).toBeTruthy();
    expect(screen.getByText('work · cannot be dialled')).toBeTruthy();
  });

  it('says why it may not get through where the exchange may know it', async () => {
    show(numbers({ raw: '204', text: 'extension' }));
    const dial = await button(/^Call .*204\. extension: only your exchange can reach it$/);
    fireEvent.click(dial);
    await waitFor(() => expect(core.inputs('calls.dial')).toMatchObject([{ number: '204' }]));
  });

  it('has no mark when it is a whole one', () => {
    show(numbers({ raw: '+79161234567', e164: '+79161234567' }));
    expect(screen.queryByRole('img', { name: /kept as text/ })).toBeNull();
  });
});

describe('an invoice', () => {
  it('is paid in one step, and that can be taken back', async () => {
    show(CARD);
    fireEvent.click(await button('Invoice 2026-118 is paid'));
    await waitFor(() => expect(core.inputs('goods.pay')).toHaveLength(1));
    expect(core.inputs('goods.pay')[0]?.paidOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    fireEvent.click(await button('Undo'));
    await waitFor(() => expect(core.inputs('changes.undo')).toHaveLength(1));
  });

  it('is entered from a small form that says what is missing', async () => {
    show(EMPTY_CARD);
    fireEvent.click(await button('Invoice, contract, product, file'));
    fireEvent.click(await button('Invoice'));
    fireEvent.click(await button('Save'));
    await screen.findByText('An invoice needs an amount.');
    expect(core.inputs('goods.add')).toEqual([]);
    type('Number *', 'R-9');
    type('Amount *', '1 234,50');
    type('Due on', '24.12.2026');
    fireEvent.click(await button('Save'));
    await waitFor(() => expect(core.inputs('goods.add')).toHaveLength(1));
    expect(core.inputs('goods.add')[0]).toMatchObject({
      contactId: EMPTY_CARD.contact.id,
      entry: {
        of: 'invoice',
        fields: {
          number: 'R-9',
          amount: { minor: 123_450, currency: 'RUB' },
          dueOn: '2026-12-24',
          paidMinor: 0,
        },
      },
    });
  });

  it('beyond the newest is in the list of all', async () => {
    show(CARD);
    fireEvent.click(await button('All 14'));
    const all = await screen.findByRole('dialog', { name: `Invoices: ${ANNA.name}` });
    expect(await within(all).findByText('№ 2026-108')).toBeTruthy();
  });
});

describe('what happened elsewhere', () => {
  const entry = () => screen.getByRole('textbox', { name: 'Add a note' });

  it('is entered beside the notes, saved by Ctrl+Enter', async () => {
    show(CARD);
    fireEvent.focus(entry());
    fireEvent.click(await screen.findByRole('radio', { name: 'Visit' }));
    fireEvent.change(screen.getByLabelText('Minutes'), { target: { value: '40' } });
    const text = screen.getByRole('textbox', { name: 'Visit' });
    fireEvent.change(text, { target: { value: ' Showed the press ' } });
    fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(core.inputs('goods.add')).toHaveLength(1));
    expect(core.inputs('goods.add')[0]).toMatchObject({
      contactId: ANNA.id,
      entry: { of: 'encounter', fields: { kind: 'visit', minutes: 40, text: 'Showed the press' } },
    });
    await waitFor(() => expect((entry() as HTMLTextAreaElement).value).toBe(''));
  });

  it('goes on in the text when its kind was chosen with the mouse, and stays on the choice with arrows', async () => {
    show(CARD);
    fireEvent.focus(entry());
    const visit = await screen.findByRole('radio', { name: 'Visit' });
    visit.focus();
    fireEvent.keyDown(visit, { key: 'ArrowRight' });
    fireEvent.click(visit);
    expect(document.activeElement).toBe(visit);
    const letter = screen.getByRole('radio', { name: 'Letter' });
    fireEvent.pointerDown(letter);
    letter.focus();
    fireEvent.click(letter);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Letter' }));
  });

  it('a plain text stays a note', async () => {
    show(CARD);
    fireEvent.focus(entry());
    fireEvent.change(entry(), { target: { value: 'likes tea' } });
    fireEvent.keyDown(entry(), { key: 'Enter', ctrlKey: true });
    await waitFor(() =>
      expect(core.inputs('contacts.addNote')).toEqual([{ contactId: ANNA.id, text: 'likes tea' }]),
    );
    expect(core.inputs('goods.add')).toEqual([]);
  });

  it('stands in the history with what it was, and can be removed', async () => {
    show({ ...CARD, timeline: [encounter, ...CARD.timeline] });
    expect(screen.getByText('Measured the pipes.')).toBeTruthy();
    expect(screen.getByText('50 min · Maksym Bondar')).toBeTruthy();
    fireEvent.click(await button('Remove: Visit'));
    await waitFor(() => expect(core.inputs('goods.remove')).toEqual([{ of: 'encounter', id: id(77) }]));
  });

  it('is asked for by kind, and further back page by page', async () => {
    const long = Array.from({ length: 20 }, (_, n) => ({ ...encounter, id: id(200 + n), at: 2_000_000 - n }));
    core.handle({
      'contacts.timeline': ({ before }) => ({
        entries: before ? [{ ...encounter, id: id(300), text: 'Long ago' }] : long,
        more: before === undefined,
      }),
    });
    show({ ...CARD, timeline: long });
    fireEvent.click(await screen.findByRole('radio', { name: 'Visits' }));
    await waitFor(() => expect(core.inputs('contacts.timeline')[0]).toMatchObject({ filter: 'visits' }));
    fireEvent.click(await button('Show older'));
    expect(await screen.findByText('Long ago')).toBeTruthy();
    expect(core.inputs('contacts.timeline').at(-1)).toMatchObject({ before: { id: id(219) } });
  });
});

describe('documents', () => {
  it('that are let go over the card belong to its customer', async () => {
    const container = show(CARD);
    const file = new File(['an offer'], 'offer.pdf', { type: 'application/pdf' });
    const card = container.querySelector('article') as HTMLElement;
    fireEvent.drop(card, { dataTransfer: { types: ['Files'], files: [file] } });
    await waitFor(() => expect(core.inputs('documents.finish')).toHaveLength(1));
    expect(core.inputs('documents.begin')[0]).toMatchObject({
      ...{ contactId: ANNA.id, fileName: 'offer.pdf', size: 8 },
    });
    expect(core.inputs('documents.finish')[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are removed with an undo', async () => {
    show(CARD);
    fireEvent.click(await button('Remove Offer for 1,000 pieces.pdf'));
    await waitFor(() => expect(core.inputs('goods.remove')).toHaveLength(1));
    expect(await button('Undo')).toBeTruthy();
  });
});

it('an organisation takes in a person in one step, who is linked to this one of its name', async () => {
  core.handle({ 'contacts.card': () => ({ ...CARD, contact: COMPANY }) });
  show({ ...CARD, contact: COMPANY });
  expect(await button('Add a person')).toBeTruthy();
});

it('shows whose a number is and where they are', () => {
  const phones = ANNA.phones.map((phone) => ({ ...phone, note: 'her assistant, until 15:00' }));
  act(() => {
    show({
      ...CARD,
      contact: contact(10, { ...ANNA, phones, addresses: [{ label: 'delivery', text: 'Samara, Lenina 1' }] }),
    });
  });
  expect(screen.getByText('mobile · her assistant, until 15:00')).toBeTruthy();
  expect(screen.getByText('Samara, Lenina 1')).toBeTruthy();
});
