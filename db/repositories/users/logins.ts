import type { LoginSession } from '../../../shared/contract/users.ts';
import type { Deps } from '../context.ts';

type SessionEnd = NonNullable<LoginSession['end']>;

export interface Credential {
  /** As `electron/core/users/password.ts` writes it. */
  readonly hash: string;
  /** In a row, since the last right one. */
  readonly failures: number;
  /** UTC ms: until then even the right one is refused. */
  readonly waitUntil: number;
}

export interface KeptSession {
  readonly id: string;
  readonly userId: string;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly locked: boolean;
}

/** Local, never sent: what this machine knows of who may come in, and who is in. */
export interface Logins {
  credential(userId: string): Credential | undefined;
  /** A new password; forgets the failures. */
  setPassword(userId: string, hash: string): void;
  failed(userId: string, failures: number, waitUntil: number): void;
  hasPassword(userId: string): boolean;
  /** Forgets all passwords and ends all sessions: nobody is asked any more. */
  forgetAll(): void;
  begin(session: { readonly id: string; readonly userId: string; readonly tokenHash: string }): void;
  /** The open session whose next token this is. */
  byToken(tokenHash: string): KeptSession | undefined;
  renew(id: string, tokenHash: string): void;
  seen(id: string): void;
  setLocked(userId: string, locked: boolean): void;
  end(id: string, end: SessionEnd): void;
  open(): KeptSession[];
  /** Newest first. */
  list(since: number): (Omit<LoginSession, 'mine' | 'end' | 'endedAt'> & {
    readonly endedAt: number | null;
    readonly end: SessionEnd | null;
  })[];
}

const SESSION = `select id, user_id as userId, started_at as startedAt, seen_at as seenAt, locked from login_sessions`;

export function createLogins({ db, now }: Deps): Logins {
  const { sqlite } = db;
  const credential = sqlite.prepare(
    'select hash, failures, wait_until as waitUntil from credentials where user_id = +?',
  );
  const put = sqlite.prepare(
    `insert into credentials (user_id, hash, failures, wait_until, changed_at) values (?, ?, 0, 0, ?)
     on conflict (user_id) do update set hash = excluded.hash, failures = 0, wait_until = 0,
       changed_at = excluded.changed_at`,
  );
  const failed = sqlite.prepare('update credentials set failures = ?, wait_until = ? where user_id = +?');
  const begin = sqlite.prepare(
    `insert into login_sessions (id, user_id, token_hash, started_at, seen_at, locked) values (?, ?, ?, ?, ?, 0)`,
  );
  const byToken = sqlite.prepare(`${SESSION} where token_hash = +? and ended_at is null`);
  const renew = sqlite.prepare('update login_sessions set token_hash = ?, seen_at = ? where id = +?');
  const seen = sqlite.prepare('update login_sessions set seen_at = ? where id = +?');
  const lock = sqlite.prepare('update login_sessions set locked = ? where user_id = +? and ended_at is null');
  const end = sqlite.prepare(
    'update login_sessions set ended_at = ?, end_reason = ? where id = +? and ended_at is null',
  );
  const endAll = sqlite.prepare(
    "update login_sessions set ended_at = ?, end_reason = 'ended' where ended_at is null",
  );
  const open = sqlite.prepare(`${SESSION} where ended_at is null`);
  const list = sqlite.prepare(
    `select s.id, s.user_id as userId, coalesce(u.name, '') as userName, s.started_at as startedAt,
       s.seen_at as seenAt, s.ended_at as endedAt, s.end_reason as end
     from login_sessions s left join users u on u.id = s.user_id
     where s.started_at >= +? order by s.started_at desc, s.id desc limit 500`,
  );
  const kept = (row: unknown): KeptSession => {
    const { locked, ...rest } = row as Omit<KeptSession, 'locked'> & { locked: number };
    return { ...rest, locked: locked === 1 };
  };
  // A session must not outlive the power that the one who ended it believes to be gone: durable like everything else.
  const write = (work: () => void) => db.transaction(work);

  return {
    credential: (userId) => credential.get(userId) as Credential | undefined,
    setPassword: (userId, hash) => write(() => void put.run(userId, hash, now())),
    failed: (userId, failures, waitUntil) => write(() => void failed.run(failures, waitUntil, userId)),
    hasPassword: (userId) => credential.get(userId) !== undefined,
    forgetAll: () =>
      write(() => {
        sqlite.prepare('delete from credentials').run();
        endAll.run(now());
      }),
    begin: ({ id, userId, tokenHash }) => write(() => void begin.run(id, userId, tokenHash, now(), now())),
    byToken(tokenHash) {
      const row = byToken.get(tokenHash);
      return row === undefined ? undefined : kept(row);
    },
    renew: (id, tokenHash) => write(() => void renew.run(tokenHash, now(), id)),
    seen: (id) => write(() => void seen.run(now(), id)),
    setLocked: (userId, locked) => write(() => void lock.run(locked ? 1 : 0, userId)),
    end: (id, reason) => write(() => void end.run(now(), reason, id)),
    open: () => open.all().map(kept),
    list: (since) => list.all(since) as ReturnType<Logins['list']>,
  };
}
