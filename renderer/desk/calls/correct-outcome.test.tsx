// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { OutcomeStanding } from '../../../shared/contract/calls.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { annaCalls } from '../testing/sample.ts';
import { CorrectOutcome } from './correct-outcome.tsx';

const { call } = annaCalls(1, {
  ...{ state: 'ended', result: 'answered', wrapUp: 'done', outcome: 'agreed', note: 'Wants an offer' },
});
const forbidden = { customer: false, number: false };
const before: OutcomeStanding = { stage: 'interested', forbidden };
const after: OutcomeStanding = { stage: 'refused', forbidden: { customer: true, number: false } };

let core: FakeCore;
const onDone = vi.fn();
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore({
    'calls.previewWrapUp': ({ outcome }) => ({
      ...{ before, remarks: [] },
      after: outcome === 'doNotCall' ? after : before,
    }),
    'calls.wrapUp': () => call,
  });
  mount(core, <CorrectOutcome call={call} onDone={onDone} />);
});
afterEach(unmount);

test('shows what follows, saves only then, and can be undone', async () => {
  expect(await screen.findByText('Nothing else changes.')).toBeTruthy();
  fireEvent.click(screen.getByRole('combobox', { name: 'Outcome' }));
  fireEvent.click(await screen.findByRole('option', { name: /Do not call/, hidden: true }));
  expect(await screen.findByText('The customer goes on the do-not-call list')).toBeTruthy();
  expect(screen.getByText('Stage: “Interested” becomes “Refused”')).toBeTruthy();
  expect(core.inputs('calls.wrapUp')).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Save the correction' }));
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  const kept = { callId: call.id, note: 'Wants an offer', close: true };
  expect(core.inputs('calls.wrapUp')).toEqual([{ ...kept, outcome: 'doNotCall' }]);
  fireEvent.click(await screen.findByText('Undo'));
  await waitFor(() =>
    expect(core.inputs('calls.wrapUp')).toEqual([expect.anything(), { ...kept, outcome: 'agreed' }]),
  );
});

test('takes the focus, without opening its list', async () => {
  const outcome = screen.getByRole('combobox', { name: 'Outcome' });
  expect(document.activeElement).toBe(outcome);
  expect(outcome.getAttribute('aria-expanded')).not.toBe('true');
});
