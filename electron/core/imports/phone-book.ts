import { open } from 'node:fs/promises';
import { SaxesParser } from 'saxes';
import type { ExportColumn } from '../../../shared/domain/export/columns.ts';
import type { MadeRow } from './made-table.ts';
import { piecesOf } from './pieces.ts';

// Entries and their parts as the phones of the makers write them, without capitals, dashes and underscores: Fritz!Box
// (contact, realName, number type=), Yealink (DirectoryEntry, Unit Phone1=, contact office_number=), Snom (item, first_name,
// number), Cisco (DirectoryEntry, Telephone), Grandstream (Contact, Phone type= / phonenumber), Gigaset (entry, surname).
const ENTRY = /<((?:[\w-]+:)?(?:contact|directoryentry|unit|item|entry|record))(?=[\s/>])/i;
const NAMES: Readonly<Record<string, Part>> = {
  name: 'name',
  realname: 'name',
  displayname: 'name',
  fullname: 'name',
  title: 'name',
  firstname: 'first',
  givenname: 'first',
  lastname: 'last',
  surname: 'last',
  familyname: 'last',
  company: 'organisation',
  organization: 'organisation',
  organisation: 'organisation',
  jobtitle: 'role',
  role: 'role',
  position: 'role',
  email: 'email',
  mail: 'email',
  note: 'about',
  notes: 'about',
  comment: 'about',
  description: 'about',
  department: 'about',
};
type Part = 'name' | 'first' | 'last' | 'organisation' | 'role' | 'email' | 'about';
const NUMBER =
  /^(?:tele)?phone(?:number)?\d*$|number\d*$|^extension$|^(?:mobile|office|home|work|fax|other)\d*$/;
/** Ends with "number" and is none. */
const NO_NUMBER = /^(?:groupnumber|accountindex|numbertype|linenumber|index)$/;

const COLUMNS: readonly (readonly [RegExp, ExportColumn])[] = [
  [/fax/, 'fax'],
  [/mobil|cell|handy|gsm/, 'mobile'],
  [/office|work|business|company|firma|intern/, 'workPhone'],
  [/home|privat/, 'homePhone'],
  [/other/, 'otherPhone'],
];

interface Entry {
  /** Of its first tag. */
  readonly line: number;
  readonly xml: string;
  /** The file, or the next entry, came before its end. */
  readonly cut: boolean;
}

/** Characters of one entry; what is longer is none. */
const LONGEST = 1024 * 1024;
/** What may be the beginning of an entry's tag waits for the rest of it. */
const TAG = 64;

/**
 * Cuts a phone book into its entries as it comes. Each is read by itself, so that a fault in the writing of one takes nobody
 * else along.
 */
class EntryCutter {
  #text = '';
  #line = 1;

  push(text: string): Entry[] {
    this.#text += text;
    const found: Entry[] = [];
    for (;;) {
      const entry = this.#next();
      if (entry === undefined) return found;
      found.push(entry);
    }
  }

  end(): Entry[] {
    const found = this.push('');
    const start = ENTRY.exec(this.#text);
    if (start === null) return found;
    this.#drop(start.index);
    return [...found, { line: this.#line, xml: this.#text, cut: true }];
  }

  #next(): Entry | undefined {
    const start = ENTRY.exec(this.#text);
    this.#drop(start?.index ?? this.#text.length - TAG);
    const name = start?.[1] ?? '';
    const open = start ? this.#text.indexOf('>') : -1;
    if (open < 0) return undefined;
    if (this.#text[open - 1] === '/') return this.#take(open + 1, false);
    const end = new RegExp(`</${name}\\s*>`, 'i').exec(this.#text);
    const other = new RegExp(`<${name}(?=[\\s/>])`, 'i').exec(this.#text.slice(open));
    const next = other ? open + other.index : Number.POSITIVE_INFINITY;
    if (end && end.index < next) return this.#take(end.index + end[0].length, false);
    if (other) return this.#take(next, true);
    return this.#text.length > LONGEST ? this.#take(this.#text.length, true) : undefined;
  }

  #take(length: number, cut: boolean): Entry {
    const entry = { line: this.#line, xml: this.#text.slice(0, length), cut };
    this.#drop(length);
    return entry;
  }

  #drop(length: number): void {
    if (length <= 0) return;
    for (let at = this.#text.indexOf('\n'); at >= 0 && at < length; at = this.#text.indexOf('\n', at + 1))
      this.#line += 1;
    this.#text = this.#text.slice(length);
  }
}

interface Parts {
  readonly texts: Map<Part, string[]>;
  readonly numbers: { readonly column: ExportColumn; readonly number: string; readonly first: boolean }[];
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[-_]|^.*:/g, '');

/** Phones and people write "Smith & Sons" as it is, and a parser would take all behind it for an entity. */
const guarded = (xml: string): string =>
  xml.replaceAll(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi, '&amp;');

/** What an entry says, as far as its XML is sound; entities beyond XML's own five are never expanded. */
function partsOf(xml: string): Parts & { readonly sound: boolean } {
  const parser = new SaxesParser({ fragment: true });
  const path: { readonly name: string; readonly hint: string; readonly first: boolean }[] = [];
  const parts: Parts = { texts: new Map(), numbers: [] };
  let text = '';
  let sound = true;

  function value(name: string, hint: string, written: string, first: boolean): void {
    const said = written.trim();
    const part = NAMES[name];
    if (said === '') return;
    if (part !== undefined) parts.texts.set(part, [...(parts.texts.get(part) ?? []), said]);
    else if (NUMBER.test(name) && !NO_NUMBER.test(name) && /\d/.test(said)) {
      const column = COLUMNS.find(([pattern]) => pattern.test(hint))?.[1] ?? 'phone';
      parts.numbers.push({ column, number: said, first });
    }
  }

  parser.on('opentag', ({ name: written, attributes }) => {
    const name = bare(written);
    const given = attributes as Record<string, string>;
    const hint = [name, given.type, given.label, given.vcardtype].join(' ').toLowerCase();
    const first = given.prio === '1';
    path.push({ name, hint, first });
    text = '';
    for (const [key, said] of Object.entries(given)) value(bare(key), bare(key), said, first);
  });
  for (const event of ['text', 'cdata'] as const)
    parser.on(event, (piece) => {
      text += piece;
    });
  parser.on('closetag', () => {
    const { name = '', hint = '', first = false } = path.pop() ?? {};
    // "Work" may stand at the number, or at what holds it.
    value(name, `${hint} ${path.at(-1)?.hint ?? ''}`, text, first);
    text = '';
  });
  parser.on('error', () => {
    sound = false;
  });
  parser.write(guarded(xml)).close();
  return { ...parts, sound };
}

function rowOf({ line, xml, cut }: Entry): MadeRow | undefined {
  const { texts, numbers, sound } = partsOf(xml);
  const broken = cut || !sound;
  // A menu or a heading, not a person.
  if (numbers.length === 0 && !texts.has('email') && !broken) return undefined;
  const of = (part: Part) => texts.get(part)?.join(' ') ?? '';
  const cells: Partial<Record<ExportColumn, string>> = {
    name: of('name') || [of('last'), of('first')].filter(Boolean).join(' '),
    organisation: of('organisation'),
    role: of('role'),
    email: texts.get('email')?.join('; ') ?? '',
    about: texts.get('about')?.join('\n') ?? '',
  };
  const add = (column: ExportColumn, number: string) => {
    cells[column] = cells[column] === undefined ? number : `${cells[column]}; ${number}`;
  };
  // The first of all is the one to dial, whatever it is besides.
  const main = numbers.find(({ first }) => first) ?? numbers[0];
  if (main) add('phone', main.number);
  for (const one of numbers) if (one.column !== 'phone' || one !== main) add(one.column, one.number);
  return { line, broken, cells };
}

/** The entries of a phone's or an exchange's phone book (XML). */
export async function* phoneBookRows(path: string, encoding: string): AsyncGenerator<MadeRow> {
  const cutter = new EntryCutter();
  const decoder = new TextDecoder(encoding);
  const rows = (entries: readonly Entry[]) => entries.flatMap((entry) => rowOf(entry) ?? []);
  const file = await open(path, 'r');
  try {
    for await (const piece of piecesOf(file))
      yield* rows(cutter.push(decoder.decode(piece, { stream: true })));
  } finally {
    await file.close();
  }
  yield* rows([...cutter.push(decoder.decode()), ...cutter.end()]);
}
