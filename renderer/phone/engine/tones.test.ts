import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendTones } from './tones.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function sender(canInsertDTMF: boolean) {
  const dtmf = { canInsertDTMF, toneBuffer: '', insertDTMF: vi.fn(), ontonechange: null };
  return { dtmf, sender: { dtmf } as unknown as RTCRtpSender };
}

describe('tones in the sound', () => {
  it('wait for the way of the sound in a call that was answered just now', async () => {
    const { dtmf, sender: voice } = sender(false);
    const sent = sendTones(
      voice,
      '1',
      () => {},
      () => false,
    );
    await vi.advanceTimersByTimeAsync(300);
    expect(dtmf.insertDTMF).not.toHaveBeenCalled();
    dtmf.canInsertDTMF = true;
    await vi.advanceTimersByTimeAsync(50);
    expect(await sent).toBe(true);
    expect(dtmf.insertDTMF).toHaveBeenCalledWith('1', 100, 70);
  });

  it('are refused when the other side takes none, and when there is nobody left', async () => {
    const never = sendTones(
      sender(false).sender,
      '1',
      () => {},
      () => false,
    );
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await never).toBe(false);
    expect(
      await sendTones(
        sender(false).sender,
        '1',
        () => {},
        () => true,
      ),
    ).toBe(false);
  });
});
