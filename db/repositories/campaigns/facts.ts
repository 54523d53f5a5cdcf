import { whyText } from '../../../shared/domain/call/text-number.ts';
import type { Consequences } from '../../../shared/domain/outcome/outcome.ts';
import { formatNumber, type Home } from '../../../shared/domain/phone-number/index.ts';
import type { Sqlite } from '../../open.ts';
import type { Consent, PhoneLabel } from '../../types.ts';
import { createNumberHash } from '../do-not-call/number-hash.ts';
import { createMeanings } from './outcomes.ts';

/** One of a customer's numbers as it can be dialled. */
export interface DialableNumber {
  /** E.164 with the plus, else as it was written. */
  readonly number: string;
  readonly display: string;
  readonly label: PhoneLabel;
  readonly doNotCall: boolean;
  /** Attempts of ours within the last two days, UTC ms. */
  readonly attempts: readonly number[];
}

/** What the base knows of a customer that decides whether they may be called. */
export interface CallingFacts {
  readonly contactId: string;
  readonly zone?: string | undefined;
  readonly region?: string | undefined;
  readonly consent?: Consent | undefined;
  readonly doNotCall: boolean;
  /** In the customer's order; no fax machines. */
  readonly numbers: readonly DialableNumber[];
  /** The last talk outside of this prospect's own attempts. */
  readonly lastTalkAt?: number | undefined;
}

interface RawNumber {
  readonly e164: number | null;
  readonly raw: string;
  readonly label: PhoneLabel;
}

/** "Per number and day" is the customer's day: two days back cover it in every zone. */
const LOOK_BACK = 48 * 60 * 60_000;

/** Reads of one customer by what the rules of calling ask. Its statements are prepared once. */
export function createCallingFacts(sqlite: Sqlite, home: () => Home) {
  const contact = sqlite.prepare(
    'select zone, region, consent from contacts where id = +? and deleted_at is null',
  );
  const numbers = sqlite.prepare(
    `select e164, raw, label from contact_phones
     where contact_id = +? and deleted_at is null and label <> 'fax' order by main desc, position`,
  );
  const forbiddenNumber = sqlite.prepare(
    'select 1 from do_not_call where e164 = +? and e164 is not null and deleted_at is null limit 1',
  );
  const hashes = createNumberHash(sqlite);
  const forbiddenHash = sqlite.prepare(
    'select 1 from do_not_call where number_hash = +? and number_hash is not null and deleted_at is null limit 1',
  );
  const isForbidden = (e164: number): boolean => {
    if (forbiddenNumber.get(e164) !== undefined) return true;
    const hash = hashes.of(e164);
    return hash !== undefined && forbiddenHash.get(hash) !== undefined;
  };
  const forbiddenContact = sqlite.prepare(
    'select 1 from do_not_call where contact_id = +? and contact_id is not null and deleted_at is null limit 1',
  );
  const attempts = sqlite
    .prepare(
      `select started_at from calls where e164 = +? and started_at >= +? and direction = 'outbound' and purpose = 'talk'`,
    )
    .pluck();
  // An answering machine answers as well: what the outcome calls "not reached" was no talk.
  const lastTalk = sqlite
    .prepare(
      `select max(answered_at) from calls where contact_id = +@contactId and started_at >= +@since
       and answered_at is not null and purpose = 'talk' and lead_id is not @leadId
       and (outcome is null or outcome not in (select value from json_each(@unreached)))`,
    )
    .pluck();
  const useless = sqlite
    .prepare(
      `select e164 from calls where lead_id = +@leadId and id <> @callId and e164 is not null
       and outcome in (select value from json_each(@outcomes))`,
    )
    .pluck();

  const meanings = createMeanings(sqlite);
  const outcomesThat = (hold: (consequences: Consequences) => boolean): string =>
    JSON.stringify([...meanings()].filter(([, meaning]) => hold(meaning)).map(([key]) => key));

  const attemptsOf = (e164: number, now: number): number[] => attempts.all(e164, now - LOOK_BACK) as number[];

  /** What is kept as text and cannot be dialled is no number to a list. */
  const numbersOf = (contactId: string): RawNumber[] =>
    (numbers.all(contactId) as RawNumber[]).filter(
      ({ e164, raw }) => e164 !== null || whyText(raw, home()) !== 'unreadable',
    );

  function dialable({ e164, raw, label }: RawNumber, now: number): DialableNumber {
    if (e164 === null) return { number: raw, display: raw, label, doNotCall: false, attempts: [] };
    const number = `+${e164}`;
    return {
      number,
      display: formatNumber(number, home().country),
      label,
      doNotCall: isForbidden(e164),
      attempts: attemptsOf(e164, now),
    };
  }

  return {
    /** Undefined: deleted. `quietDays`: how far back a talk matters; 0: not at all. */
    of(
      contactId: string,
      asked: { readonly now: number; readonly leadId?: string | undefined; readonly quietDays: number },
    ): CallingFacts | undefined {
      const row = contact.get(contactId) as
        | { zone: string | null; region: string | null; consent: Consent | null }
        | undefined;
      if (row === undefined) return undefined;
      const { now, leadId, quietDays } = asked;
      const talk =
        quietDays === 0
          ? null
          : (lastTalk.get({
              contactId,
              since: now - (quietDays + 2) * (LOOK_BACK / 2),
              leadId: leadId ?? '',
              unreached: outcomesThat(({ reached }) => !reached),
            }) as number | null);
      return {
        contactId,
        zone: row.zone ?? undefined,
        region: row.region ?? undefined,
        consent: row.consent ?? undefined,
        doNotCall: forbiddenContact.get(contactId) !== undefined,
        numbers: numbersOf(contactId).map((phone) => dialable(phone, now)),
        lastTalkAt: talk ?? undefined,
      };
    },
    /** Numbers of a customer as they are dialled, nothing else looked up. */
    numbers: (contactId: string): string[] =>
      numbersOf(contactId).map(({ e164, raw }) => (e164 === null ? raw : `+${e164}`)),
    /** A number on its own. */
    number: (e164: string, now: number): { doNotCall: boolean; attempts: number[] } => ({
      doNotCall: isForbidden(Number(e164.slice(1))),
      attempts: attemptsOf(Number(e164.slice(1)), now),
    }),
    /** Numbers that earlier attempts of this prospect found to be of no use, but for that call. */
    useless(leadId: string, callId: string): Set<string> {
      const outcomes = outcomesThat(({ lead }) => lead.kind === 'nextNumber');
      const found = useless.all({ leadId, callId, outcomes }) as number[];
      return new Set(found.map((e164) => `+${e164}`));
    },
  };
}

export type CallingFactsReader = ReturnType<typeof createCallingFacts>;
