import type { Contact, Phone } from '../../../shared/contract/contacts.ts';
import { whyText } from '../../../shared/domain/call/text-number.ts';
import { formatNumber, type Home } from '../../../shared/domain/phone-number/index.ts';
import type { Db } from '../../open.ts';
import { presentRows } from '../present.ts';

const CONTACT = `select c.id, c.version, c.kind, c.name, o.id as organisationId, o.name as organisationName, c.role,
    c.relation, c.stage, c.responsible_id as responsibleId, u.name as responsibleName, c.channel, c.region, c.field,
    c.head_count as headCount, c.needs, c.tags, c.addresses, c.language, c.zone, c.about, c.consent, c.birthday,
    c.contract_ends_on as contractEndsOn, c.own, c.created_at as createdAt,
    c.updated_at as updatedAt
  from contacts c
  left join contacts o on o.id = c.organisation_id and o.deleted_at is null
  left join users u on u.id = c.responsible_id
  where c.id = +? and c.deleted_at is null`;
const PHONES = `select id, e164, raw, label, main, note from contact_phones
  where contact_id = +? and deleted_at is null order by position`;
const EMAILS =
  'select id, address from contact_emails where contact_id = +? and deleted_at is null order by position';

interface RawPhone {
  readonly id: string;
  readonly e164: number | null;
  readonly raw: string;
  readonly label: Phone['label'];
  readonly main: number;
  readonly note: string | null;
}

type RawContact = Omit<Contact, 'tags' | 'addresses' | 'phones' | 'emails' | 'own'> & {
  tags: string;
  addresses: string;
  own: string;
};

/** Three statements on one state of the base: less than one that gathers the numbers as JSON, which has to be written and read. */
export function createContactReader(db: Db): (id: string, home: Home) => Contact | undefined {
  const { sqlite } = db;
  const contact = presentRows<RawContact>(sqlite.prepare(CONTACT));
  const phones = sqlite.prepare(PHONES);
  const emails = sqlite.prepare(EMAILS);

  function read(id: string, home: Home): Contact | undefined {
    const raw = contact.get(id);
    if (raw === undefined) return undefined;
    return Object.assign(raw as object, {
      tags: JSON.parse(raw.tags) as string[],
      addresses: JSON.parse(raw.addresses) as Contact['addresses'],
      phones: (phones.all(id) as RawPhone[]).map((phone) => toPhone(phone, home)),
      emails: emails.all(id) as Contact['emails'],
      own: JSON.parse(raw.own) as Contact['own'],
    }) as Contact;
  }

  return (id, home) => db.reading(() => read(id, home));
}

function toPhone({ id, e164, raw, label, main, note }: RawPhone, home: Home): Phone {
  const number = e164 === null ? undefined : `+${e164}`;
  const text = e164 === null ? whyText(raw, home) : undefined;
  return {
    id,
    ...(number === undefined ? {} : { e164: number }),
    raw,
    display: number === undefined ? raw : formatNumber(number, home.country),
    label,
    main: main === 1,
    ...(text === undefined ? {} : { text }),
    ...(note === null ? {} : { note }),
  };
}
