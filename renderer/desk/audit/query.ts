import type { AuditKind } from '../../../shared/contract/audit.ts';
import type { Input } from '../../../shared/contract/index.ts';

export interface AuditQuery {
  readonly words: string;
  readonly actorId?: string | undefined;
  readonly kind?: AuditKind | undefined;
  /** ISO dates, of this machine's days. */
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
}

export const ALL: AuditQuery = { words: '' };

/** Midnight here; `days` later. */
const midnight = (day: string, days = 0): number => {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + days);
  return date.getTime();
};

export function toFilter(query: AuditQuery): Omit<Input<'audit.list'>, 'before' | 'limit'> {
  const { words, actorId, kind, firstDay, lastDay } = query;
  const last = lastDay ?? firstDay;
  return {
    ...(words.trim() === '' ? {} : { words: words.trim() }),
    ...(actorId === undefined ? {} : { actorId }),
    ...(kind === undefined ? {} : { kind }),
    ...(firstDay === undefined ? {} : { from: midnight(firstDay) }),
    ...(last === undefined ? {} : { to: midnight(last, 1) }),
  };
}
