import { type AmountReading, readAmount } from '../goods/amount.ts';
import { YES_NO } from '../talk-script/answer.ts';
import { readNumeral } from '../talk-script/read-answer.ts';
import type { ScriptLanguage } from '../talk-script/script.ts';
import { fold } from '../text/fold.ts';
import { readOwnDay } from './day.ts';
import { OWN_LIMITS, type OwnField, type OwnOption, type OwnValue } from './field.ts';
import { linkOf } from './link.ts';

/** Why a text is no value of a field; each is a sentence of the catalogue (`ownFields:trouble.<code>`). */
export const OWN_TROUBLES = [
  'empty',
  'tooLong',
  'notNumber',
  /** "1,200": a thousand or a fraction, by who wrote it. */
  'ambiguous',
  'notMoney',
  'notDay',
  'unknownOption',
  'notYesNo',
  'notLink',
  'notFile',
  'wrongShape',
] as const;
export type OwnTrouble = (typeof OWN_TROUBLES)[number];

export type OwnRead = { readonly value: OwnValue } | { readonly trouble: OwnTrouble };

/** How whoever wrote the text writes. */
export interface Writing {
  /** Decides "1,200": a thousand in English, one and a fifth elsewhere; absent: nobody knows, and it is not read. */
  readonly language?: ScriptLanguage | undefined;
  /** 03/04 is the 4th of March. */
  readonly monthFirst?: boolean | undefined;
}

type Reader = (field: Asked, words: string, writing: Writing) => OwnRead;
type Asked = Pick<OwnField, 'type' | 'options' | 'currency'>;

/** A text (of a table, of a form, of a value of another type) as a value of this field; the trouble when it is none. */
export function readOwnText(field: Asked, text: string, writing: Writing = {}): OwnRead {
  const words = text.trim();
  return words === '' ? trouble('empty') : readers[field.type](field, words, writing);
}

const trouble = (code: OwnTrouble): OwnRead => ({ trouble: code });
const orTrouble = (value: OwnValue | undefined, code: OwnTrouble): OwnRead =>
  value === undefined ? trouble(code) : { value };

const readers: Readonly<Record<OwnField['type'], Reader>> = {
  text: (_field, words) => (words.length > OWN_LIMITS.text ? trouble('tooLong') : { value: words }),
  number(_field, words, { language }) {
    const number = numeral(words, language);
    return typeof number === 'string' ? trouble(number) : { value: number };
  },
  money({ currency: usual }, words, { language }) {
    const read = readAmount(words, {
      ...{ currency: usual, negative: true, lone: loneMark(language), largest: Number.MAX_SAFE_INTEGER },
    });
    if (typeof read === 'object') return { value: read };
    return trouble(read === 'ambiguous' ? read : 'notMoney');
  },
  date: (_field, words, { monthFirst }) => orTrouble(readOwnDay(words, monthFirst), 'notDay'),
  choice: ({ options }, words) => orTrouble(optionNamed(options, words)?.id, 'unknownOption'),
  multi({ options }, words) {
    const whole = optionNamed(options, words);
    if (whole) return { value: [whole.id] };
    const found = words
      .split(/[;\n]/)
      .filter((part) => part.trim() !== '')
      .flatMap((part) => {
        const named = optionNamed(options, part);
        return named ? [named] : part.split(',').map((name) => optionNamed(options, name));
      });
    const ids = found.flatMap((option) => option?.id ?? []);
    return ids.length === 0 || ids.length < found.length
      ? trouble('unknownOption')
      : { value: [...new Set(ids)] };
  },
  yesNo: (_field, words) => orTrouble(yesNoOf(words), 'notYesNo'),
  link: (_field, words) => orTrouble(linkOf(words), 'notLink'),
  file: () => trouble('notFile'),
};

/** As in a number: "1,200" is a thousand in English only, and what a point stands before is a fraction. */
const loneMark =
  (language: ScriptLanguage | undefined): NonNullable<AmountReading['lone']> =>
  (mark) => {
    if (mark === '.') return 'fraction';
    return language === undefined ? 'ambiguous' : language === 'en' ? 'group' : 'fraction';
  };

/** One comma before three digits, and no other sign: nobody can tell without the language. */
const EITHER = /^[+−-]?\d{1,3},\d{3}$/u;

function numeral(words: string, language: ScriptLanguage | undefined): number | 'notNumber' | 'ambiguous' {
  if (language === undefined && EITHER.test(words)) return 'ambiguous';
  const plain = Number(words);
  if (/^[+-]?\d{1,15}(?:\.\d{1,25})?$/.test(words)) return plain === 0 ? 0 : plain;
  // Several readings agree but for that one case; the other languages share the comma.
  return readNumeral(words, language ?? 'uk') ?? 'notNumber';
}

/** By its name, whatever its case and marks; one that is still offered before a retired one. */
function optionNamed(options: readonly OwnOption[], name: string): OwnOption | undefined {
  const wanted = fold(name);
  if (wanted === '') return undefined;
  const named = options.filter((option) => fold(option.name) === wanted);
  return named.find(({ retired }) => !retired) ?? named[0];
}

const YES = new Set(
  ['y', 'true', '1', '+', 'x', '✓', '✔', 'v', 'on', 'д', 'т', 'есть', 'є', 'истина', 'істина', 'х'].map(fold),
);
const NO = new Set(
  ['n', 'false', '0', '-', '−', '–', '—', 'off', 'н', 'нету', 'немає', 'ложь', 'хибність'].map(fold),
);
for (const [yes, no] of Object.values(YES_NO)) {
  YES.add(fold(yes));
  NO.add(fold(no));
}

/** In any of our languages, and as programs write it. */
export function yesNoOf(words: string): boolean | undefined {
  const folded = fold(words).replace(/[.!]$/, '');
  return YES.has(folded) ? true : NO.has(folded) ? false : undefined;
}
