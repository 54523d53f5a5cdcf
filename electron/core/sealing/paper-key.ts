import { Failure } from '../../../shared/contract/failure.ts';
import { recipientOf } from './age.ts';

/**
 * The recovery key on paper is an age identity: `AGE-SECRET-KEY-1` and 58 signs of Bech32, whose last six check the others.
 * It is printed in groups, which are only a matter of its looks: copied, it is what `age -i` takes.
 */
const HEAD = 'AGE-SECRET-KEY-1';
const SIGNS = '023456789ACDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 58;
/** As it is printed; the last group has four. */
export const PAPER_GROUP = 6;

/**
 * The identity as it was typed: small letters, look-alikes, spaces and dashes between groups are taken, the head may be missing.
 *
 * @throws Failure `recoveryKeyTypo` with the number of the group that has one wrong sign, `recoveryKeyTypos` when it is more than one,
 * `recoveryKeyShort` with how many signs there are and should be
 */
export async function readPaperKey(typed: string): Promise<string> {
  const plain = typed.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '');
  // None of the look-alikes is a sign of Bech32.
  const body = plain
    .replace(/^AGESECRETKEY1/, '')
    .replaceAll('O', '0')
    .replaceAll('B', '8')
    .replaceAll(/[1I]/g, 'L');
  if (body.length !== LENGTH) throw new Failure('recoveryKeyShort', { signs: body.length, of: LENGTH });
  if (await isKey(body)) return HEAD + body;
  const group = await groupOfTypo(body);
  throw group === undefined ? new Failure('recoveryKeyTypos') : new Failure('recoveryKeyTypo', { group });
}

async function isKey(body: string): Promise<boolean> {
  try {
    await recipientOf(HEAD + body);
    return true;
  } catch {
    return false;
  }
}

/** With one wrong sign exactly one change makes it right: keys differ from each other in five signs at least (BIP 173). */
async function groupOfTypo(body: string): Promise<number | undefined> {
  for (let at = 0; at < LENGTH; at += 1)
    for (const sign of SIGNS)
      if (await isKey(body.slice(0, at) + sign + body.slice(at + 1))) return Math.floor(at / PAPER_GROUP) + 1;
  return undefined;
}
