import type { Sqlite } from '../../open.ts';

/** Id of the contact, and the number as it is stored: E.164 without the plus, or digits. */
export type NumberHit = [id: string, number: string];

/** Digits of the tail by which a number is found from its end. */
const TAIL_DIGITS = 10;
/** Fewest and most digits of a number of E.164. */
const SHORTEST = 7;
const LONGEST = 15;
/** Steps from one beginning of numbers to the next that a search may take, some 2 µs each. */
const MOST_STEPS = 1_500;
/** With more digits behind those that are looked for there are too many ends to try each. */
const MOST_BEHIND = 3;
/** Numbers without a country code that are read: extensions, and what could not be understood. */
const MOST_DIGITS_READ = 20_000;

export interface InsideNumbers {
  /**
   * Numbers in which the digits stand with so many digits behind them.
   *
   * Without an index of its own, which would cost an import more than all others of a number together: what stands in the middle
   * of a number stands behind a beginning or before an end, of which there are few. So either one goes from one beginning
   * that exists to the next, a seek each, or through all ends of that length (10 of one digit, 100 of two), whichever
   * is less. With 9.5 million numbers that is some hundred seeks for any digits from the middle.
   */
  at(behind: number, digits: string, most: number): NumberHit[];
  /** The same anywhere behind the first digit and before the last one. */
  anywhere(digits: string, most: number): NumberHit[];
}

export function createInsideNumbers(sqlite: Sqlite): InsideNumbers {
  const next = sqlite
    .prepare('select e164 from contact_phones where e164 >= +? order by e164 limit 1')
    .pluck();
  const between = sqlite
    .prepare(
      'select contact_id, e164 from contact_phones where e164 >= +? and e164 < +? and deleted_at is null limit +?',
    )
    .raw();
  const byEnds = sqlite
    .prepare(
      `with recursive ends(n) as (values (0) union all select n + 1 from ends where n + 1 < +@ends)
       select contact_id, e164 from ends cross join contact_phones
       where tail >= n * @unit + @low and tail < n * @unit + @high and deleted_at is null limit +@most`,
    )
    .raw();
  const others = sqlite
    .prepare(
      `select p.contact_id, p.digits from
         (select rowid as place, digits from contact_phones where digits > '' and digits is not null limit ${MOST_DIGITS_READ}) o
       cross join contact_phones p on p.rowid = o.place
       where instr(o.digits, ?) > 0 and p.deleted_at is null limit +?`,
    )
    .raw();

  const seek = (from: number): number => (next.get(from) as number | undefined) ?? Number.POSITIVE_INFINITY;

  /** Of how many digits there are numbers at all: nearly always one or two. */
  function lengths(): number[] {
    const found: number[] = [];
    for (let from = 10 ** (SHORTEST - 1); from < 10 ** LONGEST; ) {
      const number = seek(from);
      if (number >= 10 ** LONGEST) break;
      const { length } = String(number);
      found.push(length);
      from = 10 ** length;
    }
    return found;
  }

  /** @returns steps that are left; below 0: it broke off */
  function fromBeginnings(
    asked: Asked,
    beginning: number,
    most: number,
    steps: number,
    found: NumberHit[],
  ): number {
    const { digits, behind } = asked;
    const rest = 10 ** behind;
    const unit = rest * 10 ** digits.length;
    const [low, high] = [Number(digits) * rest, (Number(digits) + 1) * rest];
    const end = unit * 10 ** beginning;
    let left = steps;
    for (let from = (unit * 10 ** beginning) / 10 + low; from < end && found.length < most; ) {
      left -= 1;
      if (left < 0) break;
      const number = seek(from);
      if (number >= end) break;
      const behindBeginning = number % unit;
      const begun = number - behindBeginning;
      if (behindBeginning < low) {
        from = begun + low;
        continue;
      }
      if (behindBeginning < high)
        for (const [id, e164] of between.all(number, begun + high, most - found.length) as [string, number][])
          found.push([id, String(e164)]);
      from = begun + unit + low;
    }
    return left;
  }

  function fromEnds({ digits, behind }: Asked, most: number): NumberHit[] {
    // Whole numbers to SQLite too, which would take others for fractions.
    const unit = 10n ** BigInt(TAIL_DIGITS - behind);
    const rest = 10n ** BigInt(TAIL_DIGITS - behind - digits.length);
    const low = BigInt([...digits].toReversed().join('')) * rest;
    const rows = byEnds.all({ ends: 10n ** BigInt(behind), unit, low, high: low + rest, most }) as [
      string,
      number,
    ][];
    // A number of fewer digits than a tail has zeros before it there.
    return rows
      .map(([id, e164]): NumberHit => [id, String(e164)])
      .filter(([, number]) => number.startsWith(digits, number.length - behind - digits.length));
  }

  function search(asked: Asked, all: readonly number[], most: number, steps: number) {
    const { digits, behind } = asked;
    const ends = behind <= MOST_BEHIND && behind + digits.length <= TAIL_DIGITS ? 10 ** behind : undefined;
    const found: NumberHit[] = [];
    let left = ends === undefined ? steps : Math.min(steps, ends / 2);
    for (const length of all) {
      const beginning = length - digits.length - behind;
      if (beginning > 0 && left >= 0) left = fromBeginnings(asked, beginning, most, left, found);
    }
    if (left < 0 && ends !== undefined) return { found: fromEnds(asked, most), left: steps };
    return { found, left: ends === undefined ? left : steps };
  }

  return {
    at: (behind, digits, most) => search({ digits, behind }, lengths(), most, MOST_STEPS).found,
    anywhere(digits, most) {
      const found = others.all(digits, most) as NumberHit[];
      const all = lengths();
      let steps = MOST_STEPS;
      for (let behind = 1; behind + digits.length < LONGEST && found.length < most; behind += 1) {
        const more = search({ digits, behind }, all, most - found.length, Math.max(0, steps));
        found.push(...more.found);
        steps = more.left;
      }
      return found;
    },
  };
}

interface Asked {
  readonly digits: string;
  /** Digits behind them. */
  readonly behind: number;
}
