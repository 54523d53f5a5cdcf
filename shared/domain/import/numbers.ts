import { fold, tidy } from './fold.ts';

/** One number out of a cell. */
export interface CellNumber {
  /** As it was written, extension and label included. */
  readonly raw: string;
  /** What a number reader should read: no label, no extension. */
  readonly number: string;
  readonly extension?: string;
  /** What a word beside it says it is. */
  readonly label?: 'mobile' | 'work' | 'home' | 'fax';
}

const EXTENSION =
  /(?:доб(?:авочный)?|дод(?:атковий)?|внутр?(?:енний)?|вн|ext(?:ension)?|x|#)\.?:?\s*(\d{1,7})\s*\)?\s*$/iu;
const LABELS: readonly (readonly [RegExp, NonNullable<CellNumber['label']>])[] = [
  [/моб|сот|mob|cell|(^|[^\p{L}])[мm][.:]/iu, 'mobile'],
  [/раб|роб|служ|офис|work|office|(^|[^\p{L}])[рw][.:]/iu, 'work'],
  [/дом|home|(^|[^\p{L}])[дh][.:]/iu, 'home'],
  [/факс|fax/iu, 'fax'],
];
/** An area code and three digits: below that it is a tail ("…67/68") or an extension. */
const SHORTEST = 5;

/**
 * All numbers of one cell, in order: "8 (916) 123-45-67, доб. 12; +7 495 1234567" are two. Cells without a digit
 * ("нет", "-") hold none. Excel's `="8916…"`, `'8916…` and "79161234567.0" are undone; "7,92E+10" stays as it is,
 * since its digits are lost.
 */
export function splitNumbers(cell: string): CellNumber[] {
  const text = unwrap(cell.normalize('NFKC').replace(/\p{Cf}/gu, ''));
  if (!/\d/.test(text)) return [];
  if (/^\d[.,]\d+e\+?\d+$/i.test(text)) return [scientific(text)];
  return glue(text).map(toNumber);
}

/** What stands for a number that nobody has: "нет", "n/a", "не указан". Folded. */
const NOTHING =
  /^(?:no(?:ne)?|n ?a|nil|null|empty|unknown|not (?:known|given|set|specified)|нет(?: (?:телефона|номера))?|неизвест\p{L}*|не ?(?:указан|известен|задан)\p{L}*|отсутству\p{L}*|без (?:телефона|номера)|пусто|уточн\p{L}*|tb[ad]|нема\p{L}*|невідом\p{L}*|не ?вказан\p{L}*|відсутн\p{L}*|ні)$/u;

/** What a cell for numbers says in words alone ("through his secretary"); undefined: it holds a number, or nothing. */
export function wordsForNumber(cell: string): string | undefined {
  // Of a million rows nearly all are told by this alone.
  if (/\d/.test(cell)) return undefined;
  const words = tidy(cell);
  if (/\p{Nd}/u.test(words) || !/\p{L}/u.test(words)) return undefined;
  const folded = fold(words)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return NOTHING.test(folded) ? undefined : words;
}

const QUOTED = /(?:^|;)\s*"((?:[^"]|"")*)"\s*(?=;|$)/gu;

/** A cell in parts: what stands in quotes between semicolons is one text, whatever is in it (`writtenText`). */
export function cutQuoted(cell: string): readonly { readonly text: string; readonly whole: boolean }[] {
  if (!cell.includes('"')) return [{ text: cell, whole: false }];
  const parts: { text: string; whole: boolean }[] = [];
  let at = 0;
  for (const found of cell.matchAll(QUOTED)) {
    parts.push({ text: cell.slice(at, found.index), whole: false });
    parts.push({ text: (found[1] ?? '').replaceAll('""', '"'), whole: true });
    at = found.index + found[0].length;
  }
  parts.push({ text: cell.slice(at), whole: false });
  return parts.filter(({ text }) => text.trim() !== '');
}

/** A text in place of a number as a cell has it: as it is where that reads back to the same, or else in quotes. */
export function writtenText(raw: string): string {
  const [only, ...more] = splitNumbers(raw);
  const same = only
    ? more.length === 0 && only.raw === raw && only.label === undefined
    : wordsForNumber(raw) === raw;
  return same && !raw.includes('"') ? raw : `"${raw.replaceAll('"', '""')}"`;
}

/** International where it can be, so that it is read alike everywhere; an extension is not lost. */
export function writtenPhone({
  e164,
  raw,
}: {
  readonly e164?: string | undefined;
  readonly raw: string;
}): string {
  if (e164 === undefined) return writtenText(raw);
  const extension = splitNumbers(raw)[0]?.extension;
  return extension === undefined ? e164 : `${e164} ext. ${extension}`;
}

/** Numbers of one cell. Beside others a text is always in quotes: a short one would be taken for a part of its neighbour. */
export const writtenPhones = (
  phones: readonly { readonly e164?: string | undefined; readonly raw: string }[],
): string =>
  phones
    .map((phone) => {
      const text = writtenPhone(phone);
      const bare = phone.e164 === undefined && phones.length > 1 && !text.startsWith('"');
      return bare ? `"${text}"` : text;
    })
    .join('; ');

const keyOfText = (raw: string): string => raw.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '');

/** How two writings without E.164 are compared: digits and the leading plus only, or all of it where there are none. */
export const textKey = (raw: string): string => keyOfText(raw) || fold(raw);

function unwrap(text: string): string {
  return text
    .trim()
    .replace(/^=\s*"(.*)"$/s, '$1')
    .replace(/^'+/, '')
    .replace(/^(\+?\d{6,15})\.0+$/, '$1')
    .trim();
}

/** 7.9161234567E+10 still has all its digits; 7,92E+10 has not and must not become a wrong number. */
function scientific(text: string): CellNumber {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().replace(',', '.').split(/e\+?/);
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return fraction === Number(exponent)
    ? { raw: text, number: mantissa.replace('.', '') }
    : { raw: text, number: text };
}

/** Cuts at separators, then puts back what is no number of its own: extensions, tails, labels. */
function glue(text: string): string[] {
  const parts = text.split(
    /([;,/|\n\r\t]+|\s(?:и|та|або|или|and|or)\s|(?<=\d\)?)\s+(?=\+)|(?<=\d)\s{3,}(?=[\d(+]))/u,
  );
  const numbers: string[] = [];
  let label = '';
  for (let at = 0; at < parts.length; at += 2) {
    const part = parts[at] ?? '';
    const separator = parts[at - 1] ?? '';
    const digits = part.replace(/\D/g, '').length;
    const before = numbers.at(-1);
    if (before !== undefined && digits > 0 && (digits < SHORTEST || isExtension(part))) {
      numbers[numbers.length - 1] = `${before}${separator}${part}`.trimEnd();
    } else if (digits === 0) {
      label = part.trim();
    } else {
      numbers.push(`${label === '' ? '' : `${label} `}${part.trim()}`);
      label = '';
    }
  }
  return numbers;
}

const isExtension = (part: string): boolean => {
  const found = EXTENSION.exec(part);
  return found !== null && part.slice(0, found.index).trim() === '';
};

function toNumber(raw: string): CellNumber {
  const extension = EXTENSION.exec(raw);
  const main = extension ? raw.slice(0, extension.index) : raw;
  // What follows a separator here is a tail ("…67/68"): it belongs to the writing, not to the number.
  const number = (/^[^\d+(]*([^;,/|\n\r\t]*)/u.exec(main)?.[1] ?? main).replace(/[\s(,;–-]+$/u, '').trim();
  const label = LABELS.find(([pattern]) => pattern.test(main))?.[1];
  return {
    raw,
    number,
    ...(extension?.[1] === undefined ? {} : { extension: extension[1] }),
    ...(label === undefined ? {} : { label }),
  };
}
