import type { PostalAddress } from '../contact/address.ts';
import type { Stage } from '../contact/stage.ts';
import type { Channel, Relation } from '../contact/written.ts';
import type { OwnField, OwnValue, OwnValues } from '../own-field/field.ts';
import { readOwnText } from '../own-field/read-text.ts';
import { readDay } from '../schedule/written-day.ts';
import { type Cell, type Columns, collect, joined, lined, oneOf, optional } from './cells.ts';
import { type ColumnTarget, fieldOfTarget } from './column.ts';
import { isEmail } from './content.ts';
import { fold, tidy } from './fold.ts';
import { LIMITS } from './limits.ts';
import { readAddresses } from './row-addresses.ts';
import type { RowPhone } from './row-phone.ts';
import { type PhoneReading, type Phones, readPhones } from './row-phones.ts';

export { type ReadPhone, type RowPhone, type RowPhoneLabel, textsOf } from './row-phone.ts';

import {
  readChannel,
  readConsent,
  readHeadCount,
  readId,
  readLanguage,
  readRelation,
  readStage,
  readZone,
} from './values.ts';

/** Why a row was not taken; the contract's `RejectionReason` is this list. */
export type RejectionCode =
  | 'noName'
  | 'noNumber'
  | 'brokenRow'
  | 'tooLong'
  | 'duplicateInFile'
  | 'ownNumber'
  | 'noItem'
  | 'badValue'
  | 'noCustomer'
  | 'severalCustomers';

/** What one row says, read and cleaned, before anybody looked whether we know it. */
export interface ImportRow {
  /** Of the contact itself, in a table that Ringdesk wrote. */
  readonly id?: string;
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** Of a person; an organisation's own name is `name`. */
  readonly organisation?: string;
  readonly role?: string;
  readonly phones: readonly RowPhone[];
  readonly emails: readonly string[];
  readonly addresses?: readonly PostalAddress[];
  readonly stage?: Stage;
  readonly relation?: Relation;
  readonly channel?: Channel;
  readonly responsibleId?: string;
  readonly region?: string;
  readonly field?: string;
  readonly headCount?: number;
  readonly needs?: string;
  readonly consent?: 'given' | 'refused';
  /** `yyyy-mm-dd` or `--mm-dd`. */
  readonly birthday?: string;
  /** `yyyy-mm-dd` */
  readonly contractEndsOn?: string;
  readonly tags: readonly string[];
  readonly language?: string;
  /** IANA name. */
  readonly zone?: string;
  /** Of the firm's own fields. */
  readonly own?: OwnValues;
  /** Notes of the file, and what had no place elsewhere ("Источник: листовка"). */
  readonly about: string;
}

/** What is known around the file, and how to read a number: the rules themselves stay pure. */
export interface RowReading extends PhoneReading {
  readonly mapping: readonly ColumnTarget[];
  /** Names of the columns, to say where a left-over value came from. */
  readonly header?: readonly string[] | undefined;
  /** The firm's own fields, for columns that go to them. */
  readonly ownFields?: readonly OwnField[] | undefined;
  /** Folded name → id of the employee. */
  readonly users: ReadonlyMap<string, string>;
}

export type RowResult =
  | { readonly row: ImportRow }
  | { readonly reject: RejectionCode; readonly row: ImportRow };

/** Reads one row. A refused row comes along as far as it was understood, for the preview. */
export function readRow(cells: readonly string[], reading: RowReading): RowResult {
  const columns = collect(cells, reading.mapping);
  const lines: string[] = [];
  const leftover = ({ text, column }: Cell) => {
    const title = tidy(reading.header?.[column] ?? '');
    lines.push(title === '' ? tidy(text) : `${title}: ${tidy(text)}`);
  };

  const person = joined(columns, 'name') || nameOfParts(columns);
  const organisation = joined(columns, 'organisation');
  const emails: string[] = [];
  for (const cell of columns.get('email') ?? []) readEmails(cell, emails, leftover);
  const phones = readPhones(columns, reading, leftover);
  const addresses = readAddresses(columns, leftover);
  const facts = {
    ...optional(
      'id',
      oneOf(columns, 'id', readId, () => undefined),
    ),
    ...optional('language', oneOf(columns, 'language', readLanguage, leftover)),
    ...optional('zone', oneOf(columns, 'zone', readZone, leftover)),
    ...optional('role', joined(columns, 'role')),
    ...optional('region', joined(columns, 'region', ', ')),
    ...optional('field', joined(columns, 'field', ', ')),
    ...optional('needs', lined(columns, 'needs')),
    ...optional('stage', oneOf(columns, 'stage', readStage, leftover)),
    ...optional('relation', oneOf(columns, 'relation', readRelation, leftover)),
    ...optional('channel', oneOf(columns, 'channel', readChannel, leftover)),
    ...optional('headCount', oneOf(columns, 'headCount', readHeadCount, leftover)),
    ...optional('consent', oneOf(columns, 'consent', readConsent, leftover)),
    ...optional(
      'birthday',
      oneOf(columns, 'birthday', (text) => readDay(text, { yearless: true }), leftover),
    ),
    ...optional(
      'contractEndsOn',
      oneOf(columns, 'contractEndsOn', (text) => readDay(text, { yearless: false }), leftover),
    ),
    ...optional(
      'responsibleId',
      oneOf(columns, 'responsible', (text) => reading.users.get(fold(text)), leftover),
    ),
  };
  const row: ImportRow = {
    kind: person === '' && organisation !== '' ? 'organisation' : 'person',
    name: person || organisation,
    ...(person === '' ? {} : optional('organisation', organisation)),
    ...facts,
    phones: phones.kept,
    emails,
    ...(addresses.length === 0 ? {} : { addresses }),
    ...optional('own', readOwnColumns(columns, reading.ownFields ?? [], leftover)),
    tags: readTags(columns),
    about: [lined(columns, 'about'), ...lines].filter(Boolean).join('\n'),
  };
  const reject = refusal(row, phones);
  return reject ? { reject, row } : { row };
}

/** Without a name nobody knows whom; the firm's own number reaches nobody else: the first that is wrong. */
function refusal(row: ImportRow, phones: Phones): RejectionCode | undefined {
  if (tooLong(row)) return 'tooLong';
  if (row.name === '') return 'noName';
  // What is no whole number is kept as text: to lose it would be worse than to have it written out.
  if (row.emails.length > 0 || row.phones.length > 0 || row.id !== undefined) return undefined;
  return phones.own ? 'ownNumber' : undefined;
}

function tooLong(row: ImportRow): boolean {
  const short = [row.role, row.region, row.field];
  return (
    row.name.length > LIMITS.name ||
    (row.organisation?.length ?? 0) > LIMITS.name ||
    short.some((text) => (text?.length ?? 0) > LIMITS.short) ||
    (row.needs?.length ?? 0) > LIMITS.needs ||
    row.about.length > LIMITS.about ||
    row.tags.length > LIMITS.tags ||
    row.tags.some((tag) => tag.length > LIMITS.tag) ||
    row.phones.length > LIMITS.phones ||
    row.phones.some((phone) => phone.raw.length > LIMITS.phone) ||
    row.emails.length > LIMITS.phones
  );
}

const nameOfParts = (columns: Columns): string =>
  (['lastName', 'firstName', 'middleName'] as const)
    .map((part) => joined(columns, part))
    .filter(Boolean)
    .join(' ');

function readEmails(cell: Cell, emails: string[], leftover: (cell: Cell) => void): void {
  const rest: string[] = [];
  for (const part of tidy(cell.text).split(/[\s,;|<>]+/)) {
    const address = part.replace(/^mailto:/i, '').replace(/\.$/, '');
    if (address === '') continue;
    if (!isEmail(address)) rest.push(part);
    else if (!emails.some((known) => known.toLowerCase() === address.toLowerCase())) emails.push(address);
  }
  if (rest.some((part) => part.includes('@'))) leftover({ ...cell, text: rest.join(' ') });
}

/** What is no value of its field (an option that there is not, a day that nobody can read) is kept as a line of notes. */
function readOwnColumns(
  columns: Columns,
  fields: readonly OwnField[],
  leftover: (cell: Cell) => void,
): OwnValues | undefined {
  const own: Record<string, OwnValue> = {};
  for (const [target, cells] of columns) {
    const id = fieldOfTarget(target);
    if (id === undefined) continue;
    const field = fields.find((one) => one.id === id);
    for (const cell of cells) {
      const read = field && readOwnText(field, cell.text);
      if (read === undefined || 'trouble' in read) leftover(cell);
      else own[id] ??= read.value;
    }
  }
  return Object.keys(own).length === 0 ? undefined : own;
}

function readTags(columns: Columns): string[] {
  const tags = new Map<string, string>();
  for (const cell of columns.get('tags') ?? []) {
    // Whoever separates by semicolons may have a comma in a tag.
    const separator = ['\n', ';'].find((one) => cell.text.includes(one)) ?? /[,|]/;
    for (const part of cell.text.split(separator)) {
      const tag = tidy(part);
      if (tag !== '' && !tags.has(fold(tag))) tags.set(fold(tag), tag);
    }
  }
  return [...tags.values()];
}
