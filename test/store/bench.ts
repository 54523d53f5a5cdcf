import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { v7 as uuid } from 'uuid';
import { checkpointsAside } from '../../db/checkpoints.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { createRepositories, type Repositories } from '../../db/repositories/index.ts';
import { callRecord, HOME, ME } from '../../db/testing.ts';
import { putKeptBase, roomForBases } from '../../scripts/bench/kept-base.ts';
import { type Bench, type Figure, percentile } from '../../scripts/bench/report.ts';
import { startWorkstation } from '../../scripts/lib/workstation.ts';
import { addContactCentre, someone } from '../../scripts/seed/contact-centre.ts';
import { untidyCsv } from '../../scripts/seed/untidy-csv.ts';
import { importFile } from './import-file.ts';
import { importTwice, residentMb } from './import-program.ts';

/** A contact with its numbers, calls and words, once in the cache and once in the copy that is worked on. */
const BYTES_A_CONTACT = 2 * 1_700;
const LOOKUPS = 20_000;
const CARDS = 5_000;
const SEARCHES = 2_000;
const COMMITS = 400;
const STARTS = 3;
const ROWS_MEANWHILE = 100_000;
/** Where a person looks. */
const SCREENFUL = { offset: 0, limit: 20 };
/** First of all the work is done so often without being measured: caches are warm in a program that runs all day. */
const WARM_UP = 500;

/**
 * The base at the size of a contact centre: `--contacts` (6,200,000), and `--rows` (100,000) untidy rows that are imported twice.
 * Each figure beside what bare prepared statements, or the bare disk, cost in the same run.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: 'string', default: '6200000' },
      rows: { type: 'string', default: '100000' },
    },
  });
  const contacts = Math.min(Number(values.contacts), Math.floor((await roomForBases()) / BYTES_A_CONTACT));
  const rows = Number(values.rows);
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const file = join(dataDir, 'ringdesk.db');
  try {
    const base = {
      name: `centre-${contacts}`,
      make: (path: string) => addContactCentre(path, contacts, log),
    };
    await putKeptBase(file, base, log);
    const db = openDatabase({ file });
    const repositories = createRepositories(db, {
      now: Date.now,
      newId: uuid,
      actorId: () => ME,
      home: () => HOME,
    });
    repositories.users.save({ id: ME, name: 'Olena' });
    const figures: Figure[] = [];
    log('  looking up …');
    figures.push(lookups(db, repositories, contacts), cards(db, repositories, contacts));
    log('  searching …');
    figures.push(...searches(repositories, contacts));
    log('  writing calls …');
    figures.push(commits(db, repositories, dataDir));
    log('  looking up while rows are imported …');
    figures.push(await lookupsMeanwhile({ db, repositories, dataDir, contacts }));
    db.close();
    log(`  importing ${rows} rows, twice …`);
    figures.push(...(await importTwice(dataDir, Buffer.from(untidyCsv({ rows, seed: 1 })))));
    log('  starting the core …');
    figures.push(...(await starts(dataDir)));
    return { figures, notes: [`${contacts} contacts; base in the page cache; one process`] };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

/** Any of them, and the same ones in each run. */
const anyOf = (contacts: number) => (n: number) => (Math.imul(n + 1, 2_654_435_761) >>> 0) % contacts;

/** How long each of `count` takes, µs, after a warm-up; not counted what the program does `between` them. */
function microseconds(count: number, work: (n: number) => unknown, between = () => {}): number[] {
  for (let n = 0; n < WARM_UP; n += 1) work(count + n);
  return Array.from({ length: count }, (_, n) => {
    const begun = performance.now();
    work(n);
    const took = (performance.now() - begun) * 1_000;
    between();
    return took;
  });
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Twice the floor is the goal, ten times the limit (performance.md). */
function againstFloor(name: string, ours: readonly number[], floor: readonly number[]): Figure {
  const [value, ground] = [percentile(ours, 99), percentile(floor, 99)];
  return {
    name,
    value,
    unit: 'µs',
    goal: tenths(2 * ground),
    limit: tenths(10 * ground),
    ratio_to_floor: value / ground,
  };
}

function lookups(db: Db, { lookup }: Repositories, contacts: number): Figure {
  const any = anyOf(contacts);
  const bare = db.sqlite.prepare(
    'select contact_id, main from contact_phones where e164 = +? and deleted_at is null',
  );
  const floor = microseconds(LOOKUPS, (n) => bare.all(someone(any(n)).numbers[0]));
  const ours = microseconds(LOOKUPS, (n) => {
    const e164 = `+${someone(any(n)).numbers[0]}`;
    return lookup.byNumber({ kind: 'e164', e164, display: e164 }, { ownNumbers: [] });
  });
  return againstFloor('lookup_p99_us', ours, floor);
}

/** What a card is made of (performance.md): contact, company, numbers, last contacts of all kinds, open tasks, deals. */
function cards(db: Db, { contacts: cardsOf }: Repositories, contacts: number): Figure {
  const any = anyOf(contacts);
  const bare = [
    'select * from contacts where id = +?',
    'select o.* from contacts c cross join contacts o on o.id = c.organisation_id where c.id = +?',
    'select * from contact_phones where contact_id = +? order by position',
    'select * from contact_emails where contact_id = +? order by position',
    'select * from calls where contact_id = +? order by started_at desc limit 20',
    'select * from notes where contact_id = +? and deleted_at is null order by at desc limit 20',
    'select * from encounters where contact_id = +? and deleted_at is null order by at desc limit 20',
    'select * from tasks where contact_id = +? and done = 0 and deleted_at is null order by due_at',
    'select * from contracts where contact_id = +? and deleted_at is null order by starts_on desc limit 3',
    'select * from invoices where contact_id = +? and deleted_at is null order by issued_on desc limit 3',
  ].map((sql) => db.sqlite.prepare(sql));
  const floor = microseconds(CARDS, (n) => {
    const { id } = someone(any(n));
    for (const statement of bare) statement.all(id);
  });
  const ours = microseconds(CARDS, (n) => cardsOf.card(someone(any(n)).id, []));
  return againstFloor('card_p99_us', ours, floor);
}

/** As it is typed: each beginning of the words is asked for as often as each other. */
function searches({ search }: Repositories, contacts: number): Figure[] {
  const any = anyOf(contacts);
  const asked = (text: string) => search.rows(search.contacts(text, {}, SCREENFUL).found);
  const typed = (word: string, n: number) => [...word].slice(0, 1 + (n % [...word].length)).join('');
  const wordsOf = (n: number) => someone(any(n)).name.split(' ');
  const one = microseconds(SEARCHES, (n) => asked(typed(wordsOf(n)[0] ?? '', n)));
  const three = microseconds(SEARCHES, (n) => {
    const words = [...wordsOf(n), ...wordsOf(any(n) - (any(n) % 31))].slice(0, 3);
    return asked([...words.slice(0, 2), typed(words[2] ?? 'ооо', n)].join(' '));
  });
  return [
    {
      name: 'search_one_word_p95_ms',
      value: percentile(one, 95) / 1_000,
      unit: 'ms',
      goal: 1,
      limit: 10,
    },
    {
      name: 'search_three_words_p95_ms',
      value: percentile(three, 95) / 1_000,
      unit: 'ms',
      goal: 15,
      limit: 30,
    },
  ];
}

/** A fact of a call, with its row, until the disk has both; beside a page of 4 KiB until the disk has it. */
function commits(db: Db, { calls }: Repositories, dataDir: string): Figure {
  // As the core does it, between the calls.
  const takeCheckpoint = checkpointsAside(db.sqlite);
  const bare = openSync(join(dataDir, 'floor'), 'w');
  const page = Buffer.alloc(4_096);
  const floor = microseconds(COMMITS, (n) => {
    writeSync(bare, page, 0, page.length, n * page.length);
    fdatasyncSync(bare);
  });
  closeSync(bare);
  const ours = microseconds(
    COMMITS,
    () => {
      const record = callRecord();
      const { id: callId, startedAt: at, accountId, remote } = record.call;
      calls.saveWithFact(record, { kind: 'incoming', callId, at, accountId, remote });
    },
    takeCheckpoint,
  );
  const { value, goal, ...rest } = againstFloor('log_commit_p99_ms', ours, floor);
  return { ...rest, value: value / 1_000, unit: 'ms', goal: tenths((goal ?? 0) / 1_000), limit: 10 };
}

interface Importing {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly dataDir: string;
  readonly contacts: number;
}

/** Callers ring meanwhile: each lookup is measured with its wait for the thread. */
async function lookupsMeanwhile({ db, repositories, dataDir, contacts }: Importing): Promise<Figure> {
  const any = anyOf(contacts);
  const csv = Buffer.from(untidyCsv({ rows: ROWS_MEANWHILE, seed: 2 }));
  const waits: number[] = [];
  let over = false;
  const callers = (async () => {
    for (let n = 0; !over; n += 1) {
      await pause(5);
      const begun = performance.now();
      await turn();
      const e164 = `+${someone(any(n)).numbers[0]}`;
      repositories.lookup.byNumber({ kind: 'e164', e164, display: e164 }, { ownNumbers: [] });
      waits.push(performance.now() - begun);
    }
  })();
  await importFile({ db, repositories, dataDir }, csv);
  over = true;
  await callers;
  return {
    name: 'lookup_during_import_p99_ms',
    value: percentile(waits, 99),
    unit: 'ms',
    goal: 2,
    limit: 10,
  };
}

async function starts(dataDir: string): Promise<Figure[]> {
  const ready: number[] = [];
  let resident = 0;
  for (let n = 0; n < STARTS; n += 1) {
    const workstation = await startWorkstation({ dataDir });
    ready.push(workstation.readyMs);
    const desk = await workstation.connectDesk();
    for (const search of ['и', 'иванов', 'петров сергей', '7900', 'ооо'])
      await desk.request('contacts.list', { search });
    resident = Math.max(resident, residentMb(workstation.server.pid));
    await workstation.stop();
  }
  return [
    { name: 'core_ready_ms', value: percentile(ready, 50), unit: 'ms', goal: 300, limit: 1_000 },
    { name: 'core_rss_mb', value: resident, unit: 'MB', goal: 150, limit: 300 },
  ];
}
