import { type Line, LineSplitter, LONGEST } from './lines.ts';
import { encodingOf, type Property, parseProperty } from './property.ts';
import { readCard } from './read-card.ts';
import { type CardPlace, type CardVersion, displayName, type ReadCard } from './shape.ts';

/** Bytes and properties of one card that are held; what comes beyond is skipped by name. */
const CARD_BYTES = 1024 * 1024;
const CARD_PROPERTIES = 2000;
/** What is kept of a property that is too large: enough for its name. */
const HEAD_BYTES = 1024;
const UNREAD_TOLD = 10;
const SKIPPED_TOLD = 50;

/** A line of the card that may go on in the next line of the file. */
interface Logical {
  readonly number: number;
  pieces: Buffer[];
  bytes: number;
  over: boolean;
  /** How it goes on: quoted-printable after a `=`, base64 of careless programs in any line without a colon. */
  readonly encoding: 'quotedPrintable' | 'base64' | 'plain';
}

interface OpenCard {
  readonly place: CardPlace;
  version: CardVersion;
  readonly properties: Property[];
  readonly skipped: string[];
  readonly unread: number[];
  bytes: number;
  /** Cards within this one (AGENT of 2.1), whose properties are theirs. */
  nested: number;
  agentOpen: boolean;
}

/**
 * Reads cards from bytes as they come, in any mixture of versions. Nothing in them makes it throw: a card that cannot be
 * read is told by its place and the next one is read. Holds one card, at most about a megabyte.
 */
export class CardReader {
  readonly #lines = new LineSplitter();
  #logical: Logical | undefined;
  #card: OpenCard | undefined;
  #count = 0;
  #found: ReadCard[] = [];

  push(chunk: Uint8Array): ReadCard[] {
    for (const line of this.#lines.push(chunk)) this.#line(line);
    return this.#take();
  }

  end(): ReadCard[] {
    for (const line of this.#lines.end()) this.#line(line);
    this.#finishLine();
    this.#giveUp();
    if (this.#count === 0) {
      this.#found.push({ kind: 'trouble', trouble: 'noCards', place: { card: 1, line: 1 } });
    }
    return this.#take();
  }

  #take(): ReadCard[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #line(line: Line): void {
    const rest = this.#logical && continuation(this.#logical, line, this.#card?.version === '2.1');
    if (this.#logical && rest) {
      append(this.#logical, rest, line.cut);
      return;
    }
    this.#finishLine();
    if (line.bytes.length === 0) return;
    const head = this.#card ? parseProperty(line.bytes.subarray(0, HEAD_BYTES)) : undefined;
    this.#logical = {
      number: line.number,
      pieces: [],
      bytes: 0,
      over: false,
      encoding: head ? encodingOf(head) : 'plain',
    };
    append(this.#logical, line.bytes, line.cut);
  }

  #finishLine(): void {
    const logical = this.#logical;
    this.#logical = undefined;
    if (!logical) return;
    const bytes = logical.pieces.length === 1 ? (logical.pieces[0] as Buffer) : Buffer.concat(logical.pieces);
    const property = parseProperty(bytes);
    const word = property && mark(property);
    if (word === 'begin') this.#begin(logical.number);
    else if (word === 'end') this.#end();
    else if (this.#card && this.#card.nested === 0) this.#property(this.#card, logical, property);
  }

  #begin(line: number): void {
    if (this.#card?.agentOpen || (this.#card && this.#card.nested > 0)) {
      this.#card.agentOpen = false;
      this.#card.nested++;
      return;
    }
    this.#giveUp();
    this.#card = {
      place: { card: ++this.#count, line },
      version: '3.0',
      properties: [],
      skipped: [],
      unread: [],
      bytes: 0,
      nested: 0,
      agentOpen: false,
    };
  }

  #end(): void {
    const open = this.#card;
    if (!open) return;
    if (open.nested > 0) {
      open.nested--;
      return;
    }
    this.#card = undefined;
    const card = readCard(open.version, open.properties, open.skipped);
    if (displayName(card) === '') {
      this.#found.push({ kind: 'trouble', trouble: 'nobody', place: open.place });
    } else {
      this.#found.push({ kind: 'card', card, place: open.place, unread: open.unread });
    }
  }

  /** The card that is open will not end any more. */
  #giveUp(): void {
    if (this.#card) this.#found.push({ kind: 'trouble', trouble: 'notEnded', place: this.#card.place });
    this.#card = undefined;
  }

  #property(card: OpenCard, logical: Logical, property: Property | undefined): void {
    if (!property) {
      if (card.unread.length < UNREAD_TOLD) card.unread.push(logical.number);
      return;
    }
    card.agentOpen = property.name === 'AGENT' && property.bytes.toString('latin1').trim() === '';
    if (property.name === 'VERSION') {
      card.version = versionOf(property.bytes.toString('latin1').trim());
      return;
    }
    const isFull = card.bytes + logical.bytes > CARD_BYTES || card.properties.length >= CARD_PROPERTIES;
    if (card.agentOpen || logical.over || isFull) {
      const isTold = card.skipped.includes(property.name) || card.skipped.length >= SKIPPED_TOLD;
      if (!isTold) card.skipped.push(property.name);
      return;
    }
    card.bytes += logical.bytes;
    // Copied: a view would hold the whole chunk in which the line came.
    card.properties.push({ ...property, bytes: Buffer.from(property.bytes) });
  }
}

const versionOf = (text: string): CardVersion =>
  text.startsWith('2') ? '2.1' : text.startsWith('4') ? '4.0' : '3.0';

function mark({ name, group, bytes }: Property): 'begin' | 'end' | undefined {
  if (group || (name !== 'BEGIN' && name !== 'END')) return undefined;
  if (bytes.toString('latin1').trim().toUpperCase() !== 'VCARD') return undefined;
  return name === 'BEGIN' ? 'begin' : 'end';
}

/** What of this line belongs to the one before; undefined when it begins something new. */
function continuation(logical: Logical, line: Line, old: boolean): Buffer | undefined {
  const first = line.bytes[0];
  const isMark = /^\s*(?:BEGIN|END):VCARD\s*$/i.test(line.bytes.toString('latin1', 0, 40));
  if (isMark) return undefined;
  const last = logical.pieces.at(-1);
  if (logical.encoding === 'quotedPrintable' && last?.[last.length - 1] === 0x3d) {
    logical.pieces[logical.pieces.length - 1] = last.subarray(0, -1);
    return line.bytes;
  }
  // 2.1 folds before a blank that is text, 3.0 and 4.0 put one in that is none.
  if (first === 0x20 || first === 0x09) {
    return old && logical.encoding === 'plain' ? line.bytes : line.bytes.subarray(1);
  }
  if (logical.encoding === 'base64' && first !== undefined && !line.bytes.includes(0x3a)) return line.bytes;
  return undefined;
}

function append(logical: Logical, bytes: Buffer, cut: boolean): void {
  logical.bytes += bytes.length;
  if (logical.over) return;
  logical.pieces.push(bytes);
  if (!cut && logical.bytes <= LONGEST) return;
  logical.over = true;
  logical.pieces = [Buffer.from((logical.pieces[0] as Buffer).subarray(0, HEAD_BYTES))];
}

/** Cards of a file or of an answer, one at a time; troubles come in their place among them. */
export async function* parseCards(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ReadCard> {
  const reader = new CardReader();
  for await (const chunk of bytes) yield* reader.push(chunk);
  yield* reader.end();
}

/** All cards of a text that is held anyway. */
export function readCards(text: string | Uint8Array): ReadCard[] {
  const reader = new CardReader();
  const found = reader.push(typeof text === 'string' ? Buffer.from(text) : text);
  return [...found, ...reader.end()];
}
