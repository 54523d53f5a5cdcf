import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryKey, writeRecoveryKey } from './recovery-key.ts';

const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('a recovery key', () => {
  it('is nine groups of six', () => {
    expect(writeRecoveryKey(new Uint8Array(32).fill(255))).toMatch(
      /^([0-9A-HJKMNP-TV-Z]{6}-){8}[0-9A-HJKMNP-TV-Z]{6}$/,
    );
  });

  it('comes back from paper, however it is typed', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const written = writeRecoveryKey(key);
        expect(readRecoveryKey(written)).toEqual(key);
        const sloppy = written.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l');
        expect(readRecoveryKey(` ${sloppy}\n`)).toEqual(key);
      }),
    );
  });

  it('is refused with one sign wrong, and with two neighbours in each other’s place', () => {
    fc.assert(
      fc.property(anyKey, fc.nat(52), fc.integer({ min: 1, max: 31 }), (key, at, by) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const signs = [...writeRecoveryKey(key).replaceAll('-', '')];
        const wrong = signs.with(at, alphabet[(alphabet.indexOf(signs[at] ?? '') + by) % 32] ?? '');
        expect(readRecoveryKey(wrong.join(''))).toBeUndefined();
        const [one = '', other = ''] = signs.slice(at, at + 2);
        if (one !== other && at < 51)
          expect(
            readRecoveryKey(
              signs
                .with(at, other)
                .with(at + 1, one)
                .join(''),
            ),
          ).toBeUndefined();
      }),
    );
  });

  it.each(['', 'hello', 'U'.repeat(54), '0'.repeat(53)])('“%s” is none', (typed) => {
    expect(readRecoveryKey(typed)).toBeUndefined();
  });
});
