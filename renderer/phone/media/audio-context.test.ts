import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSharedAudio } from './audio-context.ts';

const contexts: FakeContext[] = [];
class FakeContext {
  state = 'running';
  resume = vi.fn(async () => {});
  suspend = vi.fn(async () => {});
  close = vi.fn(async () => {});
  constructor() {
    contexts.push(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { addEventListener: vi.fn() });
  vi.stubGlobal('AudioContext', FakeContext);
  contexts.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it('gives way to a new one, asleep, when nobody needs it for a while, not between two users', () => {
  const audio = createSharedAudio();
  const [ring, call] = [audio.user(), audio.user()];
  expect(contexts[0]?.suspend).toHaveBeenCalledOnce();
  ring(true);
  call(true);
  ring(false);
  vi.advanceTimersByTime(60_000);
  call(false);
  vi.advanceTimersByTime(1_000);
  ring(true);
  vi.advanceTimersByTime(60_000);
  expect(contexts).toHaveLength(1);
  ring(false);
  vi.advanceTimersByTime(2_000);
  expect(contexts).toHaveLength(2);
  expect(contexts[0]?.close).toHaveBeenCalledOnce();
  expect(contexts[1]?.suspend).toHaveBeenCalledOnce();
  expect(audio.context).toBe(contexts[1]);
});

it('wakes for whoever needs it, once, however often he says so', () => {
  const audio = createSharedAudio();
  const call = audio.user();
  vi.advanceTimersByTime(60_000);
  expect(contexts).toHaveLength(1);
  call(true);
  call(true);
  expect(contexts[0]?.resume).toHaveBeenCalledOnce();
});
