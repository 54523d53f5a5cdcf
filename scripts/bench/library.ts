import { v7 as uuid } from 'uuid';
import { openDatabase } from '../../db/open.ts';
import { createRepositories } from '../../db/repositories/index.ts';
import type { LibraryFilter } from '../../db/repositories/library/list.ts';
import { percentile } from './report.ts';

const WORDS = ['price', 'delivery', 'contract', 'renewal', 'discount', 'invoice', 'warranty', 'complaint'];
/** Stands in every note: the dearest word that there can be. */
const EVERYWHERE = 'talked';
const PAGE = { limit: 100 };
const TIMES = 20;

/**
 * Gives `count` answered calls of the base a recording with a note, and asks the library for each kind of filter.
 *
 * @returns p95 of a filtered first page with its total, ms, by filter
 */
export function measureLibrary(
  file: string,
  count: number,
): ReadonlyArray<readonly [name: string, p95: number]> {
  const db = openDatabase({ file });
  try {
    const { library } = createRepositories(db, {
      now: Date.now,
      newId: uuid,
      actorId: () => '',
      home: () => ({ country: 'UA', areaCode: '' }),
    });
    addRecordings();
    while (library.catchUp(5_000) > 0);
    const [agentId, from] = db.sqlite
      .prepare('select agent_id, seq / 1000 from recording_index order by seq desc limit 1 offset ?')
      .raw()
      .get(Math.floor(count / 3)) as [string, number];
    const asked: Readonly<Record<string, LibraryFilter>> = {
      nothing: {},
      person: { agentId },
      days: { from },
      length: { minMs: 60_000, maxMs: 240_000 },
      silence: { minSilence: 0.4 },
      outcome_of_a_person: { agentId, outcomes: ['agreed'] },
      word: { search: 'warranty' },
      word_everywhere: { search: EVERYWHERE },
      words: { search: `${EVERYWHERE} price` },
      customer: { search: 'customer 17' },
      digits: { search: '4401' },
    };
    return Object.entries(asked).map(([name, filter]) => {
      const samples = Array.from({ length: TIMES }, () => {
        const begun = performance.now();
        library.list(filter, PAGE);
        library.total(filter);
        return performance.now() - begun;
      });
      return [name, percentile(samples, 95)] as const;
    });
  } finally {
    db.close();
  }

  /** As rows; what the library derives of them is derived by it. */
  function addRecordings(): void {
    const calls = db.sqlite
      .prepare(
        `select id, started_at as at, ended_at - answered_at as ms from calls where answered_at is not null
         order by started_at desc limit ?`,
      )
      .all(count) as { id: string; at: number; ms: number }[];
    const note = db.sqlite.prepare('update calls set note = ? where id = ?');
    const recording = db.sqlite.prepare(
      `insert into recordings (id, created_at, updated_at, version, call_id, mime, state, started_at, duration_ms, bytes)
       values (?, 1, 1, 1, ?, 'audio/webm', 'ready', ?, ?, 1)`,
    );
    const index = db.sqlite.prepare(
      `insert or ignore into recording_index (seq, recording_id, call_id, agent_id, contact_id, campaign_id, account_id, outcome, direction,
         e164, duration_ms, comments, silence_share, measured, worded)
       select ? * 1000, ?, id, agent_id, contact_id, campaign_id, account_id, outcome, direction, e164, ?, 0, ?, 'yes', 0
       from calls where id = ?`,
    );
    db.transaction(() => {
      for (const [n, { id, at, ms }] of calls.entries()) {
        const recordingId = uuid();
        note.run(
          `${EVERYWHERE} about ${WORDS[n % WORDS.length]}, ${WORDS[(n >> 3) % WORDS.length]} no. ${n}`,
          id,
        );
        recording.run(recordingId, id, at, ms);
        index.run(at, recordingId, ms, (n % 100) / 100, id);
      }
    });
  }
}
