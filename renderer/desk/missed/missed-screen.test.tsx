// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ANNA, COLLEAGUE } from '../testing/sample.ts';
import { sampleMissed } from '../testing/sample-missed.ts';
import { ageOf } from './age.ts';
import { LateNotice } from './late-notice.tsx';
import { MissedScreen } from './missed-screen.tsx';

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore();
});
afterEach(unmount);

const [ofAnna] = sampleMissed();
const row = async (name: string) =>
  within(await screen.findByRole('list', { name: 'Missed calls' })).findByRole('button', {
    name: new RegExp(`^${name}`),
  });

describe('the queue', () => {
  it('says who, how often, for how long, and who works on it', async () => {
    mount(core, <MissedScreen />);
    const anna = await row(ANNA.name);
    expect(anna.textContent).toMatch(/3 calls/);
    expect(anna.textContent).toMatch(/late by 1 h 5 min · 2 attempts/);
    expect((await row('Viktor Lebedev')).textContent).toMatch(/Maksym Bondar until \d\d:\d\d/);
    expect((await row('Оксана')).textContent).toMatch(/You until/);
    expect((await row('Number withheld')).textContent).toMatch(/waits 2 min/);
    expect(screen.getByRole('radio', { name: 'Open · 5' })).toBeTruthy();
    expect(screen.getByRole('radio', { name: 'Late · 2' })).toBeTruthy();
  });

  it('calls back with Enter: taken first, then dialled; two fast keys are one call', async () => {
    mount(core, <MissedScreen />);
    const anna = await row(ANNA.name);
    fireEvent.keyDown(anna, { key: 'Enter' });
    fireEvent.keyDown(anna, { key: 'Enter' });
    await waitFor(() =>
      expect(core.inputs('calls.dial')).toEqual([{ number: '+79165550101', contactId: ANNA.id }]),
    );
    expect(core.inputs('missed.take')).toEqual([{ id: ofAnna?.id }]);
  });

  it('does not dial what a colleague has taken, and says who', async () => {
    core.handle({
      'missed.take': () => {
        throw new Failure('missedTaken', { name: COLLEAGUE.name, until: Date.now() + 60_000 });
      },
    });
    mount(core, <MissedScreen />);
    fireEvent.keyDown(await row('Viktor Lebedev'), { key: 'Enter' });
    expect(await screen.findByText('Maksym Bondar has taken this one and calls back.')).toBeTruthy();
    expect(core.inputs('calls.dial')).toEqual([]);
  });

  it('takes and gives back with Shift+Enter', async () => {
    mount(core, <MissedScreen />);
    fireEvent.keyDown(await row(ANNA.name), { key: 'Enter', shiftKey: true });
    await waitFor(() => expect(core.inputs('missed.take')).toHaveLength(1));
    fireEvent.keyDown(await row('Оксана'), { key: 'Enter', shiftKey: true });
    await waitFor(() => expect(core.inputs('missed.release')).toHaveLength(1));
    expect(core.inputs('calls.dial')).toEqual([]);
  });

  it('resolves by two keys with a reason, and takes it back', async () => {
    mount(core, <MissedScreen />);
    fireEvent.keyDown(await row(ANNA.name), { key: 'Delete' });
    fireEvent.keyDown(await screen.findByRole('button', { name: /Unwanted call/ }), { key: '4' });
    await waitFor(() =>
      expect(core.inputs('missed.resolve')).toEqual([{ id: ofAnna?.id, reason: 'spam', note: '' }]),
    );
    fireEvent.click(await screen.findByText('Undo'));
    await waitFor(() => expect(core.inputs('changes.undo')).toHaveLength(1));
  });

  it('asks for words when the reason is another one', async () => {
    mount(core, <MissedScreen />);
    fireEvent.keyDown(await row(ANNA.name), { key: 'Delete' });
    fireEvent.click(await screen.findByRole('button', { name: /Other: say what/ }));
    const form = await screen.findByRole('form', { name: 'Why is nobody called back?' });
    fireEvent.submit(form);
    expect(within(form).getByText('Say why in a few words')).toBeTruthy();
    fireEvent.change(within(form).getByRole('textbox'), { target: { value: ' met at the fair ' } });
    fireEvent.submit(form);
    await waitFor(() =>
      expect(core.inputs('missed.resolve')).toEqual([
        { id: ofAnna?.id, reason: 'other', note: 'met at the fair' },
      ]),
    );
  });

  it('shows resolved ones with how they ended, and opens one again', async () => {
    mount(core, <MissedScreen />);
    fireEvent.click(await screen.findByRole('radio', { name: 'Resolved' }));
    expect((await row('Pavel Novak')).textContent).toMatch(/Reached/);
    const spam = await row('\\+7 916 555-01-07');
    expect(spam.textContent).toMatch(/Unwanted call · Irina Sokolova/);
    fireEvent.keyDown(spam, { key: 'Delete' });
    await waitFor(() => expect(core.inputs('missed.reopen')).toHaveLength(1));
  });

  it('says what will stand here while nobody waits, and fills when somebody does', async () => {
    core.handle({ 'missed.list': () => ({ entries: [], total: 0 }) });
    mount(core, <MissedScreen />);
    expect(await screen.findByText('Nobody waits')).toBeTruthy();
    core.handle({ 'missed.list': () => ({ entries: sampleMissed().slice(0, 1), total: 1 }) });
    act(() => core.emit('missed.changed', { open: 1, mine: 0, late: 0 }));
    expect(await row(ANNA.name)).toBeTruthy();
  });
});

it('says at its moment that somebody has waited too long', async () => {
  mount(core, <LateNotice />);
  if (!ofAnna) throw new Error('no sample');
  act(() => core.emit('missed.late', { entry: ofAnna, count: 3 }));
  expect(
    await screen.findByText(`${ANNA.name} and 2 more have waited too long to be called back`),
  ).toBeTruthy();
});

it.each([
  [0, { unit: 'minutes', minutes: 0 }],
  [59 * 60_000 + 59_000, { unit: 'minutes', minutes: 59 }],
  [60 * 60_000, { unit: 'hours', hours: 1, minutes: 0 }],
  [24 * 3_600_000, { unit: 'days', days: 1, hours: 0 }],
  [-5, { unit: 'minutes', minutes: 0 }],
])('the age of %d ms', (ms, age) => {
  expect(ageOf(ms)).toEqual(age);
});
