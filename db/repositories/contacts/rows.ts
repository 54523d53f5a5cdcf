import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { whyText } from '../../../shared/domain/call/text-number.ts';
import { formatNumber, type Home } from '../../../shared/domain/phone-number/index.ts';
import { present } from '../present.ts';

/** Before a number that is kept as text: both are one column, and a text may begin with a plus as well. */
const TEXT = '=';

const phoneWhere = (which: string) =>
  `(select coalesce('+' || p.e164, '${TEXT}' || p.raw) from contact_phones p
    where p.contact_id = c.id and ${which} and p.deleted_at is null order by p.position limit 1)`;

/**
 * The number of `c` by which he is called, for `phoneOf`: the main one, else the first. Nearly all have a main one, which the
 * index has first: to put them in order would be a quarter of it.
 */
export const MAIN_PHONE = `coalesce(${phoneWhere('p.main = 1')}, ${phoneWhere('true')})`;

/** A contact as lists show it; `from` must offer it as `c`. */
export const ROW_COLUMNS = `c.id, c.kind, c.name, o.name as organisationName, c.role, c.relation, c.stage,
  u.name as responsibleName, c.tags,
  ${MAIN_PHONE} as phone,
  (select e.address from contact_emails e where e.contact_id = c.id and e.deleted_at is null
   order by e.position limit 1) as email,
  (select max(k.started_at) from calls k where k.contact_id = c.id) as lastContactAt`;

export const ROW_JOINS = `left join contacts o on o.id = c.organisation_id and o.deleted_at is null
  left join users u on u.id = c.responsible_id`;

export interface RawRow {
  readonly id: string;
  readonly kind: ContactRow['kind'];
  readonly name: string;
  readonly organisationName: string | null;
  readonly role: string | null;
  readonly relation: ContactRow['relation'];
  readonly stage: ContactRow['stage'];
  readonly responsibleName: string | null;
  readonly tags: string;
  /** With the plus, or behind `TEXT`. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly lastContactAt: number | null;
}

export const toRow = (raw: RawRow, home: Home): ContactRow =>
  present({ ...raw, tags: JSON.parse(raw.tags) as string[], ...phoneOf(raw.phone, home) });

/** `MAIN_PHONE` as rows have it. */
export function phoneOf(phone: string | null, home: Home) {
  if (phone?.startsWith(TEXT) !== true)
    return { phone, phoneDisplay: phone === null ? null : formatNumber(phone, home.country) };
  const text = phone.slice(TEXT.length);
  return { phone: text, phoneDisplay: text, phoneText: whyText(text, home) ?? null };
}
