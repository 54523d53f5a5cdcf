// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BarTalking } from '../calls/bar-talking.tsx';
import { RecordingMark } from '../calls/recording-mark.tsx';
import { SENSITIVE } from '../state/sensitive.tsx';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import * as sample from '../testing/sample.ts';
import { PauseAnnouncer } from './pause-announcer.tsx';

type Paused = 'key' | 'field' | undefined;
const talking = (paused?: Paused) => {
  const call = sample.call(3, { state: 'talking', answeredAt: Date.now() });
  const recording = { id: sample.id(7), state: 'recording' as const, bytes: 1 };
  return { ...call, recording: paused ? { ...recording, paused } : recording };
};

let core: FakeCore;
beforeAll(prepareDom);
beforeEach(() => {
  core = createFakeCore({ 'calls.live': () => [] });
});
afterEach(unmount);

describe('the pause of a recording', () => {
  it('is a control of the talk that says what it does', async () => {
    mount(core, <BarTalking call={talking()} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Pause the recording' }));
    const [asked] = core.inputs('recordings.pause');
    expect(asked).toMatchObject({ paused: true });
    unmount();
    mount(core, <BarTalking call={talking('key')} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Record again', pressed: true }));
    expect(core.inputs('recordings.pause').at(-1)).toMatchObject({ paused: false });
  });

  it.each([
    ['key', 'Rec. paused'],
    ['field', 'Rec. paused: field'],
  ] as const)('by the %s is seen', (paused, words) => {
    mount(core, <RecordingMark call={talking(paused)} />);
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('is said to a screen reader, and so is its end', async () => {
    mount(core, <PauseAnnouncer />);
    // What the core says of the calls of now would take the one of this test away again.
    await waitFor(() => expect(core.inputs('calls.live')).toHaveLength(1));
    await act(async () => {});
    const say = (paused: Paused) =>
      act(() => core.emit('calls.changed', { call: talking(paused), card: undefined }));
    say('field');
    await screen.findByText('The recording is paused: a sensitive field');
    say(undefined);
    await screen.findByText('The call is recorded again');
  });
});

describe('a sensitive field', () => {
  it('is told while the cursor stands in it, whichever way it comes and goes', async () => {
    mount(
      core,
      <>
        <PauseAnnouncer />
        <div {...SENSITIVE}>
          <input aria-label="card number" />
          <input aria-label="valid until" />
        </div>
        <input aria-label="other" />
      </>,
    );
    const told = () => core.inputs('recordings.sensitive').map(({ focused }) => focused);
    const focus = (name: string) => act(() => screen.getByLabelText(name).focus());
    focus('card number');
    await waitFor(() => expect(told()).toEqual([true]));
    // From one to the other of the same kind it is the same pause.
    focus('valid until');
    focus('other');
    await waitFor(() => expect(told()).toEqual([true, false]));
    focus('card number');
    await waitFor(() => expect(told()).toEqual([true, false, true]));
    act(() => unmount());
    expect(told()).toEqual([true, false, true, false]);
  });
});
