// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { TalkAccount } from '../../../../shared/contract/talk-scripts.ts';
import { createFakeCore, type FakeCore } from '../../testing/fake-core.ts';
import { mount, unmount } from '../../testing/mount.tsx';
import { id } from '../../testing/sample.ts';
import { RUN, runAfter, SCRIPT } from '../../testing/sample-script.ts';
import { TalkAccounts } from './talk-accounts.tsx';

const SOUND = id(70);
const EARLIER_SOUND = id(71);
const EARLIER_CALL = id(72);
const recording: TalkAccount['calls'][number]['recordings'][number] = {
  ...{ id: SOUND, state: 'finished', startedAt: 0, durationMs: 60_000, silences: [] },
};

const account = (change: Partial<TalkAccount> = {}): TalkAccount => ({
  run: {
    ...runAfter([{ kind: 'go' }, { kind: 'answer', value: { kind: 'one', option: 'boss' } }]),
    state: 'left',
  },
  earlier: [],
  ...{ name: 'First contact', number: 3, script: SCRIPT },
  calls: [{ id: RUN.callId, startedAt: 0, recordings: [recording] }],
  ...change,
});

const onPlay = vi.fn();
let core: FakeCore;
async function open(...accounts: TalkAccount[]): Promise<HTMLElement> {
  core = createFakeCore({ 'talkRuns.account': () => accounts });
  mount(core, <TalkAccounts callId={RUN.callId} recordingId={SOUND} onPlay={onPlay} />);
  return screen.findByRole('region', { name: 'Script: First contact, version 3' });
}

afterEach(() => {
  unmount();
  onPlay.mockReset();
});

test('each step is a button that plays the recording from where it came', async () => {
  const panel = await open(account());
  const steps = within(panel).getAllByRole('button');
  expect(steps.map(({ textContent }) => textContent?.trim())).toEqual([
    expect.stringMatching(/^0:00\s?hello/),
    expect.stringMatching(/^0:03\s?who\s?My superior/),
    expect.stringMatching(/^0:06\s?what\s?the talk broke off here/),
  ]);
  fireEvent.click(steps[1] ?? expect.fail());
  expect(onPlay).toHaveBeenLastCalledWith(3_000);
});

test('what cannot be heard is no button and says why', async () => {
  const panel = await open(
    account({
      calls: [
        {
          id: RUN.callId,
          startedAt: 0,
          recordings: [
            {
              ...recording,
              durationMs: 5_000,
              silences: [{ fromMs: 2_000, toMs: 5_000, because: 'network' }],
            },
          ],
        },
      ],
    }),
  );
  expect(within(panel).getAllByRole('button')).toHaveLength(1);
  expect(within(panel).getByText('no sound came through')).toBeTruthy();
  expect(within(panel).getByText('not recorded')).toBeTruthy();
});

test('a talk without a recording says so once', async () => {
  const panel = await open(account({ calls: [{ id: RUN.callId, startedAt: 0, recordings: [] }] }));
  expect(within(panel).queryAllByRole('button')).toEqual([]);
  expect(within(panel).getByText('Nothing of this talk was recorded.')).toBeTruthy();
  expect(within(panel).queryByText('not recorded')).toBeNull();
});

test('steps of an earlier call stand under it and play from its own recording', async () => {
  const before = runAfter([{ kind: 'go' }]);
  const startedAt = 100_000;
  const panel = await open(
    account({
      run: { ...RUN, moves: before.moves, startedAt, resumedFrom: id(73) },
      earlier: [{ ...before, id: id(73), callId: EARLIER_CALL }],
      calls: [
        { id: RUN.callId, startedAt, recordings: [{ ...recording, startedAt }] },
        { id: EARLIER_CALL, startedAt: 0, recordings: [{ ...recording, id: EARLIER_SOUND }] },
      ],
    }),
  );
  expect(within(panel).getByRole('button', { name: /^In the call of/ })).toBeTruthy();
  expect(within(panel).getByRole('heading', { name: 'In this call' })).toBeTruthy();
  fireEvent.click(within(panel).getByRole('button', { name: /hello/ }));
  expect(await within(panel).findByRole('group', { name: 'Recording of this step' })).toBeTruthy();
  await waitFor(() => expect(core.inputs('recordings.get')).toContainEqual({ recordingId: EARLIER_SOUND }));
  expect(onPlay).not.toHaveBeenCalled();
});

test('what was taken back stays to be read, marked as such', async () => {
  const [first, answered] = runAfter([
    { kind: 'go' },
    { kind: 'answer', value: { kind: 'one', option: 'boss' } },
  ]).moves;
  if (!first || !answered) expect.fail();
  const takenBack = [{ move: answered, at: 8_000 }];
  const panel = await open(account({ run: { ...RUN, moves: [first], takenBack } }));
  const row = within(panel).getByRole('button', { name: /My superior/ });
  expect(row.textContent).toContain('taken back');
  expect(within(panel).getByRole('button', { name: /the talk is here now/ }).textContent).toContain('0:08');
});
