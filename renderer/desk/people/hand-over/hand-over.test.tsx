// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HandOver } from '../../../../shared/contract/handovers.ts';
import { BUILT_IN_PROFILES, BUILT_IN_ROLES, ROLE_IDS } from '../../../../shared/domain/rights/built-in.ts';
import { prepareDom } from '../../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { COLLEAGUE, id, ME } from '../../testing/sample.ts';
import { PeopleSettings } from '../people-settings.tsx';
import { EMPTY_FORM, orderOf } from './order.ts';

const CLARA = { id: id(770), name: 'Clara Weber' };
const person = (one: { id: string; name: string }, active = true) => ({
  id: one.id,
  name: one.name,
  roleId: ROLE_IDS.operator,
  groupIds: [],
  active,
  hasPassword: true,
  me: one.id === ME.id,
});
const DIRECTORY = {
  asked: true,
  lockMinutes: 15,
  people: [person(ME), person(COLLEAGUE), person(CLARA)],
  profiles: BUILT_IN_PROFILES.map((profile) => ({ ...profile })),
  roles: BUILT_IN_ROLES.map((role) => ({ ...role })),
  groups: [],
};
const RUN: HandOver = {
  id: id(900),
  fromId: COLLEAGUE.id,
  byId: ME.id,
  state: 'running',
  startedAt: Date.now(),
  total: 12_000,
  counts: { customers: { [CLARA.id]: 3_000 } },
  busy: 0,
  back: 0,
  kept: 0,
  keptNames: [],
};

let core: FakeCore;
let runs: HandOver[];
beforeAll(prepareDom);
beforeEach(() => {
  runs = [];
  core = createFakeCore({
    'users.directory': () => DIRECTORY as never,
    'users.save': ({ id: own }) => ({ id: own ?? id(901), changeId: id(902) }),
    'handOvers.list': () => runs,
    'handOvers.preview': () => ({
      total: 3,
      counts: { customers: { [CLARA.id]: 2 }, tasks: { [CLARA.id]: 1 } },
      examples: [{ kind: 'customers', name: 'Anna Petrova', to: CLARA.id }],
    }),
    'handOvers.start': () => ({ id: RUN.id }),
    'handOvers.cancel': () => ({ done: true }),
    'handOvers.undo': () => ({ done: true }),
  });
});
afterEach(unmount);

async function openPerson(name: string): Promise<HTMLElement> {
  mount(core, <PeopleSettings />);
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(`^${name}`) }));
  return screen.findByRole('dialog', { name });
}
async function openHandOver(): Promise<HTMLElement> {
  const dialog = await openPerson(COLLEAGUE.name);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Hand over…' }));
  return screen.findByRole('dialog', { name: `Hand over the work of ${COLLEAGUE.name}` });
}
async function choose(dialog: HTMLElement, label: string, name: string): Promise<void> {
  fireEvent.click(within(dialog).getByRole('combobox', { name: label }));
  fireEvent.click(await screen.findByRole('option', { name }));
}
const told = (some: Partial<HandOver>) => act(() => core.emit('handOvers.changed', { ...RUN, ...some }));

describe('handing over', () => {
  it('shows first what would happen, then does just that', async () => {
    const dialog = await openHandOver();
    const look = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'See what would happen' });
    expect(look.disabled).toBe(true);
    await choose(dialog, 'Who gets it', CLARA.name);
    fireEvent.click(look);
    expect(await within(dialog).findByText('3 things change hands')).toBeTruthy();
    expect(within(dialog).getByRole('table').textContent).toMatch(
      /CustomersClara Weber2Open promisesClara Weber1/,
    );
    expect(dialog.textContent).toMatch(/Anna Petrova → Clara Weber/);
    expect(core.inputs('handOvers.start')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Hand over 3' }));
    await waitFor(() => expect(core.inputs('handOvers.start')).toEqual(core.inputs('handOvers.preview')));
    expect(core.inputs('handOvers.start')).toMatchObject([
      { fromId: COLLEAGUE.id, rule: { parts: [], rest: [CLARA.id] } },
    ]);
  });

  it('forgets what it has shown when the rule is another', async () => {
    const dialog = await openHandOver();
    await choose(dialog, 'Who gets it', CLARA.name);
    fireEvent.click(within(dialog).getByRole('button', { name: 'See what would happen' }));
    await within(dialog).findByRole('button', { name: 'Hand over 3' });
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Lists' }));
    expect(within(dialog).queryByRole('button', { name: 'Hand over 3' })).toBeNull();
    expect(within(dialog).getByRole('button', { name: 'See what would happen' })).toBeTruthy();
  });

  it('by stage gives each stage to somebody, and the rest to others', async () => {
    const dialog = await openHandOver();
    fireEvent.click(within(dialog).getByRole('radio', { name: 'By stage' }));
    await choose(dialog, 'Negotiation to', ME.name);
    await choose(dialog, 'The rest to', CLARA.name);
    fireEvent.click(within(dialog).getByRole('button', { name: 'See what would happen' }));
    await waitFor(() =>
      expect(core.inputs('handOvers.preview')).toMatchObject([
        { rule: { by: 'stage', parts: [{ key: 'negotiation', to: ME.id }], rest: [CLARA.id] } },
      ]),
    );
  });

  it('says how far it is, stops, and takes all of it back, telling what it left alone', async () => {
    runs = [RUN];
    const dialog = await openHandOver();
    expect(await within(dialog).findByText('3,000 of 12,000 handed over')).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Stop here' }));
    await waitFor(() => expect(core.inputs('handOvers.cancel')).toEqual([{ id: RUN.id }]));
    told({ state: 'cancelled', busy: 2 });
    expect(await within(dialog).findByText('Stopped after 3000')).toBeTruthy();
    expect(dialog.textContent).toMatch(/2 stayed: somebody is on the line with them/);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take all of it back' }));
    await waitFor(() => expect(core.inputs('handOvers.undo')).toEqual([{ id: RUN.id }]));
    told({ state: 'undone', back: 2_999, kept: 1, keptNames: ['Anna Petrova'] });
    expect(await within(dialog).findByText('2999 given back')).toBeTruthy();
    expect(dialog.textContent).toMatch(/1 left alone, since somebody changed it:Anna Petrova/);
  });

  it('is offered when somebody may no longer log in', async () => {
    const dialog = await openPerson(COLLEAGUE.name);
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'May log in' }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    const offered = await screen.findByRole('dialog', { name: `Hand over the work of ${COLLEAGUE.name}` });
    expect(offered.textContent).toMatch(/can no longer log in/);
  });
});

it.each([
  ['nobody gets the rest', { ...EMPTY_FORM, how: 'evenly', rest: [] }],
  ['nothing is chosen', { ...EMPTY_FORM, kinds: [], rest: [CLARA.id] }],
  ['it would go to themselves', { ...EMPTY_FORM, rest: [COLLEAGUE.id] }],
] as const)('asks for nothing while %s', (_why, form) => {
  expect(orderOf(form, COLLEAGUE.id)).toBeUndefined();
});
