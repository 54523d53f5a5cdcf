import Database from 'better-sqlite3';

/** One thing that is wrong with a base. `rows`: how many; `examples`: ids of some of them. */
export interface Trouble {
  readonly check: string;
  readonly rows: number;
  readonly examples: readonly string[];
}

export interface IntegrityReport {
  readonly sound: boolean;
  readonly troubles: readonly Trouble[];
  readonly counts: {
    readonly calls: number;
    readonly openCalls: number;
    readonly recordings: number;
    readonly contacts: number;
  };
}

/** Each query gives the ids of the rows that must not be. */
const CHECKS: Readonly<Record<string, string>> = {
  'ended call without its result or time':
    "select id from calls where state = 'ended' and (result is null or cause is null or ended_at is null)",
  'open call with an end':
    "select id from calls where state <> 'ended' and (result is not null or ended_at is not null)",
  'answered call without an answer': "select id from calls where result = 'answered' and answered_at is null",
  'times run backwards':
    'select id from calls where answered_at < started_at or ended_at < started_at or ended_at < answered_at',
  'call twice': `select max(id) from calls group by account_id, direction, remote_number, started_at
    having count(*) > 1`,
  'call without an operation': `select id from calls k where not exists
    (select 1 from outbox o where o.table_name = 'calls' and o.row_id = k.id and o.row_version = k.version)`,
  'call without its first fact': `select id from calls k where not exists
    (select 1 from call_facts f where f.call_id = k.id and f.kind in ('incoming', 'dialing'))`,
  'fact of no call': 'select distinct call_id from call_facts where call_id not in (select id from calls)',
  'recording of no call': 'select id from recordings where call_id not in (select id from calls)',
  'recording of a call nobody answered':
    'select r.id from recordings r join calls k on k.id = r.call_id where k.answered_at is null',
  'finished recording without its measure':
    "select id from recordings where state in ('finished', 'repaired') and (duration_ms is null or sha256 is null)",
  'progress of no running recording':
    "select recording_id from recording_progress where recording_id not in (select id from recordings where state = 'recording')",
  'contact without an operation': `select id from contacts c where not exists
    (select 1 from outbox o where o.table_name = 'contacts' and o.row_id = c.id and o.row_version = c.version)`,
  'contact out of the search index': `select id from contacts where deleted_at is null and trim(name_key) <> ''
    and rseq not in (select rowid from contact_search)`,
  'search index of no contact':
    'select rowid from contact_search where rowid not in (select rseq from contacts where deleted_at is null)',
};

const EXAMPLES = 5;

/**
 * Looks at a base from outside and says what is wrong with it. Reads only; the core need not be closed.
 *
 * SQLite's own `integrity_check` and `foreign_key_check`, then the promises of the program: no orphans, nothing twice,
 * each call ended or openly open, each shared row with its operation in the outbox.
 */
export function checkIntegrity(file: string): IntegrityReport {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const troubles: Trouble[] = [];
    const add = (check: string, examples: readonly string[]): void => {
      if (examples.length > 0)
        troubles.push({ check, rows: examples.length, examples: examples.slice(0, EXAMPLES) });
    };
    const verdicts = sqlite.prepare('pragma integrity_check').pluck().all() as string[];
    add(
      'integrity_check',
      verdicts.filter((verdict) => verdict !== 'ok'),
    );
    const orphans = sqlite.pragma('foreign_key_check') as { table: string; rowid: number }[];
    add(
      'foreign_key_check',
      orphans.map(({ table, rowid }) => `${table}:${rowid}`),
    );
    for (const [check, sql] of Object.entries(CHECKS))
      add(check, sqlite.prepare(sql).pluck().all().map(String));
    const count = (sql: string): number =>
      sqlite.prepare(`select count(*) from ${sql}`).pluck().get() as number;
    return {
      sound: troubles.length === 0,
      troubles,
      counts: {
        calls: count('calls'),
        openCalls: count("calls where state <> 'ended'"),
        recordings: count('recordings'),
        contacts: count('contacts where deleted_at is null'),
      },
    };
  } finally {
    sqlite.close();
  }
}
