// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../shared/contract/contacts.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { CARD } from '../testing/sample.ts';
import { AREA, LEVEL, LIMIT, OFFER, OWN_FIELDS, SINCE, SITE } from '../testing/sample-own.ts';
import { ContactCard } from './contact-card.tsx';

let core: FakeCore;
beforeAll(prepareDom);
afterEach(unmount);
beforeEach(() => {
  core = createFakeCore({ 'ownFields.list': () => OWN_FIELDS });
});

const own = {
  [LEVEL.id]: LEVEL.options[2]?.id ?? '',
  [SITE.id]: 'https://www.volga.com/a',
  [LIMIT.id]: 'quite a lot',
};
const show = (change: Partial<Card> = {}, values: Card['contact']['own'] = own) => {
  const card = { ...CARD, ...change, contact: { ...CARD.contact, stage: 'contacted' as const, own: values } };
  mount(core, <ContactCard card={card} askMissing />);
};
const sent = () => core.inputs('contacts.update').map(({ draft }) => draft.own);

describe('own fields on the card', () => {
  it('stand by groups with their values; what is empty takes no room', async () => {
    show();
    const terms = await screen.findByRole('region', { name: 'Terms' });
    // Bronze is offered no more, and stays what was chosen.
    expect(within(terms).getByText('Bronze')).toBeTruthy();
    expect(within(terms).getByText('quite a lot')).toBeTruthy();
    expect(within(terms).getByText('Written before the field became another type')).toBeTruthy();
    expect(screen.queryByText(SINCE.name)).toBeNull();
    const link = screen.getByRole('link', { name: 'volga.com/a' });
    expect(link.getAttribute('href')).toBe('https://www.volga.com/a');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('with a number are called from here', async () => {
    show({}, { [SITE.id]: 'tel:+79161234567' });
    fireEvent.click(await screen.findByRole('button', { name: /Call .*916/ }));
    await waitFor(() => expect(core.inputs('calls.dial')).toMatchObject([{ number: '+79161234567' }]));
    expect(screen.queryByRole('link', { name: /916/ })).toBeNull();
  });

  it('never make a link of what must not be opened', async () => {
    show({}, { [SITE.id]: 'javascript:alert(1)' });
    expect(await screen.findByText('javascript:alert(1)')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /alert/ })).toBeNull();
  });

  it('are changed in place, and say why what was typed is none', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Credit limit: quite a lot. Change' }));
    const input = screen.getByRole('textbox', { name: 'Credit limit' });
    fireEvent.change(input, { target: { value: 'some' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(await screen.findByText(/Write an amount/)).toBeTruthy();
    expect(sent()).toEqual([]);
    fireEvent.change(input, { target: { value: '1,500' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    await waitFor(() =>
      expect(sent()).toEqual([{ ...own, [LIMIT.id]: { minor: 150_000, currency: 'EUR' } }]),
    );
  });

  it('can be one of the card’s documents, by its name', async () => {
    const [document] = CARD.goods.documents.newest;
    show({}, { [OFFER.id]: document?.id ?? '' });
    const more = await screen.findByRole('region', { name: 'More' });
    expect(within(more).getByRole('button', { name: document?.fileName ?? '' })).toBeTruthy();
    fireEvent.click(within(more).getByRole('button', { name: 'Change Signed offer' }));
    const select = await within(more).findByRole('combobox', { name: 'Signed offer' });
    expect((select as HTMLInputElement).value).toBe(document?.fileName);
  });

  it('that are empty are one press away', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Add a field' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: SINCE.name, hidden: true }));
    const input = await screen.findByRole('textbox', { name: SINCE.name });
    fireEvent.change(input, { target: { value: '9.3.2020' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    await waitFor(() => expect(sent()).toEqual([{ ...own, [SINCE.id]: '2020-03-09' }]));
  });
});

describe('mandatory own fields', () => {
  it('are asked for in the strip after the talk', async () => {
    show({ missing: [], missingOwn: [AREA.id] });
    const strip = await screen.findByRole('region', { name: 'Ask now' });
    const input = within(strip).getByRole('textbox', { name: AREA.name });
    fireEvent.change(input, { target: { value: '240,5' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    await waitFor(() => expect(sent()).toEqual([{ ...own, [AREA.id]: 240.5 }]));
  });

  it('of a stage are asked for when the customer comes to it, and do not hold it back', async () => {
    show({ missing: [], missingOwn: [] }, {});
    fireEvent.click(await screen.findByRole('button', { name: /^Stage:/ }));
    fireEvent.click(await screen.findByRole('option', { name: 'Negotiation', hidden: true }));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(core.inputs('contacts.update')).toEqual([]);
    fireEvent.change(within(dialog).getByLabelText('Credit limit'), { target: { value: '300' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Change the stage', hidden: true }));
    await waitFor(() =>
      expect(core.inputs('contacts.update')[0]?.draft).toMatchObject({
        stage: 'negotiation',
        own: { [LIMIT.id]: { minor: 30_000, currency: 'EUR' } },
      }),
    );
  });
});
