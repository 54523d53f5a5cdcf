import type { Levels } from '../../../shared/domain/recording/levels.ts';
import { readWhole, writeWhole } from './sound-file.ts';

/** `RDL1`, the window in ms (16 bit, little endian), then the operator's bytes and as many of the customer. */
const MAGIC = Buffer.from('RDL1');
const HEAD = MAGIC.length + 2;

/** Beside the recording and not in the base, which would grow by a third of a gigabyte for 100,000 talks. */
export async function writeLevels(
  path: string,
  { windowMs, operator, customer }: Levels,
  recipients: readonly string[] | undefined,
): Promise<void> {
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  head.writeUInt16LE(windowMs, MAGIC.length);
  const windows = Math.max(operator.length, customer.length);
  const body = Buffer.alloc(windows * 2);
  body.set(operator);
  body.set(customer, windows);
  await writeWhole(path, Buffer.concat([head, body]), recipients);
}

/** `undefined`: there is none, it cannot be opened, or it is not one. */
export async function readLevels(path: string, identities: readonly string[]): Promise<Levels | undefined> {
  const found = await readWhole(path, identities).catch(() => undefined);
  const bytes = found && Buffer.from(found.buffer, found.byteOffset, found.length);
  if (!bytes || bytes.length < HEAD || bytes.length % 2 === 1 || !bytes.subarray(0, 4).equals(MAGIC))
    return undefined;
  const windowMs = bytes.readUInt16LE(MAGIC.length);
  const windows = (bytes.length - HEAD) / 2;
  const side = (from: number) => new Uint8Array(bytes.subarray(from, from + windows));
  return windowMs === 0 ? undefined : { windowMs, operator: side(HEAD), customer: side(HEAD + windows) };
}
