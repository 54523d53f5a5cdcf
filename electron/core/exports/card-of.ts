import {
  OWN_PROPERTY,
  RINGDESK_FACTS,
  type RingdeskFact,
  ringdeskProperty,
} from '../../../shared/domain/export/card-facts.ts';
import type { ExportedContact } from '../../../shared/domain/export/columns.ts';
import { writtenPhone } from '../../../shared/domain/import/numbers.ts';
import type { RowPhoneLabel } from '../../../shared/domain/import/row.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { ownText } from '../../../shared/domain/own-field/value.ts';
import { ADDRESS_TYPES } from '../vcard/address-types.ts';
import type { RawProperty, VCard } from '../vcard/shape.ts';
import { escapeText } from '../vcard/text.ts';

/** In lower case, as programs of every maker write them. */
const TYPES: Readonly<Record<RowPhoneLabel, readonly string[]>> = {
  main: ['voice'],
  mobile: ['cell'],
  work: ['work'],
  home: ['home'],
  fax: ['fax'],
  other: ['other'],
};

/** A customer as an electronic card. What cards have no property for goes along in some of our own. */
export function cardOf(
  contact: ExportedContact,
  ownFields: readonly OwnField[] = [],
): Omit<VCard, 'version'> {
  const { kind, name, organisationName } = contact;
  const person = kind === 'person';
  const firm = person ? organisationName : name;
  return {
    uid: `urn:uuid:${contact.id}`,
    kind: person ? 'individual' : 'org',
    formattedName: name,
    // Which word is the family's nobody told us; programs that show only this show the whole of it.
    ...(person ? { nameParts: { family: '', given: name, additional: '', prefix: '', suffix: '' } } : {}),
    ...(firm === undefined ? {} : { organisation: { name: firm, units: [] } }),
    ...(contact.role === undefined ? {} : { title: contact.role }),
    phones: contact.phones.map((phone, at) => ({
      number: phone.e164 === undefined ? phone.raw : writtenPhone(phone),
      types: TYPES[phone.label],
      preferred: phone.main,
      // Labels are what a person called it, and every address book shows them.
      ...(phone.note === undefined ? {} : { label: phone.note, group: `item${at + 1}` }),
    })),
    emails: contact.emails.map(({ address }) => ({ address, types: [], preferred: false })),
    // In one piece: which word of it is the town nobody told us.
    addresses: (contact.addresses ?? []).map(({ label, text }) => ({
      ...{ poBox: '', extended: '', street: text, city: '', region: '', postalCode: '', country: '' },
      ...{ types: ADDRESS_TYPES[label], preferred: false },
    })),
    ...(contact.about === '' ? {} : { note: contact.about }),
    ...(contact.birthday === undefined ? {} : { birthday: contact.birthday }),
    categories: contact.tags,
    ...(contact.language === undefined ? {} : { language: contact.language }),
    ...(contact.zone === undefined ? {} : { zone: contact.zone }),
    urls: [],
    other: [
      ...contact.phones.flatMap(({ note }, at): RawProperty[] =>
        note === undefined
          ? []
          : [{ group: `item${at + 1}`, name: 'X-ABLABEL', params: [], value: escapeText(note) }],
      ),
      ...RINGDESK_FACTS.flatMap((fact) => property(fact, factOf(contact, fact))),
      ...ownFields.flatMap((field): RawProperty[] => {
        const value = contact.own?.[field.id];
        if (value === undefined) return [];
        const text = [field.name, ownText(field, value)].map(escapeText).join(';');
        return [{ name: OWN_PROPERTY, params: [], value: text }];
      }),
    ],
    skipped: [],
  };
}

const factOf = (contact: ExportedContact, fact: RingdeskFact): string | undefined =>
  fact === 'responsible' ? contact.responsibleName : contact[fact]?.toString();

const property = (fact: RingdeskFact, value: string | undefined): RawProperty[] =>
  value === undefined ? [] : [{ name: ringdeskProperty(fact), params: [], value: escapeText(value) }];
