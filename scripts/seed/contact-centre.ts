import { v7 } from 'uuid';
import { openDatabase } from '../../db/open.ts';
import { createRepositories } from '../../db/repositories/index.ts';
import { words } from '../../shared/domain/text/fold.ts';
import { GIVEN, SURNAMES } from './untidy-words.ts';

/** Of 31 contacts one is an organisation, half of the people behind it work there. */
const FAMILY = 31;
const ROWS_A_TRANSACTION = 50_000;
const WORDS_A_TRANSACTION = 5_000;
/** Calls per contact: five millions for 6.2. */
const CALLS_SHARE = 0.8;
const SYLLABLES = [
  'ба',
  'ве',
  'го',
  'ди',
  'жу',
  'за',
  'ки',
  'ло',
  'ме',
  'ну',
  'ро',
  'си',
  'та',
  'фи',
  'ху',
  'че',
];
const ENDINGS = ['нов', 'тов', 'кин', 'чук', 'енко'];

/** Spread without a pattern that an index could like: multiplication by a prime near the golden ratio of 2³². */
const mix = (n: number, salt: number): number => (Math.imul(n + salt, 2_654_435_761) >>> 7) >>> 0;
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Some 20,000 surnames, of which twenty are as frequent as real ones are. */
function surname(n: number): string {
  const known = mix(n, 1) % 12 === 0;
  if (known) return SURNAMES[mix(n, 2) % SURNAMES.length] ?? '';
  const [a, b, c] = [mix(n, 3), mix(n, 4), mix(n, 5)];
  return capital(`${syllable(a)}${syllable(b)}${syllable(c)}${ENDINGS[mix(n, 6) % ENDINGS.length]}`);
}
const syllable = (n: number): string => SYLLABLES[n % SYLLABLES.length] ?? '';

export interface Someone {
  readonly id: string;
  readonly name: string;
  readonly organisation: boolean;
  /** Of the organisation in which he works. */
  readonly organisationN: number | undefined;
  /** E.164 without the plus: Russian mobiles, all different and valid up to ten millions; every other one has a second. */
  readonly numbers: readonly number[];
}

/** The n-th contact, always the same. */
export function someone(n: number): Someone {
  const organisation = n % FAMILY === 0;
  const name = organisation
    ? `ООО «${capital(syllable(mix(n, 7)) + syllable(mix(n, 8)))} ${surname(n)}»`
    : `${surname(n)} ${GIVEN[mix(n, 9) % GIVEN.length]}`;
  const first = 79_000_000_000 + n;
  return {
    id: `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    name,
    organisation,
    organisationN: !organisation && n % 2 === 0 ? n - (n % FAMILY) : undefined,
    numbers: n % 2 === 0 ? [first] : [first, first + 100_000_000],
  };
}

/**
 * The base of a contact centre: people, organisations, numbers, calls, and the search index over all. As rows, without outbox: a
 * bench reads none of it.
 */
export function addContactCentre(file: string, count: number, log: (line: string) => void): void {
  const db = openDatabase({ file });
  const { sqlite } = db;
  sqlite.pragma('synchronous = OFF');
  sqlite.pragma('cache_size = -400000');
  // Merging while it grows costs more than once at the end.
  sqlite.exec(
    "insert into contact_search(contact_search, rank) values ('automerge', 0), ('hashsize', 268435456)",
  );
  const contact = sqlite.prepare(
    `insert into contacts (id, created_at, updated_at, version, kind, name, organisation_id, relation, stage, tags, about, rseq, name_key)
     values (?, 1, 1, 1, ?, ?, ?, 'customer', 'customer', '[]', '', ?, ?)`,
  );
  const phone = sqlite.prepare(
    `insert into contact_phones (id, created_at, updated_at, version, contact_id, e164, raw, label, main, position)
     values (?, 1, 1, 1, ?, ?, ?, 'main', ?, ?)`,
  );
  const index = sqlite.prepare('insert into contact_search (rowid, words) values (?, ?)');
  const call = sqlite.prepare(
    `insert into calls (id, created_at, updated_at, version, account_id, direction, state, remote_number, remote_name, remote_anonymous,
       e164, started_at, answered_at, ended_at, hold_operator, hold_customer, held_ms, muted, result, cause, ended_by, identity,
       contact_id, note, wrap_up)
     values (?, 1, 1, 1, 'office', 'inbound', 'ended', ?, '', 0, ?, ?, ?, ?, 0, 0, 0, 0, 'answered', 'hangup', 'customer',
       '{"reading":{"kind":"anonymous"},"matches":[]}', ?, '', 'done')`,
  );
  const began = Date.UTC(2025, 0, 1);
  const add = (n: number): void => {
    const { id, name, organisation, organisationN, numbers } = someone(n);
    const key = words(name).join(' ');
    const employer = organisationN === undefined ? undefined : someone(organisationN);
    contact.run(id, organisation ? 'organisation' : 'person', name, employer?.id ?? null, n + 1, key);
    for (const [position, number] of numbers.entries())
      phone.run(
        `${id.slice(0, 9)}${position + 1}${id.slice(10)}`,
        id,
        number,
        `+${number}`,
        position === 0 ? 1 : 0,
        position,
      );
    index.run(n + 1, [...new Set([...key.split(' '), ...(employer ? words(employer.name) : [])])].join(' '));
  };
  const addCall = (n: number): void => {
    if (mix(n, 10) % 100 >= CALLS_SHARE * 100) return;
    const { id, numbers } = someone(n);
    const at = began + (mix(n, 11) % 600) * 86_400_000 + (n % 36_000) * 1_000;
    call.run(`01910000${id.slice(8)}`, `+${numbers[0]}`, numbers[0], at, at + 8_000, at + 95_000, id);
  };
  for (let from = 0; from < count; from += ROWS_A_TRANSACTION) {
    const to = Math.min(count, from + ROWS_A_TRANSACTION);
    // Apart from each other: a call wakes triggers with upserts, and at each savepoint FTS5 writes out a segment, of which it
    // can have 2000.
    for (const addOne of [add, addCall])
      db.transaction(() => {
        for (let n = from; n < to; n += 1) addOne(n);
      });
    if (from % 500_000 === 0 && from > 0) log(`    ${from} of ${count} …`);
  }
  log('    putting the search index in order …');
  sqlite.exec(
    "insert into contact_search(contact_search) values ('optimize');" +
      "insert into contact_search(contact_search, rank) values ('automerge', 4), ('hashsize', 1048576)",
  );
  const { search } = createRepositories(db, {
    now: Date.now,
    newId: v7,
    actorId: () => '',
    home: () => ({ country: 'RU', areaCode: '' }),
  });
  while (search.catchUp(WORDS_A_TRANSACTION) > 0);
  sqlite.pragma('wal_checkpoint(truncate)');
  db.close();
}
