// A base with the calls of a year, for the bench of the reports:
//   node scripts/seed/year.ts DATABASE [calls] [year]
import { pathToFileURL } from 'node:url';
import { v7 } from 'uuid';
import { openDatabase } from '../../db/open.ts';
import { builtInOutcomes } from '../../shared/domain/outcome/outcome.ts';

const PEOPLE = 20;
const CUSTOMERS = 2_000;
const LINES = ['office', 'shop', 'service'];
const REGIONS = ['Kyiv', 'Lviv', 'Odesa', 'Kharkiv', 'Dnipro', null];
const CHANNELS = ['website', 'search', 'recommendation', 'press', null];
/** Calls of one transaction. */
const CHUNK = 20_000;

/** The same each time, so that two runs measure the same. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Half of the calls come in; one in eight of these is missed. Written past the repositories: nobody reads that outbox. */
export function seedYear(file: string, calls: number, year: number): { readonly agentId: string } {
  const db = openDatabase({ file });
  const { sqlite } = db;
  const next = random(42);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const from = Date.UTC(year, 0, 1);
  const step = (Date.UTC(year + 1, 0, 1) - from) / calls;
  const people = Array.from({ length: PEOPLE }, () => v7());
  const lists = Array.from({ length: 3 }, () => v7());
  const customers = Array.from({ length: CUSTOMERS }, () => v7());
  const outcomes = builtInOutcomes().map(({ key }) => key);
  const person = sqlite.prepare(
    'insert into users (id, created_at, updated_at, version, name) values (?, 1, 1, 1, ?)',
  );
  const customer = sqlite.prepare(
    `insert into contacts (id, created_at, updated_at, version, kind, name, relation, stage, channel, region, tags, about,
       rseq, name_key) values (?, 1, 1, 1, 'person', ?, 'customer', 'new', ?, ?, '[]', '', ?, ?)`,
  );
  const call = sqlite.prepare(
    `insert into calls (id, created_at, updated_at, version, account_id, agent_id, direction, state, remote_number,
       remote_name, remote_anonymous, e164, started_at, answered_at, ended_at, hold_operator, hold_customer, held_ms, muted,
       result, cause, ended_by, identity, contact_id, outcome, note, wrap_up, wrapped_up_at, campaign_id)
     values (?, ?, ?, 1, ?, ?, ?, 'ended', ?, '', 0, ?, ?, ?, ?, 0, 0, ?, 0, ?, 'hangup', 'customer',
       '{"reading":{"kind":"anonymous"},"matches":[]}', ?, ?, '', 'done', ?, ?)`,
  );
  db.transaction(() => {
    for (const [n, id] of people.entries()) person.run(id, `Person ${n + 1}`);
    for (const [n, id] of customers.entries())
      customer.run(id, `Customer ${n + 1}`, pick(CHANNELS), pick(REGIONS), n + 1, `customer ${n + 1}`);
  });
  for (let begin = 0; begin < calls; begin += CHUNK)
    db.transaction(() => {
      for (let n = begin; n < Math.min(begin + CHUNK, calls); n += 1) add(n);
    });
  db.close();
  return { agentId: people[0] ?? '' };

  function add(n: number): void {
    const startedAt = Math.round(from + n * step);
    const inbound = next() < 0.5;
    const answered = next() < (inbound ? 0.875 : 0.45);
    const rang = startedAt + Math.round(2_000 + next() * 28_000);
    const endedAt = answered ? rang + Math.round(10_000 + next() * 400_000) : rang;
    const number = 380_440_000_000 + Math.floor(next() * 300_000);
    const result = answered ? 'answered' : inbound ? (next() < 0.8 ? 'missed' : 'declined') : 'noAnswer';
    call.run(
      ...[
        v7(),
        startedAt,
        startedAt,
        pick(LINES),
        pick(people),
        inbound ? 'inbound' : 'outbound',
        `+${number}`,
        number,
      ],
      ...[startedAt, answered ? rang : null, endedAt, answered && next() < 0.2 ? 5_000 : 0, result],
      ...[next() < 0.7 ? pick(customers) : null, answered ? pick(outcomes) : null, endedAt + 30_000],
      inbound ? null : pick(lists),
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file = '', calls = '20000', year = '2026'] = process.argv.slice(2);
  console.log(seedYear(file, Number(calls), Number(year)));
}
