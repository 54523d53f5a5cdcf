import { putKeptBase, roomForBases } from '../../scripts/bench/kept-base.ts';
import { addCrowd } from '../../scripts/seed/crowd.ts';

/** A customer with a number, indexes included; once in the cache and once in the copy that is worked on. */
const BYTES_A_CONTACT = 2 * 700;

/**
 * Puts a base of so many customers at `file`, every `nth` of them interested.
 *
 * @returns how many there are: fewer than asked for when the disk has no room
 */
export async function putCrowd(
  file: string,
  { contacts: wanted, prospects }: { readonly contacts: number; readonly prospects: number },
  log: (line: string) => void,
): Promise<number> {
  const room = Math.floor((await roomForBases()) / BYTES_A_CONTACT);
  const contacts = Math.max(prospects, Math.min(wanted, room));
  const nth = Math.floor(contacts / prospects);
  await putKeptBase(
    file,
    { name: `crowd-${contacts}-${nth}`, make: (path) => addCrowd(path, contacts, nth) },
    log,
  );
  return contacts;
}
