import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSharedAudio } from './audio-context.ts';

const resume = vi.fn(async () => {});
const suspend = vi.fn(async () => {});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { addEventListener: vi.fn() });
  vi.stubGlobal(
    'AudioContext',
    class {
      state = 'running';
      resume = resume;
      suspend = suspend;
      close = vi.fn(async () => {});
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it('sleeps when nobody needs it for a while, not between two users', () => {
  const audio = createSharedAudio();
  const [ring, call] = [audio.user(), audio.user()];
  ring(true);
  call(true);
  ring(false);
  vi.advanceTimersByTime(60_000);
  expect(suspend).not.toHaveBeenCalled();
  call(false);
  vi.advanceTimersByTime(1_000);
  ring(true);
  vi.advanceTimersByTime(60_000);
  expect(suspend).not.toHaveBeenCalled();
  ring(false);
  vi.advanceTimersByTime(2_000);
  expect(suspend).toHaveBeenCalledOnce();
});

it('wakes for whoever needs it, once, however often he says so', () => {
  const call = createSharedAudio().user();
  vi.advanceTimersByTime(60_000);
  expect(suspend).toHaveBeenCalledOnce();
  resume.mockClear();
  call(true);
  call(true);
  expect(resume).toHaveBeenCalledOnce();
  call(false);
  vi.advanceTimersByTime(2_000);
  expect(suspend).toHaveBeenCalledTimes(2);
});
