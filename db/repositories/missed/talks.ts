import type { Sqlite } from '../../open.ts';

/** One other side: a number, a customer, or both. */
export interface Party {
  readonly key?: string | undefined;
  readonly contactId?: string | undefined;
}

/** An inbound call ended so, and nobody spoke: it was not taken at another place and not sent on. */
export const UNSERVED_RESULTS = ['missed', 'declined', 'busy', 'failed', 'interrupted'] as const;

const DAY_MS = 86_400_000;

/** What the log says of talks: whom we spoke with, and whom not. */
/** @param unreached outcomes of talks in which the customer was not spoken with: an answering machine, a wrong number */
export function createTalks(sqlite: Sqlite, unreached: () => readonly string[]) {
  const TALK = `answered_at is not null and purpose <> 'service' and deleted_at is null and id <> @not
    and (outcome is null or outcome not in (select value from json_each(@unreached)))`;
  const byNumber = sqlite
    .prepare(`select answered_at from calls where e164 = +@e164 and ${TALK} order by started_at desc limit 1`)
    .pluck();
  const byContact = sqlite
    .prepare(
      `select answered_at from calls where contact_id = +@contactId and ${TALK} order by started_at desc limit 1`,
    )
    .pluck();
  /** Talks of any outcome: whoever asks for one wants to know whether our log has it. */
  const AROUND = `answered_at <= +@until and coalesce(ended_at, answered_at) >= +@from and purpose <> 'service'
    and deleted_at is null`;
  const aroundByNumber = sqlite
    .prepare(`select 1 from calls where e164 = +@e164 and ${AROUND} limit 1`)
    .pluck();
  const aroundByContact = sqlite
    .prepare(`select 1 from calls where contact_id = +@contactId and ${AROUND} limit 1`)
    .pluck();
  const missed = sqlite
    .prepare(
      `select id from calls where started_at >= (select max(started_at) from calls) - +? and direction = 'inbound'
       and state = 'ended' and answered_at is null and purpose <> 'service' and deleted_at is null
       and result in (${UNSERVED_RESULTS.map((result) => `'${result}'`).join(', ')}) order by started_at`,
    )
    .pluck();

  return {
    /** When somebody last spoke with them, not counting one talk. Extensions are no keys of the log. */
    last({ key, contactId }: Party, notCallId = ''): number | undefined {
      const but = { not: notCallId, unreached: JSON.stringify(unreached()) };
      const e164 = e164Of(key);
      const found = [
        e164 === undefined ? undefined : byNumber.get({ e164, ...but }),
        contactId === undefined ? undefined : byContact.get({ contactId, ...but }),
      ].filter((at): at is number => typeof at === 'number');
      return found.length === 0 ? undefined : Math.max(...found);
    },
    /** Whether our log has a talk with them that went on at some moment of these. */
    around({ key, contactId }: Party, { from, until }: { from: number; until: number }): boolean {
      const e164 = e164Of(key);
      return (
        (e164 !== undefined && aroundByNumber.get({ e164, from, until }) !== undefined) ||
        (contactId !== undefined && aroundByContact.get({ contactId, from, until }) !== undefined)
      );
    },
    missedInLog: (days: number): string[] => missed.all(days * DAY_MS) as string[],
  };
}

const e164Of = (key: string | undefined): number | undefined =>
  key?.startsWith('+') ? Number(key.slice(1)) : undefined;
