import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingFileName } from './file-name.ts';
import { createLevelMeter, type Levels, levelOf, peakOf, silenceShare, skippedSpans } from './levels.ts';
import { jumpFrom, neighbour } from './listening.ts';

const LOUD = levelOf(0.5);
/** `o` the operator speaks, `c` the customer, `b` both, `.` nobody: 100 ms a letter. */
function spoken(pattern: string): Levels {
  const side = (letters: string) => Uint8Array.from([...pattern], (l) => (letters.includes(l) ? LOUD : 3));
  return { windowMs: 100, operator: side('ob'), customer: side('cb') };
}

describe('levels', () => {
  it('keep what is quiet apart from what is quieter', () => {
    expect([levelOf(0), levelOf(1), levelOf(2)]).toEqual([0, 255, 255]);
    expect(levelOf(0.005)).toBeGreaterThan(levelOf(0.0005) + 5);
    expect(Math.abs(peakOf(levelOf(0.3)) - 0.3)).toBeLessThan(0.01);
  });

  it('are the same in whatever pieces the sound comes', () => {
    const sound = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: 400 });
    fc.assert(
      fc.property(sound, fc.integer({ min: 1, max: 50 }), (samples, piece) => {
        const whole = createLevelMeter(1_000);
        whole.add(
          Float32Array.from(samples),
          Float32Array.from(samples, (x) => x / 2),
        );
        const parts = createLevelMeter(1_000);
        for (let n = 0; n < samples.length; n += piece) {
          const part = samples.slice(n, n + piece);
          parts.add(
            Float32Array.from(part),
            Float32Array.from(part, (x) => x / 2),
          );
        }
        expect(parts.levels()).toEqual(whole.levels());
        expect(whole.levels().operator.length).toBe(Math.ceil(samples.length / 100));
      }),
    );
  });

  it('take the loudest of a window, of each side by itself', () => {
    const meter = createLevelMeter(10);
    meter.add(Float32Array.of(0.25, 0), Float32Array.of(0, -1));
    expect(meter.levels()).toEqual({
      windowMs: 100,
      operator: Uint8Array.of(levelOf(0.25), 0),
      customer: Uint8Array.of(0, 255),
    });
  });
});

describe('silence', () => {
  it('is where neither side speaks', () => {
    expect(silenceShare(spoken('oocc....bb'))).toBe(0.4);
    expect(silenceShare(spoken('....'))).toBe(1);
    expect(silenceShare(spoken(''))).toBeUndefined();
  });

  it('is skipped when it is long, but for a rest before and after the words', () => {
    expect(skippedSpans(spoken(`oo${'.'.repeat(20)}cc`))).toEqual([{ fromMs: 500, toMs: 1_900 }]);
    expect(skippedSpans(spoken(`oo${'.'.repeat(14)}cc`))).toEqual([]);
  });

  it('is skipped whole at the beginning and at the end', () => {
    expect(skippedSpans(spoken(`${'.'.repeat(20)}oo${'.'.repeat(30)}`))).toEqual([
      { fromMs: 0, toMs: 1_700 },
      { fromMs: 2_500, toMs: 5_200 },
    ]);
  });

  it('that is skipped never holds a word, and the spans are apart and in order', () => {
    const pattern = fc
      .array(fc.tuple(fc.constantFrom('o', 'c', 'b', '.'), fc.integer({ min: 1, max: 40 })))
      .map((runs) => runs.map(([letter, count]) => letter.repeat(count)).join(''));
    fc.assert(
      fc.property(pattern, (text) => {
        let last = -1;
        for (const { fromMs, toMs } of skippedSpans(spoken(text))) {
          expect(fromMs).toBeGreaterThan(last);
          expect(toMs).toBeGreaterThan(fromMs);
          expect(text.slice(Math.floor(fromMs / 100), Math.ceil(toMs / 100))).toMatch(/^\.+$/);
          last = toMs;
        }
      }),
    );
  });
});

describe('listening', () => {
  const skipped = [{ fromMs: 1_000, toMs: 3_000 }];

  it('jumps over what is skipped, once', () => {
    expect(jumpFrom(500, { skipped })).toBeUndefined();
    expect(jumpFrom(1_200, { skipped })).toBe(3_000);
    expect(jumpFrom(3_000, { skipped })).toBeUndefined();
  });

  it('goes round in a loop and hears its silence', () => {
    const loop = { fromMs: 500, toMs: 2_500 };
    expect(jumpFrom(1_200, { skipped, loop })).toBeUndefined();
    expect(jumpFrom(2_500, { skipped, loop })).toBe(500);
    expect(jumpFrom(0, { skipped, loop })).toBe(500);
  });

  it('goes to the next moment, and to the one before also when one has just begun', () => {
    const moments = [9_000, 2_000, 5_000];
    expect(neighbour(moments, 2_000, 1)).toBe(5_000);
    expect(neighbour(moments, 9_000, 1)).toBeUndefined();
    expect(neighbour(moments, 5_400, -1)).toBe(2_000);
    expect(neighbour(moments, 8_000, -1)).toBe(5_000);
    expect(neighbour(moments, 1_000, -1)).toBeUndefined();
  });
});

describe('the name of an exported recording', () => {
  const base = {
    moment: '2026-11-27 14-30',
    id: '01938f2e-7b5a-7000-8000-000000abcdef',
    mime: 'audio/webm;codecs=opus',
  };

  it('says when and who, and keeps letters of every language', () => {
    expect(recordingFileName({ ...base, who: 'Анна Петрова' })).toBe(
      '2026-11-27 14-30 Анна Петрова abcdef.webm',
    );
  });

  it('cannot leave its folder, whatever the other side calls itself', () => {
    expect(recordingFileName({ ...base, who: '../../etc/passwd' })).toBe(
      '2026-11-27 14-30 etc passwd abcdef.webm',
    );
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('/', '\\', '.', ':', '\u0000', '\u202e', ' ', 'a', 'Я', '🙂'),
          maxLength: 120,
        }),
        (who) => {
          const name = recordingFileName({ ...base, who });
          // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be in a name.
          expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]/);
          expect(name.startsWith('2026-11-27 14-30 ')).toBe(true);
          expect(name.endsWith('abcdef.webm')).toBe(true);
        },
      ),
    );
  });
});
