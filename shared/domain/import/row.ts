import type { Stage } from '../contact/stage.ts';
import type { Channel, Relation } from '../contact/written.ts';
import { readDay } from '../schedule/written-day.ts';
import type { ColumnTarget } from './column.ts';
import { isEmail } from './content.ts';
import { fold, tidy, tidyLines } from './fold.ts';
import { restore } from './formula.ts';
import { type CellNumber, splitNumbers } from './numbers.ts';
import { readChannel, readConsent, readHeadCount, readRelation, readStage } from './values.ts';

/** Why a row was not taken; the contract's `RejectionReason` is this list. */
export type RejectionCode =
  | 'noName'
  | 'noNumber'
  | 'badNumber'
  | 'brokenRow'
  | 'tooLong'
  | 'duplicateInFile'
  | 'ownNumber';

export type RowPhoneLabel = 'main' | 'mobile' | 'work' | 'home' | 'fax' | 'other';

export interface RowPhone {
  /** As it was written, with its extension. */
  readonly raw: string;
  /** With the plus; absent when it could not be read. */
  readonly e164?: string;
  /** What is left to find it by when it is no whole number: its last digits, an extension. */
  readonly digits?: string;
  readonly label: RowPhoneLabel;
}

/** What a number reader says about one writing. */
export type ReadPhone = Pick<RowPhone, 'e164' | 'digits'>;

/** What one row says, read and cleaned, before anybody looked whether we know it. */
export interface ImportRow {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** Of a person; an organisation's own name is `name`. */
  readonly organisation?: string;
  readonly role?: string;
  readonly phones: readonly RowPhone[];
  readonly emails: readonly string[];
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
  /** Notes of the file, and what had no place elsewhere ("Источник: листовка"). */
  readonly about: string;
}

/** What is known around the file, and how to read a number: the rules themselves stay pure. */
export interface RowReading {
  readonly mapping: readonly ColumnTarget[];
  /** Names of the columns, to say where a left-over value came from. */
  readonly header?: readonly string[] | undefined;
  /** E.164 with the plus, when the text is a number that can be dialled. */
  readonly readNumber: (text: string) => ReadPhone;
  /** The firm's own, E.164; they belong to no customer. */
  readonly ownNumbers: ReadonlySet<string>;
  /** Folded name → id of the employee. */
  readonly users: ReadonlyMap<string, string>;
}

/** The contract's limits, characters; a longer value refuses the row instead of being cut in silence. */
export const LIMITS = {
  name: 300,
  short: 200,
  needs: 2000,
  tag: 60,
  tags: 50,
  about: 10_000,
  phone: 100,
  phones: 50,
};

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
  const phones = readPhones(columns, reading);
  const facts = {
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
    tags: readTags(columns),
    about: [lined(columns, 'about'), ...lines].filter(Boolean).join('\n'),
  };
  const reject = refusal(row, phones);
  return reject ? { reject, row } : { row };
}

/** A number without which nobody can be called, a name without which nobody knows whom: the first that is missing. */
function refusal(row: ImportRow, phones: Phones): RejectionCode | undefined {
  if (tooLong(row)) return 'tooLong';
  if (row.name === '') return 'noName';
  if (row.emails.length > 0 || row.phones.some((phone) => phone.e164 !== undefined)) return undefined;
  if (phones.own) return 'ownNumber';
  return row.phones.length > 0 ? 'badNumber' : undefined;
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

interface Cell {
  readonly text: string;
  readonly column: number;
}
type Columns = ReadonlyMap<ColumnTarget, readonly Cell[]>;

function collect(cells: readonly string[], mapping: readonly ColumnTarget[]): Columns {
  const columns = new Map<ColumnTarget, Cell[]>();
  for (let column = 0; column < mapping.length; column++) {
    const target = mapping[column];
    const cell = cells[column];
    if (target === undefined || target === 'ignore' || cell === undefined || cell.trim() === '') continue;
    const text = restore(cell);
    const list = columns.get(target);
    if (list) list.push({ text, column });
    else columns.set(target, [{ text, column }]);
  }
  return columns;
}

const joined = (columns: Columns, target: ColumnTarget, between = ' '): string =>
  (columns.get(target) ?? [])
    .map((cell) => tidy(cell.text))
    .filter(Boolean)
    .join(between);

const lined = (columns: Columns, target: ColumnTarget): string =>
  (columns.get(target) ?? [])
    .map((cell) => tidyLines(cell.text))
    .filter(Boolean)
    .join('\n');

const nameOfParts = (columns: Columns): string =>
  (['lastName', 'firstName', 'middleName'] as const)
    .map((part) => joined(columns, part))
    .filter(Boolean)
    .join(' ');

type Optional<K extends string, V> = Record<never, never> | Record<K, V>;
function optional<K extends string, V>(key: K, value: V | '' | undefined): Partial<Record<K, V>> {
  return (value === undefined || value === '' ? {} : { [key]: value }) as Optional<K, V> as Partial<
    Record<K, V>
  >;
}

/** The first cell that names one of our values; what names none is kept as a line of notes. */
function oneOf<T>(
  columns: Columns,
  target: ColumnTarget,
  read: (text: string) => T | undefined,
  leftover: (cell: Cell) => void,
): T | undefined {
  let found: T | undefined;
  for (const cell of columns.get(target) ?? []) {
    const value = read(cell.text);
    if (value === undefined) leftover(cell);
    else found ??= value;
  }
  return found;
}

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

interface Phones {
  readonly kept: readonly RowPhone[];
  /** One of the firm's own was among them and was left out. */
  readonly own: boolean;
}

function readPhones(columns: Columns, reading: RowReading): Phones {
  const kept: RowPhone[] = [];
  let own = false;
  for (const target of ['phone', 'mobile', 'workPhone'] as const) {
    for (const cell of columns.get(target) ?? []) {
      for (const found of splitNumbers(cell.text)) {
        const read = reading.readNumber(found.number);
        if (read.e164 !== undefined && reading.ownNumbers.has(read.e164)) {
          own = true;
          continue;
        }
        const phone = toPhone(found, target, read);
        if (!kept.some((known) => (phone.e164 ? known.e164 === phone.e164 : known.raw === phone.raw)))
          kept.push(phone);
      }
    }
  }
  return { kept, own };
}

function toPhone(found: CellNumber, target: 'phone' | 'mobile' | 'workPhone', read: ReadPhone): RowPhone {
  const byColumn = ({ phone: 'main', mobile: 'mobile', workPhone: 'work' } as const)[target];
  return {
    raw: tidy(found.raw),
    ...read,
    label: target === 'phone' ? (found.label ?? byColumn) : byColumn,
  };
}

function readTags(columns: Columns): string[] {
  const tags = new Map<string, string>();
  for (const cell of columns.get('tags') ?? []) {
    for (const part of cell.text.split(/[,;|\n]/)) {
      const tag = tidy(part);
      if (tag !== '' && !tags.has(fold(tag))) tags.set(fold(tag), tag);
    }
  }
  return [...tags.values()];
}
