// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Screen } from './screen.tsx';

afterEach(cleanup);

function Steps() {
  const [step, setStep] = useState(1);
  return (
    <>
      <input aria-label="elsewhere" />
      {step < 3 ? (
        <Screen title="First">
          {step === 1 && (
            <button type="button" onClick={() => setStep(2)}>
              on
            </button>
          )}
          {step === 2 && (
            <button type="button" onClick={() => setStep(3)}>
              to the second
            </button>
          )}
        </Screen>
      ) : (
        <Screen key="second" title="Second">
          text
        </Screen>
      )}
    </>
  );
}
const press = (name: string) => {
  const button = screen.getByRole('button', { name });
  button.focus();
  button.click();
};
const title = (name: string) => screen.findByRole('heading', { name });

test('the title takes the focus when what had it is gone, within a screen and from one to the next', async () => {
  render(<Steps />);
  expect(document.activeElement).toBe(document.body);
  press('on');
  const first = await title('First');
  await waitFor(() => expect(document.activeElement).toBe(first));
  await screen.findByRole('button', { name: 'to the second' });
  press('to the second');
  const second = await title('Second');
  await waitFor(() => expect(document.activeElement).toBe(second));
});

test('whoever stands elsewhere is left alone', async () => {
  render(<Steps />);
  const elsewhere = screen.getByRole('textbox', { name: 'elsewhere' });
  const on = screen.getByRole('button', { name: 'on' });
  on.focus();
  elsewhere.focus();
  on.click();
  await screen.findByRole('button', { name: 'to the second' });
  expect(document.activeElement).toBe(elsewhere);
});

function Worker() {
  const [busy, setBusy] = useState(false);
  return (
    <Screen title="Work">
      <button type="button" disabled={busy} onClick={() => setBusy(true)}>
        do
      </button>
      <button type="button" onClick={() => setBusy(false)}>
        done
      </button>
    </Screen>
  );
}

test('a button that rested while it worked gets the focus back; a press beside it gives that up', async () => {
  render(<Worker />);
  const work = screen.getByRole('button', { name: 'do' });
  const done = screen.getByRole('button', { name: 'done' });
  /** What a browser does to the focus of a button that is switched off, and jsdom does not. */
  const rest = async () => {
    press('do');
    await waitFor(() => expect(work).toHaveProperty('disabled', true));
    act(() => work.blur());
  };
  await rest();
  act(() => done.click());
  await waitFor(() => expect(document.activeElement).toBe(work));
  await rest();
  fireEvent.pointerDown(document.body);
  act(() => done.click());
  await waitFor(() => expect(work).toHaveProperty('disabled', false));
  expect(document.activeElement).toBe(document.body);
});
