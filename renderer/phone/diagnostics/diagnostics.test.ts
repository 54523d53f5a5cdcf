import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallWarning, QualitySample } from '../../../shared/contract/quality.ts';
import type { Call } from '../../../shared/domain/call/call.ts';
import { createDiagnostics } from './diagnostics.ts';

const talk = (change: Partial<Call> = {}): Call => ({
  id: 'a',
  accountId: 'main',
  direction: 'inbound',
  state: 'talking',
  remote: { number: '1', displayName: '', anonymous: false },
  startedAt: 0,
  answeredAt: 0,
  hold: { operator: false, customer: false },
  heldMs: 0,
  muted: false,
  joined: false,
  ...change,
});

/** A connection that runs: 50 packets a second come, and as loud as is said here. */
function bench() {
  const line = { packets: true, heard: 0.1, said: 0.1, answers: true };
  const sum = { packets: 0, heard: 0, said: 0, seconds: 0 };
  const clock = setInterval(() => {
    sum.packets += line.packets ? 50 : 0;
    sum.heard += line.heard ** 2;
    sum.said += line.said ** 2;
    sum.seconds += 1;
  }, 1000);
  const bundles: [string, QualitySample[]][] = [];
  const warned: string[] = [];
  const traced: [string | undefined, number][] = [];
  const holders = new Set<string>();
  let level: (level: { microphone: number }) => void = () => {};
  let listening = false;
  const stats = vi.fn(async () => {
    if (!line.answers) throw new Error('closed');
    return new Map<string, object>([
      [
        'in',
        {
          id: 'in',
          type: 'inbound-rtp',
          kind: 'audio',
          timestamp: 0,
          packetsReceived: sum.packets,
          totalAudioEnergy: sum.heard,
          totalSamplesDuration: sum.seconds,
        },
      ],
      [
        'mic',
        {
          id: 'mic',
          type: 'media-source',
          kind: 'audio',
          timestamp: 0,
          totalAudioEnergy: sum.said,
          totalSamplesDuration: sum.seconds,
        },
      ],
    ]) as unknown as RTCStatsReport;
  });
  const diagnostics = createDiagnostics({
    stats,
    microphone: {
      acquire: async (holder) => {
        holders.add(holder);
        return {} as MediaStream;
      },
      release: (holder) => void holders.delete(holder),
    },
    levelMeter: (tell) => {
      level = tell;
      return {
        listen: () => {
          listening = true;
        },
        stop: () => {
          listening = false;
        },
      };
    },
    quality: (callId, samples) => bundles.push([callId, samples]),
    trace: (messages, callId) => traced.push([callId, messages.length]),
    warning: ({ kind, active }: CallWarning) => warned.push(`${kind} ${active ? 'on' : 'off'}`),
    note: vi.fn(),
  });
  return {
    diagnostics,
    line,
    stats,
    bundles,
    warned,
    traced,
    holders,
    stop: () => clearInterval(clock),
    seconds: (count: number) => vi.advanceTimersByTimeAsync(count * 1000),
    async speakIntoMicrophone(loud: number, seconds: number) {
      for (let tenth = 0; tenth < seconds * 10; tenth++) {
        await vi.advanceTimersByTimeAsync(100);
        if (listening) level({ microphone: loud });
      }
    },
    samples: () => bundles.flatMap(([, samples]) => samples),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('measuring', () => {
  it('looks once a second, tells every two, and the rest at the end without asking again', async () => {
    const { diagnostics, seconds, bundles, stats, samples } = bench();
    diagnostics.follow([talk()]);
    await seconds(7);
    expect(bundles.map(([id, list]) => [id, list.length])).toEqual(Array(3).fill(['a', 2]));
    const asked = stats.mock.calls.length;
    expect(asked).toBeLessThanOrEqual(8);
    diagnostics.follow([]);
    expect(samples().length).toBe(7);
    expect(samples()[3]).toMatchObject({ lossPct: 0, levelIn: 0.1, levelOut: 0.1 });
    await seconds(10);
    expect(stats.mock.calls.length).toBe(asked);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('does not measure what rings or waits, and does not count the pause as loss', async () => {
    const { diagnostics, seconds, line, samples, stats } = bench();
    diagnostics.follow([talk({ state: 'ringing' })]);
    await seconds(3);
    expect(stats).not.toHaveBeenCalled();
    diagnostics.follow([talk()]);
    await seconds(3);
    line.packets = false;
    diagnostics.follow([talk({ state: 'held' })]);
    await seconds(20);
    line.packets = true;
    diagnostics.follow([talk()]);
    await seconds(3);
    diagnostics.follow([]);
    expect(samples().map(({ lossPct }) => lossPct)).toEqual(Array(samples().length).fill(0));
    expect(samples().length).toBeGreaterThanOrEqual(5);
  });

  it('survives a connection that is gone', async () => {
    const { diagnostics, seconds, line, samples } = bench();
    line.answers = false;
    diagnostics.follow([talk()]);
    await seconds(3);
    line.answers = true;
    await seconds(4);
    diagnostics.follow([]);
    expect(samples().length).toBe(3);
  });
});

describe('warnings', () => {
  it('tell a silent microphone after five seconds, once, and when it is over', async () => {
    const { diagnostics, seconds, line, warned } = bench();
    line.said = 0;
    diagnostics.follow([talk()]);
    await seconds(4);
    expect(warned).toEqual([]);
    await seconds(10);
    expect(warned).toEqual(['silentMicrophone on']);
    line.said = 0.1;
    await seconds(2);
    expect(warned).toEqual(['silentMicrophone on', 'silentMicrophone off']);
  });

  it('do not call a muted microphone silent, nor the second in which it was unmuted', async () => {
    const { diagnostics, seconds, line, warned } = bench();
    line.said = 0;
    diagnostics.follow([talk({ muted: true })]);
    await seconds(20);
    diagnostics.follow([talk()]);
    await seconds(4);
    expect(warned).toEqual([]);
  });

  it('tell that nothing comes from the customer: no packet, or nothing but silence from the start', async () => {
    const { diagnostics, seconds, line, warned } = bench();
    line.heard = 0;
    diagnostics.follow([talk()]);
    await seconds(7);
    expect(warned).toEqual(['noSoundFromCustomer on']);
    line.heard = 0.1;
    await seconds(2);
    line.heard = 0;
    await seconds(30);
    expect(warned).toEqual(['noSoundFromCustomer on', 'noSoundFromCustomer off']);
    line.packets = false;
    await seconds(7);
    expect(warned.at(-1)).toBe('noSoundFromCustomer on');
    diagnostics.follow([]);
    expect(warned.at(-1)).toBe('noSoundFromCustomer off');
  });

  it('tell of talking while muted after a second of voice, and not of a cough', async () => {
    const { diagnostics, warned, speakIntoMicrophone } = bench();
    diagnostics.follow([talk({ muted: true })]);
    await speakIntoMicrophone(0.1, 0.4);
    await speakIntoMicrophone(0.001, 3);
    expect(warned).toEqual([]);
    await speakIntoMicrophone(0.1, 2);
    expect(warned).toEqual(['talkingWhileMuted on']);
    await speakIntoMicrophone(0.001, 4);
    expect(warned).toEqual(['talkingWhileMuted on', 'talkingWhileMuted off']);
    await speakIntoMicrophone(0.1, 2);
    diagnostics.follow([talk()]);
    expect(warned.slice(2)).toEqual(['talkingWhileMuted on', 'talkingWhileMuted off']);
  });

  it('hold the microphone only while a talk is muted', async () => {
    const { diagnostics, seconds, holders } = bench();
    diagnostics.follow([talk()]);
    await seconds(1);
    expect([...holders]).toEqual([]);
    diagnostics.follow([talk({ muted: true })]);
    await seconds(1);
    expect(holders.size).toBe(1);
    // Muted in one talk and heard in the other is not talking into the void.
    diagnostics.follow([talk({ muted: true }), talk({ id: 'b' })]);
    expect(holders.size).toBe(0);
    diagnostics.follow([talk({ muted: true })]);
    diagnostics.follow([]);
    await seconds(1);
    expect(holders.size).toBe(0);
  });
});

describe('the story of the wire', () => {
  const message = { at: 1, direction: 'sent', text: 'INVITE' } as const;

  it('is complete soon after the end', async () => {
    const { diagnostics, seconds, traced } = bench();
    diagnostics.follow([talk()]);
    diagnostics.follow([]);
    diagnostics.trace({ ...message, text: 'BYE' }, 'a');
    await seconds(0.3);
    expect(traced).toEqual([['a', 1]]);
  });

  it('travels in bundles, each call’s apart', async () => {
    const { diagnostics, seconds, traced } = bench();
    diagnostics.trace(message, 'a');
    diagnostics.trace(message);
    diagnostics.trace(message, 'a');
    expect(traced).toEqual([]);
    await seconds(2);
    expect(traced).toEqual([
      ['a', 2],
      [undefined, 1],
    ]);
    for (let n = 0; n < 50; n++) diagnostics.trace(message, 'b');
    expect(traced.at(-1)).toEqual(['b', 50]);
    diagnostics.trace(message, 'b');
    diagnostics.dispose();
    expect(traced.at(-1)).toEqual(['b', 1]);
  });
});
