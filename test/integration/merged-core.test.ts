import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { EventPayload } from '../../shared/contract/index.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
let started: Started;
let desk: CoreClient;
let phone: ScriptedPhone;
const heard: Array<EventPayload<'calls.changed'>> = [];

beforeEach(async () => {
  heard.length = 0;
  started = await startCore();
  desk = started.connect('desk');
  desk.on('calls.changed', (event) => heard.push(event));
  await desk.request('settings.save', { country: 'RU' });
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
});
afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
});

const person = async (name: string, number: string) =>
  (await desk.request('contacts.create', { draft: { kind: 'person', name, phones: [{ number }] } })).id;
const twoCards = async () =>
  [await person('Petrova A.', '+79161112233'), await person('Anna Petrova', '+79164445566')] as const;
const merge = (fromId: string, intoId: string) =>
  desk.request('duplicates.merge', { fromId, intoId, choices: {} });

it('a call under way of the card that goes is told with the one that stays, and back', async () => {
  const [from, into] = await twoCards();
  const callId = await phone.ring({ number: '+79161112233' });
  await vi.waitFor(() => expect(heard.at(-1)?.call.contactId).toBe(from));
  const merged = await merge(from, into);
  await vi.waitFor(() =>
    expect(heard.at(-1)).toMatchObject({ call: { contactId: into }, card: { contact: { id: into } } }),
  );
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  expect((await desk.request('calls.get', { callId })).call.contactId).toBe(into);
  // An open card, an older link: whoever asks for the old one.
  expect((await desk.request('contacts.card', { id: from })).contact).toMatchObject({
    id: into,
    name: 'Anna Petrova',
  });
  expect(await desk.request('duplicates.merged', { contactId: from })).toMatchObject([
    { name: 'Petrova A.' },
  ]);
  await desk.request('changes.undo', { changeId: merged.changeId });
  await vi.waitFor(() => expect(heard.at(-1)?.call.contactId).toBe(from));
  await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer', sipCode: 200 });
  expect((await desk.request('contacts.card', { id: from })).contact.name).toBe('Petrova A.');
  expect(await desk.request('duplicates.merged', { contactId: into })).toEqual([]);
});

it('says whose a number, an address or a name is while a card is written', async () => {
  const [from] = await twoCards();
  const asked = { kind: 'person', name: '', numbers: ['8 916 111-22-33'], emails: [] } as const;
  expect(
    await desk.request('duplicates.alike', { ...asked, numbers: [...asked.numbers], emails: [] }),
  ).toMatchObject([{ row: { id: from, name: 'Petrova A.' }, by: 'number' }]);
  expect(
    await desk.request('duplicates.alike', {
      ...asked,
      numbers: [...asked.numbers],
      emails: [],
      contactId: from,
    }),
  ).toEqual([]);
});

it('sweeps, shows, tells apart for good, and merges what is certain, with the audit of it', async () => {
  const twins = [await person('Oleg Kim', '+79031112233'), await person('Kim Oleg', '+79031112233')];
  const others = [await person('Anna Li', '+79032223344'), await person('Li A.', '+79032223344')] as const;
  await desk.request('duplicates.startSweep', {});
  await vi.waitFor(
    async () => expect((await desk.request('duplicates.sweep', {})).state).toBe('done'),
    20_000,
  );
  const { pairs } = await desk.request('duplicates.list', {});
  expect(pairs.map(({ first, second }) => [first.id, second.id].toSorted())).toEqual([
    twins.toSorted(),
    [...others].toSorted(),
  ]);
  expect(pairs.map(({ certain }) => certain)).toEqual([true, false]);
  const told = await desk.request('duplicates.distinguish', { oneId: others[0], otherId: others[1] });
  expect((await desk.request('duplicates.list', {})).pairs).toHaveLength(1);
  await desk.request('changes.undo', { changeId: told.changeId });
  const { id } = await desk.request('duplicates.mergeCertain', {});
  await vi.waitFor(
    async () =>
      expect((await desk.request('duplicates.run', {})).run).toMatchObject({ id, state: 'done', merged: 1 }),
    20_000,
  );
  expect((await desk.request('contacts.card', { id: twins[1] ?? '' })).contact.id).toBe(twins[0]);
  const { lines } = await desk.request('audit.list', {});
  expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['duplicates.run.done']));
}, 60_000);

it('erases with a person the cards that became theirs', async () => {
  const [from, into] = await twoCards();
  await merge(from, into);
  await desk.request('erasures.erase', { contactId: into, typed: 'Anna Petrova', keepFromCalls: false });
  const erased = await desk.request('erasures.list', {});
  expect(erased.map(({ contactId }) => contactId).toSorted()).toEqual([from, into].toSorted());
  await expect(desk.request('contacts.card', { id: from })).rejects.toMatchObject({ code: 'notFound' });
});
