import type { Cell, Columns } from './cells.ts';
import { PHONE_TARGETS, type PhoneTarget } from './column.ts';
import { tidy, tidyLines } from './fold.ts';
import { LIMITS } from './limits.ts';
import { type CellNumber, cutQuoted, splitNumbers, wordsForNumber, writtenPhone } from './numbers.ts';
import type { ReadPhone, RowPhone, RowPhoneLabel } from './row-phone.ts';

export interface Phones {
  readonly kept: readonly RowPhone[];
  /** One of the firm's own was among them and was left out. */
  readonly own: boolean;
}

/** How numbers are read; what a row is read with has it. */
export interface PhoneReading {
  /** E.164 with the plus, when the text is a number that can be dialled. */
  readonly readNumber: (text: string) => ReadPhone;
  /** The firm's own, E.164; they belong to no customer. */
  readonly ownNumbers: ReadonlySet<string>;
}

type Leftover = (cell: Cell) => void;

/** The numbers of a row, with the notes beside them. What is no whole number is kept as it is written. */
export function readPhones(columns: Columns, reading: PhoneReading, leftover: Leftover): Phones {
  const kept: RowPhone[] = [];
  let own = false;
  const add = (phone: RowPhone) => {
    const same = kept.findIndex((known) =>
      phone.e164 ? known.e164 === phone.e164 : known.e164 === undefined && known.raw === phone.raw,
    );
    const known = kept[same];
    if (known === undefined) kept.push(phone);
    // "Phone" says less than "Mobile" where both hold the same one.
    else if (known.label === 'main') kept[same] = { ...known, label: phone.label };
  };
  const readNumber = (text: string): ReadPhone | undefined => {
    const read = reading.readNumber(text);
    if (read.e164 === undefined || !reading.ownNumbers.has(read.e164)) return read;
    own = true;
    return undefined;
  };
  for (const target of PHONE_TARGETS) {
    for (const cell of columns.get(target) ?? []) {
      for (const { text, whole } of cutQuoted(cell.text)) {
        const words = whole ? tidy(text) : wordsForNumber(text);
        const inWords = words === undefined ? undefined : whole ? readNumber(words) : {};
        if (words !== undefined && words.length > LIMITS.phone) leftover({ ...cell, text });
        else if (words !== undefined && inWords) add({ raw: words, ...inWords, label: LABEL_OF[target] });
        if (whole) continue;
        for (const found of splitNumbers(text)) {
          const read = readNumber(found.number);
          if (read) add(toPhone(found, target, read));
        }
      }
    }
  }
  return { kept: withNotes(kept, columns, reading, leftover), own };
}

const LABEL_OF = {
  phone: 'main',
  mobile: 'mobile',
  workPhone: 'work',
  homePhone: 'home',
  fax: 'fax',
  otherPhone: 'other',
} as const satisfies Record<PhoneTarget, RowPhoneLabel>;

const toPhone = (found: CellNumber, target: PhoneTarget, read: ReadPhone): RowPhone => ({
  raw: tidy(found.raw),
  ...read,
  label: target === 'phone' ? (found.label ?? LABEL_OF.phone) : LABEL_OF[target],
});

/** Lines of "number: note"; where there is one number alone, a line without it is of that one. */
function withNotes(
  phones: readonly RowPhone[],
  columns: Columns,
  reading: PhoneReading,
  leftover: Leftover,
): readonly RowPhone[] {
  const cells = columns.get('phoneNotes');
  if (cells === undefined) return phones;
  const notes = new Map<RowPhone, string>();
  const bySaying = phones
    .map((phone) => ({ phone, saying: `${writtenPhone(phone)}:` }))
    .sort((a, b) => b.saying.length - a.saying.length);
  const meant = (line: string): readonly [RowPhone, string] | undefined => {
    const said = bySaying.find(({ saying }) => line.startsWith(saying));
    if (said) return [said.phone, line.slice(said.saying.length).trim()];
    const [number = '', note] = line.split(/:(.*)/su);
    const e164 = note === undefined ? undefined : reading.readNumber(number).e164;
    const read = e164 === undefined ? undefined : phones.find((phone) => phone.e164 === e164);
    if (read) return [read, (note ?? '').trim()];
    return phones.length === 1 && phones[0] ? [phones[0], line] : undefined;
  };
  for (const cell of cells) {
    for (const line of tidyLines(cell.text).split('\n')) {
      if (line === '') continue;
      const [phone, note = ''] = meant(line) ?? [];
      if (phone === undefined || note.length > LIMITS.short || notes.has(phone))
        leftover({ ...cell, text: line });
      else if (note !== '') notes.set(phone, note);
    }
  }
  if (notes.size === 0) return phones;
  return phones.map((phone) => {
    const note = notes.get(phone);
    return note === undefined ? phone : { ...phone, note };
  });
}
