import { parseProperty, printHead } from './property.ts';
import type { RawProperty } from './shape.ts';
import { fold } from './write.ts';

/** One property of a card as its lines stand in the file. */
interface Piece {
  /** With its own folds and line ends. */
  readonly text: string;
  readonly name: string;
  readonly value: string;
}

/** What is to become of the properties of one name: each one that stays, and what is added behind them. */
export interface Edit {
  /** @param value unfolded, escaped */
  keep(value: string): boolean;
  readonly add: readonly Omit<RawProperty, 'group'>[];
}

/**
 * Changes some properties of a card and leaves every other line of it as it is, octet by octet: pictures, and whatever other
 * programs keep there. Of 3.0 and 4.0.
 */
export function rewriteCard(card: string, edits: ReadonlyMap<string, Edit>): string {
  const pieces = piecesOf(card);
  const printed = (name: string) => (edits.get(name)?.add ?? []).map(print);
  const done = new Set<string>();
  const lines: string[] = [];
  for (const piece of pieces) {
    if (piece.name === 'END') {
      for (const name of edits.keys()) if (!done.has(name)) lines.push(...printed(name));
    }
    const edit = edits.get(piece.name);
    if (!edit || edit.keep(piece.value)) lines.push(piece.text);
    else if (!done.has(piece.name)) {
      lines.push(...printed(piece.name));
      done.add(piece.name);
    }
  }
  return lines.join('');
}

const print = (property: Omit<RawProperty, 'group'>): string =>
  `${fold(`${printHead(property)}:${property.value}`)}\r\n`;

function piecesOf(card: string): Piece[] {
  const pieces: { text: string[]; logical: string[] }[] = [];
  for (const [text] of card.matchAll(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g)) {
    const line = text.replace(/[\r\n]+$/, '');
    const last = pieces.at(-1);
    if (last && /^[ \t]/.test(line)) {
      last.text.push(text);
      last.logical.push(line.slice(1));
    } else pieces.push({ text: [text.length > line.length ? text : `${line}\r\n`], logical: [line] });
  }
  return pieces.map(({ text, logical }) => {
    const property = parseProperty(Buffer.from(logical.join('')));
    return {
      text: text.join(''),
      name: property?.name ?? '',
      value: property?.bytes.toString('utf8') ?? '',
    };
  });
}
