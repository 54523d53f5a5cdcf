import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { formatNumber, type Home } from '../../../shared/domain/phone-number/index.ts';
import { present } from '../present.ts';

/** A contact as lists show it; `from` must offer it as `c`. Numbers: the main one, else the first. */
export const ROW_COLUMNS = `c.id, c.kind, c.name, o.name as organisationName, c.role, c.relation, c.stage,
  u.name as responsibleName, c.tags,
  (select coalesce('+' || p.e164, p.raw) from contact_phones p where p.contact_id = c.id and p.deleted_at is null
   order by p.main desc, p.position limit 1) as phone,
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
  readonly phone: string | null;
  readonly email: string | null;
  readonly lastContactAt: number | null;
}

export const toRow = (raw: RawRow, home: Home): ContactRow =>
  present({
    ...raw,
    tags: JSON.parse(raw.tags) as string[],
    phoneDisplay: raw.phone === null ? null : formatNumber(raw.phone, home.country),
  });
