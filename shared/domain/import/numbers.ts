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

/** Digits and the leading plus only: how two writings without E.164 are compared. */
export const digitsOf = (raw: string): string => raw.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '');

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
