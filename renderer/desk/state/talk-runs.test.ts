import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { annaCalls } from '../testing/sample.ts';
import { RUN, scriptHandlers } from '../testing/sample-script.ts';
import { createTalkRunsStore, type TalkRunsStore } from './talk-runs.tsx';

let core: FakeCore;
let script: ReturnType<typeof scriptHandlers>;
let runs: TalkRunsStore;
const { call } = annaCalls(1, { state: 'talking', answeredAt: 1 });

beforeEach(async () => {
  vi.useFakeTimers();
  script = scriptHandlers(RUN);
  core = createFakeCore(script);
  runs = createTalkRunsStore(core);
  await runs.getState().look(call);
});
afterEach(() => void vi.useRealTimers());

it('brings a move that the core could not take to it by itself, also when the call is over by then', async () => {
  core.handle({
    'talkRuns.move': () => {
      throw new Failure('diskFull');
    },
  });
  runs.getState().goOn(call.id);
  await vi.advanceTimersByTimeAsync(0);
  expect(runs.getState().trouble).toBe('diskFull');
  runs.getState().keepOnly(new Set());
  await vi.advanceTimersByTimeAsync(3_000);
  expect(script.held().moves).toHaveLength(0);
  core.handle(script);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(script.held().moves).toHaveLength(1);
  expect(runs.getState().trouble).toBeUndefined();
});
