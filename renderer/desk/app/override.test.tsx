// @vitest-environment jsdom
// A number that may not be called, dialled from anywhere.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { OverrideDialog } from '../campaigns/override-dialog.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { showRefusedDial } from '../state/refused-dial.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { ANNA, id } from '../testing/sample.ts';

const NUMBER = '+79161234567';
let core: FakeCore;

function Buttons() {
  const { dial, redial } = useCallActions();
  return (
    <>
      <button type="button" onClick={() => void dial({ number: NUMBER, contactId: ANNA.id })}>
        From the card
      </button>
      <button type="button" onClick={() => void redial()}>
        Once more
      </button>
      <OverrideDialog />
    </>
  );
}

const refuse = (more: object = {}) => {
  throw new Failure('mayNotDial', { because: 'doNotCallNumber', ...more });
};

beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore({
    'calls.dial': ({ override }) => (override ? { callId: id(90) } : refuse()),
    'calls.redial': () => refuse({ number: NUMBER, contactId: ANNA.id }),
    'doNotCall.list': () => ({ entries: [], total: 0 }),
  });
  mount(core, <Buttons />);
});
afterEach(() => {
  showRefusedDial(undefined);
  unmount();
});

const dialog = () => screen.findByRole('dialog', { name: 'This may not be dialled now' });

test.each(['From the card', 'Once more'])('%s: asks for the reason and dials with it', async (button) => {
  fireEvent.click(screen.getByText(button));
  const asked = within(await dialog());
  const call = asked.getByRole('button', { name: /all the same/ }) as HTMLButtonElement;
  expect(call.disabled).toBe(true);
  fireEvent.click(asked.getByRole('button', { name: 'The customer asked for this call' }));
  expect(call.disabled).toBe(false);
  fireEvent.submit(call);
  await waitFor(() =>
    expect(core.inputs('calls.dial').at(-1)).toEqual({
      ...{ number: NUMBER, contactId: ANNA.id },
      override: { reason: 'The customer asked for this call' },
    }),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('what nobody can answer for is told as before', async () => {
  core.handle({
    'calls.dial': () => {
      throw new Failure('notRegistered');
    },
  });
  fireEvent.click(screen.getByText('From the card'));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
});
