// A process of the test beside it: claims profile after profile at agreed moments, and says which of them it got.
import { join } from 'node:path';
import { claimProfile, type SingleCore } from '../../../electron/core/host/single-core.ts';

const [top = '', rounds = '', begin = '', apart = ''] = process.argv.slice(2);
const got: boolean[] = [];
/** Until the process ends: a forgotten lock is a free one. */
const held: SingleCore[] = [];
const momentOf = (round: number) => Number(begin) + round * Number(apart);
/** Awake at the very moment: a timer is up to some milliseconds late. */
const until = (moment: number) => {
  while (Date.now() < moment);
};

for (let round = 0; round < Number(rounds); round++) {
  until(momentOf(round));
  got.push(isClaimed(join(top, String(round))));
}
// The other may still be asking for the last one.
until(momentOf(Number(rounds) + 1));
console.log(JSON.stringify(got));

function isClaimed(dataDir: string): boolean {
  try {
    held.push(claimProfile(dataDir));
    return true;
  } catch {
    return false;
  }
}
