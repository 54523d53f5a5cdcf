import type { Repositories } from '../../../db/repositories/index.ts';
import type { Changed } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { missedRequests } from '../../../shared/contract/missed.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import {
  holderOf,
  type MissedEntry,
  type MissedFact,
  type MissedSetting,
} from '../../../shared/domain/missed/entry.ts';
import type { Context } from '../host/dispatch.ts';

const MINUTE_MS = 60_000;

export function missedHandlers(options: {
  readonly repositories: Repositories;
  readonly me: () => string;
  readonly now: () => number;
  readonly settings: () => Settings;
  readonly setting: MissedSetting;
  readonly onChanged: () => void;
}): Handlers<typeof missedRequests, Context> {
  const { repositories, me, now, setting } = options;
  const { missed, users } = repositories;

  function need(id: string): MissedEntry {
    const entry = missed.get(id);
    if (entry === undefined) throw new Failure('notFound', { id });
    return entry;
  }

  /** @throws Failure `missedTaken` when somebody else works on it */
  function needFree(entry: MissedEntry): void {
    const holder = holderOf(entry, now());
    if (holder === undefined || holder.by === me()) return;
    throw new Failure('missedTaken', { name: users.get(holder.by)?.name ?? '', until: holder.until });
  }

  /** @throws Failure `missedGone` when it changes nothing any more */
  function changedBy(id: string, fact: MissedFact): Changed {
    const changed = missed.apply(id, fact, setting);
    if (changed === undefined) throw new Failure('missedGone');
    options.onChanged();
    return changed;
  }

  return {
    'missed.list': ({ filter, offset, limit }) => missed.list(filter, { now: now(), offset, limit }),
    'missed.counts': () => missed.counts(now()),
    'missed.take': ({ id }) => {
      const at = now();
      const until = at + options.settings().missed.leaseMinutes * MINUTE_MS;
      const changed = missed.take(id, { by: me(), until, at }, setting);
      options.onChanged();
      return { ...changed, until };
    },
    'missed.release': ({ id }) => {
      need(id);
      return changedBy(id, { kind: 'released', at: now(), by: me() });
    },
    'missed.resolve': ({ id, reason, note }) => {
      needFree(need(id));
      return changedBy(id, { kind: 'resolved', at: now(), by: me(), reason, note: note.trim() });
    },
    'missed.reopen': ({ id }) => {
      const { key } = need(id);
      // The number has called again since, and that is the entry to work on.
      if (missed.openOf({ key }).length > 0) throw new Failure('missedGone');
      return changedBy(id, { kind: 'reopened', at: now() });
    },
  };
}
