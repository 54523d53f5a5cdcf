import type { PostalAddress } from '../contact/address.ts';
import type { Stage } from '../contact/stage.ts';
import { type Channel, type Relation, writtenFact } from '../contact/written.ts';
import type { ColumnTarget } from '../import/column.ts';
import { tidy } from '../import/fold.ts';
import { writtenPhone, writtenPhones } from '../import/numbers.ts';
import type { RowPhoneLabel } from '../import/row.ts';
import { writtenAddresses } from '../import/row-addresses.ts';
import type { OwnField, OwnValues } from '../own-field/field.ts';
import { ownText } from '../own-field/value.ts';

export type ExportLanguage = 'en' | 'ru' | 'uk';

/** A contact on its way out; the contract's `Contact` is one. */
export interface ExportedContact {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly organisationName?: string | undefined;
  readonly role?: string | undefined;
  readonly relation: Relation;
  readonly stage: Stage;
  readonly responsibleName?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly region?: string | undefined;
  readonly field?: string | undefined;
  readonly headCount?: number | undefined;
  readonly needs?: string | undefined;
  readonly tags: readonly string[];
  readonly language?: string | undefined;
  readonly zone?: string | undefined;
  readonly consent?: 'given' | 'refused' | undefined;
  readonly birthday?: string | undefined;
  readonly contractEndsOn?: string | undefined;
  readonly about: string;
  readonly phones: readonly ExportedPhone[];
  readonly emails: readonly { readonly address: string }[];
  readonly addresses?: readonly PostalAddress[] | undefined;
  /** Of the firm's own fields. */
  readonly own?: OwnValues | undefined;
}

export interface ExportedPhone {
  readonly e164?: string | undefined;
  readonly raw: string;
  readonly label: RowPhoneLabel;
  readonly main: boolean;
  readonly note?: string | undefined;
}

/**
 * The columns of an exported table, in their order. Each is a target of the import as well, and its title is one that the
 * import knows in that language: a table that left the program comes back as it was.
 */
export const EXPORT_COLUMNS = [
  'id',
  'name',
  'organisation',
  'role',
  'phone',
  'mobile',
  'workPhone',
  'homePhone',
  'fax',
  'otherPhone',
  'phoneNotes',
  'email',
  'relation',
  'stage',
  'responsible',
  'channel',
  'region',
  'field',
  'headCount',
  'needs',
  'consent',
  'birthday',
  'contractEndsOn',
  'tags',
  'language',
  'zone',
  'officeAddress',
  'deliveryAddress',
  'postalAddress',
  'legalAddress',
  'homeAddress',
  'otherAddress',
  'about',
] as const satisfies readonly ColumnTarget[];
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

// The reader of the file has no Ringdesk before them, so the titles are here and not only in the pages' catalogue.
const TITLES: Readonly<Record<ExportLanguage, Readonly<Record<ExportColumn, string>>>> = {
  en: {
    id: 'Ringdesk ID',
    name: 'Name',
    organisation: 'Organisation',
    role: 'Role',
    phone: 'Phone',
    mobile: 'Mobile phone',
    workPhone: 'Work phone',
    homePhone: 'Home phone',
    fax: 'Fax',
    otherPhone: 'Other phone',
    phoneNotes: 'Notes on numbers',
    email: 'E-mail',
    relation: 'Relation',
    stage: 'Stage',
    responsible: 'Responsible',
    channel: 'Channel',
    region: 'Region',
    field: 'Field',
    headCount: 'Head count',
    needs: 'Needs',
    consent: 'Consent',
    birthday: 'Birthday',
    contractEndsOn: 'Contract ends',
    tags: 'Tags',
    language: 'Language',
    zone: 'Time zone',
    officeAddress: 'Office address',
    deliveryAddress: 'Delivery address',
    postalAddress: 'Postal address',
    legalAddress: 'Registered address',
    homeAddress: 'Home address',
    otherAddress: 'Other address',
    about: 'Notes',
  },
  ru: {
    id: 'Ringdesk ID',
    name: 'ФИО',
    organisation: 'Организация',
    role: 'Должность',
    phone: 'Телефон',
    mobile: 'Мобильный телефон',
    workPhone: 'Рабочий телефон',
    homePhone: 'Домашний телефон',
    fax: 'Факс',
    otherPhone: 'Другой телефон',
    phoneNotes: 'Заметки к номерам',
    email: 'E-mail',
    relation: 'Отношение',
    stage: 'Этап',
    responsible: 'Ответственный',
    channel: 'Рекламный канал',
    region: 'Регион',
    field: 'Сфера деятельности',
    headCount: 'Численность',
    needs: 'Потребности',
    consent: 'Согласие на звонки',
    birthday: 'День рождения',
    contractEndsOn: 'Окончание договора',
    tags: 'Метки',
    language: 'Язык',
    zone: 'Часовой пояс',
    officeAddress: 'Адрес офиса',
    deliveryAddress: 'Адрес доставки',
    postalAddress: 'Почтовый адрес',
    legalAddress: 'Юридический адрес',
    homeAddress: 'Домашний адрес',
    otherAddress: 'Другой адрес',
    about: 'Заметки',
  },
  uk: {
    id: 'Ringdesk ID',
    name: 'ПІБ',
    organisation: 'Організація',
    role: 'Посада',
    phone: 'Телефон',
    mobile: 'Мобільний телефон',
    workPhone: 'Робочий телефон',
    homePhone: 'Домашній телефон',
    fax: 'Факс',
    otherPhone: 'Інший телефон',
    phoneNotes: 'Нотатки до номерів',
    email: 'E-mail',
    relation: 'Відношення',
    stage: 'Етап',
    responsible: 'Відповідальний',
    channel: 'Рекламний канал',
    region: 'Регіон',
    field: 'Галузь',
    headCount: 'Чисельність',
    needs: 'Потреби',
    consent: 'Згода на дзвінки',
    birthday: 'День народження',
    contractEndsOn: 'Закінчення договору',
    tags: 'Мітки',
    language: 'Мова',
    zone: 'Часовий пояс',
    officeAddress: 'Адреса офісу',
    deliveryAddress: 'Адреса доставки',
    postalAddress: 'Поштова адреса',
    legalAddress: 'Юридична адреса',
    homeAddress: 'Домашня адреса',
    otherAddress: 'Інша адреса',
    about: 'Нотатки',
  },
};

const CONSENT = {
  en: { given: 'yes', refused: 'no' },
  ru: { given: 'да', refused: 'нет' },
  uk: { given: 'так', refused: 'ні' },
} as const;

/** @param ownFields the firm's own, which come behind ours */
export const exportTitles = (
  language: ExportLanguage,
  ownFields: readonly OwnField[] = [],
): readonly string[] => [
  ...EXPORT_COLUMNS.map((column) => TITLES[language][column]),
  ...ownFields.map(({ name }) => name),
];

/** A contact as a row of text under `exportTitles`. */
export function exportRow(
  contact: ExportedContact,
  language: ExportLanguage,
  ownFields: readonly OwnField[] = [],
): string[] {
  const { kind, name, phones, addresses = [] } = contact;
  const of = (label: RowPhoneLabel) => writtenPhones(phones.filter((phone) => phone.label === label));
  // The number to dial comes first of all, whatever it is: the import takes the first one for the main one, and its
  // label from the column in which it stands again.
  const main = phones.filter((phone) => phone.main);
  const others = phones.filter((phone) => !phone.main && phone.label === 'main');
  const cells: Readonly<Record<ExportColumn, string | undefined>> = {
    id: contact.id,
    name: kind === 'person' ? name : undefined,
    organisation: kind === 'person' ? contact.organisationName : name,
    role: contact.role,
    phone: writtenPhones([...main, ...others]),
    mobile: of('mobile'),
    workPhone: of('work'),
    homePhone: of('home'),
    fax: of('fax'),
    otherPhone: of('other'),
    phoneNotes: writtenNotes(phones),
    email: contact.emails.map(({ address }) => address).join('; '),
    relation: writtenFact('relation', contact.relation, language),
    stage: writtenFact('stage', contact.stage, language),
    responsible: contact.responsibleName,
    channel: contact.channel && writtenFact('channel', contact.channel, language),
    region: contact.region,
    field: contact.field,
    headCount: contact.headCount?.toString(),
    needs: contact.needs,
    consent: contact.consent && CONSENT[language][contact.consent],
    birthday: contact.birthday,
    contractEndsOn: contact.contractEndsOn,
    tags: writtenTags(contact.tags),
    language: contact.language,
    zone: contact.zone,
    officeAddress: writtenAddresses(addresses, 'office'),
    deliveryAddress: writtenAddresses(addresses, 'delivery'),
    postalAddress: writtenAddresses(addresses, 'postal'),
    legalAddress: writtenAddresses(addresses, 'legal'),
    homeAddress: writtenAddresses(addresses, 'home'),
    otherAddress: writtenAddresses(addresses, 'other'),
    about: contact.about,
  };
  return [
    ...EXPORT_COLUMNS.map((column) => cells[column] ?? ''),
    ...ownFields.map((field) => {
      const value = contact.own?.[field.id];
      return value === undefined ? '' : ownText(field, value);
    }),
  ];
}

/** "+79161234567: her assistant", a line for each. */
export const writtenNotes = (phones: readonly ExportedPhone[]): string =>
  phones
    .flatMap((phone) => (phone.note === undefined ? [] : [`${writtenPhone(phone)}: ${tidy(phone.note)}`]))
    .join('\n');

/** As the import cuts them apart (`readTags`): a tag may hold a comma. */
export function writtenTags(tags: readonly string[]): string {
  if (tags.some((tag) => tag.includes(';'))) return tags.map((tag) => `${tag}\n`).join('');
  const text = tags.join('; ');
  return tags.length === 1 && /[,|]/.test(text) ? `${text};` : text;
}
