import { decimalsOf, type Money } from './money.ts';

/** Signs and short names by which people write a currency; the first of several is meant unless another of them is the usual one. */
const SIGNS: ReadonlyArray<readonly [sign: RegExp, currencies: readonly string[]]> = [
  [/₽|(?<!\p{L})(?:руб(?:лей|ля|ль)?|р)(?!\p{L})\.?/iu, ['RUB', 'BYN']],
  [/₴|(?<!\p{L})(?:грн|гривень|гривен|гривні)(?!\p{L})\.?/iu, ['UAH']],
  [/₸|(?<!\p{L})(?:тенге|тг)(?!\p{L})\.?/iu, ['KZT']],
  [/€|(?<!\p{L})(?:евро|євро)(?!\p{L})/iu, ['EUR']],
  [/\$|(?<!\p{L})долл?(?:аров|ара?|арів)?(?!\p{L})\.?/iu, ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'MXN']],
  [/£/u, ['GBP']],
  [/¥/u, ['JPY', 'CNY']],
  [/₺/u, ['TRY']],
  [/฿/u, ['THB']],
  [/(?<!\p{L})zł(?!\p{L})/iu, ['PLN']],
  [/(?<!\p{L})kč(?!\p{L})/iu, ['CZK']],
];
const CODE = /(?<!\p{L})[A-Z]{3}(?!\p{L})/u;
/** "5k", "12 тыс.", "1,2 млн": so many digits to the left. */
const MULTIPLES: ReadonlyArray<readonly [RegExp, number]> = [
  [/(?:k|тыс|тис)\.?$/iu, 3],
  [/(?:mln|млн)\.?$/iu, 6],
];
const GROUPS = /[\s'’\u00a0\u202f]/gu;
/** Largest amount, minor units: exact as a number, and the contract's limit of goods. */
const LARGEST = 1_000_000_000_000_000;

type Mark = '.' | ',';

export interface AmountReading {
  /** Of amounts that do not say theirs: a code, or a sign as a column of its own holds it. */
  readonly currency: string;
  /** Whether less than nothing is an amount. */
  readonly negative?: boolean;
  /**
   * What one mark is that stands before exactly three digits: "1,234". By default it parts thousands, since few write three
   * decimals; of a currency that has three, and behind a mere nought, it parts decimals.
   */
  readonly lone?: (mark: Mark) => 'group' | 'fraction' | 'ambiguous';
  /** Minor units. */
  readonly largest?: number;
}

/**
 * Reads an amount as people and programs write it: "1 200,50 ₽", "1.200,50", "$1,200.5", "USD 99", "12 тыс.". A sign or a code beside
 * it wins over `currency`. `none` is what is no amount, or has more decimals than its currency.
 */
export function readAmount(written: string, reading: AmountReading): Money | 'none' | 'ambiguous' {
  const { amount, currency } = parted(written.normalize('NFKC'), reading.currency);
  if (currency === undefined) return 'none';
  const bare = amount.replaceAll(GROUPS, '').replace(/^−/u, '-');
  const multiple = MULTIPLES.find(([ending]) => ending.test(bare));
  const [, sign, figures] =
    /^([+-]?)(\d[\d.,]*)$/.exec(multiple ? bare.replace(multiple[0], '') : bare) ?? [];
  if (figures === undefined || (sign !== '' && reading.negative !== true)) return 'none';
  const places = decimalsOf(currency);
  const parts = decimals(figures, places, multiple ? () => 'fraction' : reading.lone);
  if (typeof parts === 'string') return parts;
  const shift = places + (multiple?.[1] ?? 0);
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > shift) return 'none';
  const minor = Number(`${sign === '-' ? '-' : ''}${parts.whole}${fraction.padEnd(shift, '0')}`);
  return Math.abs(minor) <= (reading.largest ?? LARGEST)
    ? { minor: minor === 0 ? 0 : minor, currency }
    : 'none';
}

/** As `readAmount`, of this currency and no other: minor units. */
export function readMoney(written: string, currency: string): number | undefined {
  const read = readAmount(written, { currency });
  return typeof read === 'object' && read.currency === currency ? read.minor : undefined;
}

/** The amount's text, and its currency: "1 200 ₽" is "1 200" of RUB. */
function parted(
  text: string,
  usual: string,
): { readonly amount: string; readonly currency: string | undefined } {
  const ours = codeOf(usual);
  const code = CODE.exec(text);
  if (code) return { amount: without(text, CODE), currency: code[0] };
  const sign = SIGNS.find(([pattern]) => pattern.test(text));
  if (sign === undefined) return { amount: text.trim(), currency: ours };
  const [pattern, currencies] = sign;
  const currency = ours !== undefined && currencies.includes(ours) ? ours : currencies[0];
  return { amount: without(text, pattern), currency };
}

/** Between figures it parts two amounts, and stays as a mark that is no figure. */
const without = (text: string, sign: RegExp): string =>
  text
    .replace(sign, '¤')
    .replace(/^\s*¤|¤\s*$/g, '')
    .trim();

function codeOf(written: string): string | undefined {
  const text = written.trim();
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase();
  return SIGNS.find(([pattern]) => pattern.test(text))?.[1][0];
}

interface Parts {
  readonly whole: string;
  readonly fraction: string;
}

/** The last mark parts the decimals, unless it parts thousands: it stands there more than once, or alone before three digits. */
function decimals(
  figures: string,
  places: number,
  lone: AmountReading['lone'],
): Parts | 'none' | 'ambiguous' {
  const at = Math.max(figures.lastIndexOf('.'), figures.lastIndexOf(','));
  if (at < 0) return { whole: figures, fraction: '' };
  const mark = figures[at] as Mark;
  const alone = figures.search(/[.,]/) === at;
  const behind = figures.slice(at + 1);
  const repeated = figures.indexOf(mark) !== at;
  const either = alone && behind.length === 3 && at <= 3;
  const meaning = !either
    ? undefined
    : lone
      ? lone(mark)
      : places === 3 || figures.startsWith('0')
        ? 'fraction'
        : 'group';
  if (meaning === 'ambiguous') return meaning;
  const isGroup = repeated || meaning === 'group';
  const whole = grouped(isGroup ? figures : figures.slice(0, at));
  return whole === undefined ? 'none' : { whole, fraction: isGroup ? '' : behind };
}

/** Digits without the marks of groups, which stand before three digits each and are all the same. */
function grouped(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text;
  return /^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:\.\d{3})+$/.test(text) ? text.replaceAll(/[.,]/g, '') : undefined;
}
