import type { Match, NumberReading } from '../../../shared/contract/calls.ts';
import { type Candidate, isOwn, numberKey, rank } from '../../../shared/domain/identity/identity.ts';
import { numberLinks } from '../../schema/people.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { tailRange } from '../search/by-keys.ts';

export interface LookupOptions {
  /** The firm's own numbers, E.164 or extensions: never a customer. */
  readonly ownNumbers: readonly string[];
}

export interface Lookup {
  /** Who may this be: ranked, with the reason for each, at most ten. Empty: nobody that we know. */
  byNumber(reading: NumberReading, options: LookupOptions): Match[];
  /** From now on this number is that customer first of all. Undefined: the number says nothing (anonymous). */
  remember(reading: NumberReading, contactId: string): Changed | undefined;
}

/** Suffixes are compared from this length on: less is chance. */
const SHORTEST_SUFFIX = 7;
const ENDS = [SHORTEST_SUFFIX, 8, 9, 10];

/** By what of theirs somebody was found: the main number or another one, the end of a number, digits that are no whole number. */
const BY = { link: 0, main: 1, other: 2, tail: 3, digits: 4 } as const;

/** A row is read as an array, and has few texts: what a value costs to be read is a tenth of the row. */
type Row = [
  by: (typeof BY)[keyof typeof BY],
  contactId: string,
  name: string,
  isCompany: number,
  recency: number,
  organisation: string | null,
  number: number | string | null,
];

const MOST_HOLDERS = 200;
/** With their company ten, which is what is named at most (`rank`). */
const MOST_PEOPLE = 9;

// `= +?`: otherwise this SQLite (STAT4) looks at the bound value and plans anew at each call, 35 µs for 6.7.
const LINKED = `select ${BY.link} as by, contact_id, null as number from number_links where key = +? and deleted_at is null`;
const WHOLE = `select iif(main, ${BY.main}, ${BY.other}), contact_id, e164 from contact_phones
  where e164 = +? and deleted_at is null`;
const TAIL = `select ${BY.tail}, contact_id, e164 from contact_phones
  where tail >= +? and tail < +? and deleted_at is null`;
/** The wanted ones as rows: a list of them in brackets would be an index, made anew at each call. */
const digitsOf = (count: number) =>
  `select ${BY.digits}, p.contact_id, p.digits
   from (${Array(count).fill('select +? as digits').join(' union all ')}) wanted
   cross join contact_phones p on p.digits = wanted.digits and p.digits is not null and p.deleted_at is null`;

export function createLookup(deps: Deps, changes: Changes): Lookup {
  const { sqlite } = deps.db;
  // One statement for all ways to be found: what it costs to begin one is a third of a lookup. From the number to its holder, and
  // never the other way round.
  const prepare = (...ways: string[]) =>
    sqlite
      .prepare(
        `select found.by, c.id, c.name, c.kind = 'organisation', c.rseq, o.name, found.number
         from (${ways.join(' union all ')} limit ${MOST_HOLDERS}) found
         cross join contacts c on c.id = found.contact_id and c.deleted_at is null
         left join contacts o on o.id = c.organisation_id and o.deleted_at is null`,
      )
      .raw();
  const byE164 = prepare(LINKED, WHOLE, digitsOf(ENDS.length));
  const byTail = prepare(LINKED, TAIL, digitsOf(ENDS.length));
  const byDigits = prepare(LINKED, digitsOf(1));
  const byKey = prepare(LINKED);
  const people = sqlite
    .prepare(
      `select id, name, rseq from contacts where organisation_id = +? and deleted_at is null order by rseq desc limit ${MOST_PEOPLE}`,
    )
    .raw();
  const linkId = sqlite
    .prepare('select id from number_links where key = +? and deleted_at is null limit 1')
    .pluck();
  const links = rowAggregate(sqlite, numberLinks);
  changes.register(links);

  /** A company's line may be anybody there: the company itself first, then its people. */
  const company = (contactId: string, organisation: string): Candidate[] =>
    (people.all(contactId) as [string, string, number][]).map(([id, name, recency]) => ({
      contactId: id,
      name,
      organisation,
      recency,
      reason: 'companyLine',
      own: false,
    }));

  function rowsOf(reading: NumberReading, key: string): Row[] {
    switch (reading.kind) {
      case 'e164': {
        const number = reading.e164.slice(1);
        return byE164.all(key, Number(number), ...endsOf(number)) as Row[];
      }
      case 'suffix': {
        const { digits } = reading;
        if (digits.length < SHORTEST_SUFFIX) return byKey.all(key) as Row[];
        return byTail.all(key, ...tailRange(digits), ...endsOf(digits)) as Row[];
      }
      case 'internal':
        return byDigits.all(key, reading.extension) as Row[];
      default:
        return byKey.all(key) as Row[];
    }
  }

  return {
    byNumber(reading, { ownNumbers }) {
      const key = numberKey(reading);
      if (key === undefined || isOwn(reading, ownNumbers)) return [];
      const found: Candidate[] = [];
      for (const row of rowsOf(reading, key)) {
        const [, contactId, name, isCompany, recency, organisation] = row;
        const why = reasonOf(row, reading, ownNumbers);
        if (why === undefined) continue;
        const own = { contactId, name, recency, own: true, ...why };
        found.push(organisation === null ? own : { ...own, organisation });
        if (why.reason === 'companyLine' && isCompany === 1) found.push(...company(contactId, name));
      }
      return rank(found);
    },
    remember(reading, contactId) {
      const key = numberKey(reading);
      if (key === undefined) return undefined;
      const id = (linkId.get(key) as string | undefined) ?? deps.newId();
      return changes.save(links, id, { key, contactId });
    },
  };
}

/** Why this row may be the caller; undefined: it only looks like it, or is the firm itself. */
function reasonOf(
  [by, , , isCompany, , , number]: Row,
  reading: NumberReading,
  ownNumbers: readonly string[],
): Pick<Candidate, 'reason' | 'digits'> | undefined {
  switch (by) {
    case BY.link:
      return { reason: 'corrected' };
    case BY.main:
      return { reason: isCompany === 1 ? 'companyLine' : 'mainNumber' };
    case BY.other:
      return { reason: isCompany === 1 ? 'companyLine' : 'otherNumber' };
    case BY.digits:
      if (reading.kind === 'internal') return { reason: 'extension' };
      // Cards that hold only the end of the number (no area code was written).
      return { reason: 'lastDigits', digits: String(number).length };
    case BY.tail: {
      const ending = reading.kind === 'suffix' ? reading.digits : '';
      const isMeant = String(number).endsWith(ending) && !ownNumbers.includes(`+${number}`);
      return isMeant ? { reason: 'lastDigits', digits: ending.length } : undefined;
    }
  }
}

/** The ends of a number by which a card may hold it; null where it is too short for one. */
const endsOf = (number: string): (string | null)[] =>
  ENDS.map((length) => (length <= number.length ? number.slice(-length) : null));
