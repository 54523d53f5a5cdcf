import type { Db } from '../../../db/open.ts';
import type { Audit } from '../../../db/repositories/audit/audit.ts';
import type { AuditKind } from '../../../shared/contract/audit.ts';
import type { Log } from '../host/log.ts';
import type { Trace } from './trace.ts';

/** Written before the answer leaves: whoever has it can no longer be unwritten. */
const AT_ONCE: ReadonlySet<AuditKind> = new Set(['deleted', 'exported', 'overridden', 'rights', 'login']);
/** The others wait for company, since each transaction costs a sync of the disk; a crash loses so much, ms. */
const WAIT_MS = 1_000;
const MOST_WAITING = 200;
/** A card that is looked at again, a recording that is read piece by piece, a note that is typed: one line, ms. */
const SAME_MS = 5 * 60_000;
const MOST_REMEMBERED = 5_000;

export interface Trail {
  /** @throws Failure `diskFull`, … for what must not happen unwritten */
  add(trace: Trace, actorId: string): void;
  /** Writes what waits. */
  flush(): void;
  /** Nothing waits any more: a request that was under way when the core was closed is written when it comes. */
  stop(): void;
}

/** The way into the audit that does not hold up the way of a call: one insert, or many in one transaction. */
export function createTrail(options: {
  readonly db: Pick<Db, 'transaction'>;
  readonly audit: Pick<Audit, 'add'>;
  readonly now: () => number;
  readonly log: Log;
}): Trail {
  const { db, audit, now } = options;
  const failed = (error: unknown) =>
    options.log.error({ err: error }, 'the audit could not be written; it is tried again');
  let waiting: (Trace & { readonly at: number; readonly actorId: string })[] = [];
  const lately = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function isNews({ kind, action, subject, subjectId = '', detail }: Trace, actorId: string): boolean {
    // What was changed is told apart by what it was changed to.
    const what = kind === 'changed' ? JSON.stringify(detail) : '';
    const key = [actorId, action, subject, subjectId, what].join(' ');
    const before = lately.get(key);
    if (before !== undefined && now() - before < SAME_MS && now() >= before) return false;
    lately.delete(key);
    lately.set(key, now());
    const [oldest] = lately.keys();
    if (lately.size > MOST_REMEMBERED && oldest !== undefined) lately.delete(oldest);
    return true;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const lines = waiting;
    db.transaction(() => {
      for (const line of lines) audit.add(line);
    });
    waiting = [];
  }

  const later = () => {
    timer = undefined;
    try {
      flush();
    } catch (error) {
      failed(error);
      if (!stopped) timer ??= setTimeout(later, WAIT_MS * 10);
    }
  };

  return {
    add(trace, actorId) {
      const line = { ...trace, at: now(), actorId };
      if (AT_ONCE.has(trace.kind)) {
        // What happened before stands before it.
        waiting.push(line);
        try {
          flush();
          return;
        } catch (error) {
          waiting = waiting.filter((one) => one !== line);
          throw error;
        }
      }
      if (!isNews(trace, actorId)) return;
      waiting.push(line);
      if (stopped || waiting.length >= MOST_WAITING) later();
      else timer ??= setTimeout(later, WAIT_MS);
    },
    flush,
    stop() {
      stopped = true;
      clearTimeout(timer);
      later();
    },
  };
}
