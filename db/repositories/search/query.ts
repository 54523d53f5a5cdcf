import { callingCode, type Home, readNumber } from '../../../shared/domain/phone-number/index.ts';
import { words } from '../../../shared/domain/text/fold.ts';

/** A search as you type, by what it looks for. */
export type Query =
  | { readonly kind: 'nothing' }
  /** Folded. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'number'; readonly prefixes: readonly string[]; readonly suffix: string }
  | { readonly kind: 'email'; readonly name: string; readonly domain: string }
  /** The beginning of an address, or of what stands behind its "@". */
  | { readonly kind: 'address'; readonly text: string; readonly dotted: boolean };

const MAX_WORDS = 8;

export function parseQuery(text: string, home: Home): Query {
  const trimmed = text.trim();
  if (/^\S*@\S*$/.test(trimmed) && trimmed.length > 1) {
    const [name = '', domain = ''] = trimmed.toLowerCase().split('@');
    return { kind: 'email', name, domain };
  }
  const digits = trimmed.replaceAll(/\D/g, '');
  if (digits.length >= 3 && /^[\d\s+().-]+$/.test(trimmed)) return numberQuery(trimmed, digits, home);
  return wordsQuery(trimmed);
}

export function wordsQuery(text: string): Extract<Query, { kind: 'words' | 'nothing' }> {
  const wanted = words(text).slice(0, MAX_WORDS);
  return wanted.length === 0 ? { kind: 'nothing' } : { kind: 'words', words: wanted };
}

/** Words that could be the beginning of an e-mail address as well. */
export function addressQuery(text: string): Extract<Query, { kind: 'address' }> | undefined {
  const trimmed = text.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9._+-]{2,}$/.test(trimmed)
    ? { kind: 'address', text: trimmed, dotted: /[._]/.test(trimmed) }
    : undefined;
}

/** Whether a text could be the number of a contract, an invoice or a thing: it has a digit, and no room for two names. */
export const isKeyLike = (text: string): boolean =>
  /\d/.test(text) && text.trim().split(/\s+/).length <= MOST_KEY_PARTS;
const MOST_KEY_PARTS = 4;

function numberQuery(text: string, digits: string, home: Home): Query {
  const reading = readNumber(text, home);
  // What reads as a whole number may be the beginning of a longer one: "400700000000" is one of Romania without its trunk 0.
  if (reading.kind === 'e164')
    return { kind: 'number', prefixes: asTyped([reading.e164.slice(1), digits]), suffix: digits };
  if (text.startsWith('+')) return { kind: 'number', prefixes: [digits], suffix: '' };
  const code = callingCode(home.country);
  // Typed from its beginning: with the country's code, in the national writing with and without its prefix (8 or 0), or
  // from the middle.
  const national = digits.replace(/^(?:80|8|0)/, '');
  const prefixes = [
    digits,
    code + digits,
    ...(national === digits || national === '' ? [] : [code + national]),
  ];
  if (digits.startsWith('00')) prefixes.push(digits.slice(2));
  return { kind: 'number', prefixes: asTyped(prefixes), suffix: digits };
}

/** No number with its country's code begins with a zero. */
const asTyped = (prefixes: readonly string[]): string[] =>
  [...new Set(prefixes)].filter((prefix) => prefix !== '' && !prefix.startsWith('0'));
