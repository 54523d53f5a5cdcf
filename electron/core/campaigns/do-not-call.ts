import { setImmediate as breathe } from 'node:timers/promises';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { type Home, identifyNumber, readNumber } from '../../../shared/domain/phone-number/index.ts';

/** Lines in one transaction: some milliseconds, so that a call in between does not wait. */
const PORTION = 100;
/** Of a line that could not be read, as it comes back. */
const SHOWN = 200;
const MOST_REFUSED = 1000;

/** @throws Failure `invalidNumber`: not a whole number, so it would forbid nobody or somebody else */
export function wholeNumber(written: string, home: Home): string {
  const reading = identifyNumber(written, home);
  if (reading.kind !== 'e164') throw new Failure('invalidNumber', { number: written.slice(0, 60) });
  return reading.e164;
}

/** The first cell of a line that is a whole number. */
function numberIn(line: string, home: Home): string | undefined {
  for (const cell of [line, ...line.split(/[;,\t]/)]) {
    const reading = identifyNumber(cell.replaceAll('"', '').trim(), home);
    if (reading.kind === 'e164') return reading.e164;
  }
  return undefined;
}

/** Numbers from a text, one a line, or in a column of a CSV. */
export async function importNumbers(
  { text, reason }: { readonly text: string; readonly reason: string },
  { db, doNotCall, home }: { db: Pick<Db, 'transaction'>; home: Home } & Pick<Repositories, 'doNotCall'>,
): Promise<{ added: number; known: number; refused: { line: number; text: string }[] }> {
  const lines = text.split(/\r\n|\r|\n/);
  const refused: { line: number; text: string }[] = [];
  let [added, known] = [0, 0];
  for (let from = 0; from < lines.length; from += PORTION) {
    db.transaction(() => {
      for (const [index, line] of lines.slice(from, from + PORTION).entries()) {
        if (line.trim() === '') continue;
        const number = numberIn(line, home);
        if (number === undefined) {
          if (refused.length < MOST_REFUSED)
            refused.push({ line: from + index + 1, text: line.slice(0, SHOWN) });
        } else if (doNotCall.put(number, reason)) added += 1;
        else known += 1;
      }
    });
    await breathe();
  }
  return { added, known, refused };
}

/** Whose number it is: they may be called again when it is taken off the list. */
export const holdersOf = (number: string, { lookup }: Pick<Repositories, 'lookup'>, home: Home): string[] =>
  lookup.byNumber(readNumber(number, home), { ownNumbers: [] }).map(({ contactId }) => contactId);
