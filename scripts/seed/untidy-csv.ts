// Makes an untidy file of customers, as they are met: the same file for the same seed.
//   npm run seed -- --rows 10000 --seed 1 --encoding windows-1251 --out customers.csv
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { FIRM_NAMES, GIVEN, LEGAL_FORMS, NOTES, REGIONS, ROLES, SOURCES, SURNAMES } from './untidy-words.ts';

export const ENCODINGS = ['utf8', 'utf8-bom', 'utf16', 'windows-1251'] as const;
export type SeedEncoding = (typeof ENCODINGS)[number];

export interface UntidyOptions {
  /** Rows of data, the header not counted; blank lines come on top. */
  readonly rows: number;
  readonly seed: number;
}

export const UNTIDY_HEADER = [
  '№',
  'ФИО',
  ' Тел. ',
  'Мобильный',
  'Компания',
  'E-mail',
  'Должность',
  'Источник',
  'Регион',
  'Комментарий',
] as const;

/** Deterministic choices (mulberry32). */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('');
  }
}

/** Ten digits of a Russian number as people write them. */
const WRITINGS: readonly ((n: string) => string)[] = [
  (n) => `+7${n}`,
  (n) => `8${n}`,
  (n) => `7${n}`,
  (n) => n,
  (n) => `8 (${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `+7 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
  (n) => `8-${n.slice(0, 3)}-${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}`,
  (n) => `(${n.slice(0, 3)})${n.slice(3)}`,
  (n) => `007 ${n.slice(0, 3)} ${n.slice(3)}`,
  (n) => `+7.${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}`,
  (n) => `тел: 8${n}`,
  (n) => `8\u00a0${n.slice(0, 3)}\u00a0${n.slice(3)}`,
  (n) => `7${n}.0`,
  (n) => `="8${n}"`,
  (n) => `'+7${n}`,
  (n) => `tel:+7${n}`,
  (n) => `8${n} доб. ${n.slice(-3)}`,
];

interface Person {
  readonly name: string;
  readonly number: string;
  readonly firm: string;
  readonly email: string;
}

/** The file as text, with CRLF line ends and semicolons, as Excel in Russian saves it. */
export function untidyCsv({ rows, seed }: UntidyOptions): string {
  const dice = new Dice(seed);
  const lines = [csvLine(UNTIDY_HEADER)];
  const people: Person[] = [];
  for (let row = 1; row <= rows; row++) {
    const known = people.length > 10 && dice.chance(0.08);
    const person = known ? dice.pick(people) : newPerson(dice, row);
    if (!known) people.push(person);
    lines.push(dice.chance(0.01) ? brokenLine(dice, person, row) : csvLine(cellsOf(dice, person, row)));
    if (dice.chance(0.005)) lines.push(dice.pick(['', ';;;;;;;;;', '   ']));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function newPerson(dice: Dice, row: number): Person {
  const surname = dice.pick(SURNAMES);
  const firm = `${dice.pick(LEGAL_FORMS)} "${dice.pick(FIRM_NAMES)}-${dice.below(400)}"`;
  return {
    name: `${surname} ${dice.pick(GIVEN)}`,
    number: `9${dice.pick(['03', '16', '26', '61', '85'])}${dice.digits(7)}`,
    firm: dice.chance(0.6) ? firm : '',
    email: dice.chance(0.3) ? `user${row}@example${dice.below(50)}.ru` : '',
  };
}

function cellsOf(dice: Dice, person: Person, row: number): string[] {
  const writing = dice.pick(WRITINGS)(person.number);
  return [
    String(row),
    nameCell(dice, person.name),
    phoneCell(dice, writing),
    dice.chance(0.1) ? dice.pick(WRITINGS)(`926${dice.digits(7)}`) : '',
    dice.chance(0.1) ? person.firm.toUpperCase() : person.firm,
    dice.chance(0.1) ? person.email.toUpperCase() : person.email,
    dice.chance(0.4) ? dice.pick(ROLES) : '',
    dice.chance(0.5) ? dice.pick(SOURCES) : '',
    dice.chance(0.6) ? dice.pick(REGIONS) : '',
    noteCell(dice),
    // Ragged rows: cells beyond the header, and rows that end early.
    ...(dice.chance(0.02) ? ['', 'лишнее'] : []),
  ].slice(0, dice.chance(0.02) ? 5 : 20);
}

function nameCell(dice: Dice, name: string): string {
  if (dice.chance(0.02)) return '';
  if (dice.chance(0.02)) return name.toUpperCase();
  if (dice.chance(0.03)) return `  ${name.replace(' ', '   ')} `;
  if (dice.chance(0.005)) return `=cmd|' /C calc'!A${dice.below(9)}`;
  if (dice.chance(0.005)) return `<img src=x onerror=alert(${dice.below(9)})>`;
  if (dice.chance(0.01)) return `${name} 🙂`;
  if (dice.chance(0.002)) return name.repeat(40);
  return name;
}

function phoneCell(dice: Dice, writing: string): string {
  if (dice.chance(0.03)) return dice.pick(['', '-', 'нет', 'уточнить']);
  if (dice.chance(0.02))
    return dice.pick(['7,92E+10', '112', '123', '00000000000', '8 (916) 12-34', 'звонить после 18']);
  if (dice.chance(0.06))
    return `${writing}${dice.pick([', ', '; ', ' / ', '\n'])}${dice.pick(WRITINGS)(`495${dice.digits(7)}`)}`;
  return dice.chance(0.05) ? `  ${writing}  ` : writing;
}

function noteCell(dice: Dice): string {
  if (dice.chance(0.004)) return 'очень длинно '.repeat(1000);
  if (dice.chance(0.02)) return 'первая строка\nвторая; строка с "кавычками"';
  if (dice.chance(0.01)) return dice.pick(['=HYPERLINK("http://example.ru";"x")', '@SUM(1)', '+1+1', '-2+3']);
  return dice.chance(0.2) ? dice.pick(NOTES) : '';
}

/** One row of one line whose quotes do not match. */
function brokenLine(dice: Dice, person: Person, row: number): string {
  const cells = [
    String(row),
    person.name,
    `8${person.number}`,
    '',
    person.firm.replaceAll('"', ''),
    '',
    '',
    '',
    'Москва',
    '',
  ];
  if (dice.chance(0.5)) cells[1] = `"${person.name}" (жена)`;
  else cells[4] = `"ООО "Рога" и копыта"`;
  return cells.join(';');
}

const csvLine = (cells: readonly string[]): string => stringify([[...cells]], { delimiter: ';', eof: false });

/** Text as bytes of an encoding; what it has no sign for becomes "?", as Excel does. */
export function encode(text: string, encoding: SeedEncoding): Buffer {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text);
    case 'utf8-bom':
      return Buffer.from(`\ufeff${text}`);
    case 'utf16':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'windows-1251': {
      const table = new Map<string, number>();
      const decoder = new TextDecoder('windows-1251');
      for (let byte = 0; byte < 256; byte++) table.set(decoder.decode(Uint8Array.of(byte)), byte);
      return Buffer.from(Array.from(text, (letter) => table.get(letter) ?? 63));
    }
  }
}

function main(): void {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      encoding: { type: 'string', default: 'windows-1251' },
      out: { type: 'string' },
    },
  });
  const encoding = ENCODINGS.find((known) => known === values.encoding);
  const rows = Number(values.rows);
  if (values.out === undefined || encoding === undefined || !Number.isSafeInteger(rows) || rows < 0) {
    console.error(
      `Usage: npm run seed -- --out FILE [--rows 10000] [--seed 1] [--encoding ${ENCODINGS.join('|')}]`,
    );
    process.exitCode = 2;
    return;
  }
  const bytes = encode(untidyCsv({ rows, seed: Number(values.seed) }), encoding);
  writeFileSync(values.out, bytes);
  console.log(`${values.out}: ${rows} rows, ${bytes.length} bytes, ${encoding}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
