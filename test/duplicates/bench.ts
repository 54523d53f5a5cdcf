import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '../../db/open.ts';
import { openPairs, pairFileOf } from '../../db/repositories/duplicates/pair-store.ts';
import { createRepositories, type Repositories } from '../../db/repositories/index.ts';
import { callRecord, draft, HOME, ME } from '../../db/testing.ts';
import type { DuplicateJob } from '../../electron/core/duplicates/tasks.ts';
import { runLongJob } from '../../electron/core/host/long-job.ts';
import { workerUrl } from '../../electron/core/host/worker-url.ts';
import { putKeptBase } from '../../scripts/bench/kept-base.ts';
import { type Bench, type Figure, percentile } from '../../scripts/bench/report.ts';
import { addContactCentre, someone } from '../../scripts/seed/contact-centre.ts';

const MERGES = 400;
const LONG = 10_000;
const CHANGED = 1_000;

/**
 * Duplicates at the size of a contact centre: a whole sweep (`--contacts`, 200,000) with lookups beside it, one around what changed,
 * merges by hand, and one of a customer with 10,000 calls.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: { contacts: { type: 'string', default: '200000' } },
  });
  const contacts = Number(values.contacts);
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const file = join(dataDir, 'ringdesk.db');
  try {
    await putKeptBase(
      file,
      { name: `centre-${contacts}`, make: (path) => addContactCentre(path, contacts, log) },
      log,
    );
    const db = openDatabase({ file });
    const repos = createRepositories(db, {
      now: Date.now,
      newId: uuid,
      actorId: () => ME,
      home: () => HOME,
    });
    repos.users.save({ id: ME, name: 'Olena' });
    log('  a whole sweep …');
    const before = process.memoryUsage().rss;
    const { seconds, lookups, peak } = await swept(repos, file, contacts, true);
    const pairs = openPairs(pairFileOf(file));
    const counts = pairs.counts();
    pairs.close();
    log('  merging …');
    const { times, long, steps } = merging(repos);
    log('  a sweep around what changed …');
    for (let n = 0; n < CHANGED; n += 1)
      repos.contacts.create(
        draft({ name: `Changed ${n}`, phones: [{ number: `+${someone(n).numbers[0]}` }] }),
      );
    const changed = await swept(repos, file, contacts, false);
    db.close();
    const figure = (name: string, value: number, unit: string, goal: number | null = null): Figure => ({
      name,
      value: Math.round(value * 10) / 10,
      unit,
      goal,
      limit: null,
    });
    return {
      figures: [
        figure('sweep_s', seconds, 's'),
        { ...figure('sweep_contacts_per_s', contacts / seconds, '1/s'), higher_is_better: true },
        figure('sweep_memory_mb', (peak - before) / 1e6, 'MB', 300),
        figure('lookup_during_sweep_p99_us', percentile(lookups, 99), 'µs'),
        figure('sweep_of_changes_s', changed.seconds, 's'),
        figure('merge_p50_ms', percentile(times, 50), 'ms'),
        figure('merge_p99_ms', percentile(times, 99), 'ms', 50),
        figure('merge_of_10000_calls_first_ms', long, 'ms', 50),
        figure('merge_of_10000_calls_step_max_ms', Math.max(...steps), 'ms', 50),
        figure('merge_of_10000_calls_all_ms', long + steps.reduce((sum, each) => sum + each, 0), 'ms'),
      ],
      notes: [
        `${contacts} contacts, ${counts.total} pairs of which ${counts.certain} certain; ${CHANGED} changed`,
      ],
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

async function swept({ lookup }: Repositories, file: string, contacts: number, whole: boolean) {
  const begun = performance.now();
  const job: DuplicateJob = { kind: 'sweep', databaseFile: file, whole };
  let over = false;
  const { done } = runLongJob(workerUrl('duplicates', 'duplicates'), job, () => {});
  const ended = done.finally(() => {
    over = true;
  });
  const lookups: number[] = [];
  let peak = 0;
  for (let n = 0; !over; n += 1) {
    const e164 = `+${someone((n * 7_919) % contacts).numbers[0]}`;
    const at = performance.now();
    lookup.byNumber({ kind: 'e164', e164, display: e164 }, { ownNumbers: [] });
    lookups.push((performance.now() - at) * 1_000);
    peak = Math.max(peak, process.memoryUsage().rss);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await ended;
  return { seconds: (performance.now() - begun) / 1_000, lookups, peak };
}

function merging(repos: Repositories) {
  const card = () =>
    repos.contacts.create(draft({ name: 'Anna Petrova', phones: [{ number: '+79161112233' }] })).id;
  const withCalls = (count: number) => {
    const id = card();
    for (let n = 0; n < count; n += 1)
      repos.calls.save(callRecord({ id: uuid(), startedAt: Date.now() - n * 3_600_000 }, { contactId: id }));
    repos.contacts.addNote(id, 'note');
    return id;
  };
  const times: number[] = [];
  for (let n = 0; n < MERGES; n += 1) {
    const order = { fromId: withCalls(20), intoId: card(), choices: {} };
    const at = performance.now();
    repos.merges.merge(order);
    times.push(performance.now() - at);
  }
  const order = { fromId: withCalls(LONG), intoId: card(), choices: {} };
  const at = performance.now();
  repos.merges.merge(order);
  const long = performance.now() - at;
  const steps: number[] = [];
  for (let more = true; more; ) {
    const begun = performance.now();
    more = repos.merges.step();
    steps.push(performance.now() - begun);
  }
  return { times, long, steps };
}
