import { generateX25519Identity } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAPER_GROUP, readPaperKey } from './paper-key.ts';

const HEAD = 'AGE-SECRET-KEY-1';
const SIGNS = '023456789ACDEFGHJKLMNPQRSTUVWXYZ';
const key = await generateX25519Identity();
const body = key.slice(HEAD.length);
const grouped = body.match(/.{1,6}/g) ?? [];
const withSign = (text: string, at: number, by: number) =>
  text.slice(0, at) + SIGNS[(SIGNS.indexOf(text[at] ?? '') + by) % 32] + text.slice(at + 1);
const place = fc.nat(body.length - 1);
const shift = fc.integer({ min: 1, max: 31 });

describe('a recovery key', () => {
  it.each([
    ['as it was copied', key],
    ['in groups', `${HEAD} ${grouped.join(' ')}`],
    ['in small letters with dashes', `${HEAD}-${grouped.join('-')}`.toLowerCase()],
    ['without its head', `\n${grouped.join('  ')} `],
    ['with look-alikes', body.replaceAll('0', 'O').replaceAll('8', 'b').replaceAll('L', '1')],
  ])('comes back from paper %s', async (_how, typed) => {
    expect(await readPaperKey(typed)).toBe(key);
  });

  it('says in which group one sign is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(place, shift, async (at, by) => {
        const group = Math.floor(at / PAPER_GROUP) + 1;
        await expect(readPaperKey(withSign(body, at, by))).rejects.toMatchObject({
          code: 'recoveryKeyTypo',
          params: { group },
        });
      }),
      { numRuns: 20 },
    );
  });

  it('never names a group when two signs are wrong', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, shift, async (one, other, by) => {
        fc.pre(one !== other);
        const typed = withSign(withSign(body, one, by), other, by);
        await expect(readPaperKey(typed)).rejects.toMatchObject({ code: 'recoveryKeyTypos' });
      }),
      { numRuns: 10 },
    );
  });

  it('says how many signs are missing', async () => {
    await expect(readPaperKey(key.slice(0, -3))).rejects.toMatchObject({
      code: 'recoveryKeyShort',
      params: { signs: 55, of: 58 },
    });
    await expect(readPaperKey('')).rejects.toMatchObject({ code: 'recoveryKeyShort' });
  });
});
