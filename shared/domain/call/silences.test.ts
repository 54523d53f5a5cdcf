import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from './fact.ts';
import { silences } from './silences.ts';

const fact = (at: number, body: FactBody): Fact => ({ callId: 'c', at, ...body });
const RECORDING = { startedAt: 10_000, durationMs: 20_000 };

describe('the silences of a recording', () => {
  it('are where the network failed, counted from its beginning', () => {
    const story = [
      fact(10_000, { kind: 'answered', by: 'operator' }),
      fact(14_000, { kind: 'signalLost' }),
      fact(14_500, { kind: 'soundLost' }),
      fact(16_600, { kind: 'soundBack' }),
      fact(16_700, { kind: 'signalBack' }),
      fact(30_000, { kind: 'ended', cause: 'hangup', by: 'customer' }),
    ];
    expect(silences(story, RECORDING)).toEqual([{ fromMs: 4_500, toMs: 6_600, because: 'network' }]);
  });

  it('last to the end when the sound never came back, whether the end was stated or not', () => {
    const lost = fact(25_000, { kind: 'soundLost' });
    expect(silences([lost], RECORDING)).toEqual([{ fromMs: 15_000, toMs: 20_000, because: 'network' }]);
    const ended = fact(28_000, { kind: 'ended', cause: 'networkLost', by: 'network' });
    expect(silences([lost, ended], RECORDING)).toEqual([
      { fromMs: 15_000, toMs: 18_000, because: 'network' },
    ]);
  });

  it('are also where it was paused, and say why', () => {
    const story = [
      fact(12_000, { kind: 'recordingPaused', because: 'field' }),
      fact(13_000, { kind: 'soundLost' }),
      fact(15_000, { kind: 'recordingResumed' }),
      fact(16_000, { kind: 'soundBack' }),
      fact(20_000, { kind: 'recordingPaused', because: 'key' }),
      fact(30_000, { kind: 'ended', cause: 'hangup', by: 'customer' }),
    ];
    expect(silences(story, RECORDING)).toEqual([
      { fromMs: 2_000, toMs: 5_000, because: 'field' },
      { fromMs: 3_000, toMs: 6_000, because: 'network' },
      { fromMs: 10_000, toMs: 20_000, because: 'key' },
    ]);
  });

  it('stay inside of the recording, and a quiet customer makes none', () => {
    const early = [fact(9_000, { kind: 'soundLost' }), fact(11_000, { kind: 'soundBack' })];
    expect(silences(early, RECORDING)).toEqual([{ fromMs: 0, toMs: 1_000, because: 'network' }]);
    const late = [fact(40_000, { kind: 'soundLost' }), fact(41_000, { kind: 'soundBack' })];
    expect(silences(late, RECORDING)).toEqual([]);
    expect(silences([fact(10_000, { kind: 'answered', by: 'operator' })], RECORDING)).toEqual([]);
  });
});
