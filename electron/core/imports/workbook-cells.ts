type Attributes = Readonly<Record<string, string>>;
interface Listener {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
}

/** How the numbers of a workbook are shown, as far as it matters: which of them are days. */
export interface ExcelStyles {
  readonly date1904: boolean;
  shown(stored: string, style: number): string;
}

/** ECMA-376, 18.8.30: the formats that every program knows; those of East Asian languages are days as well. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format is one of days when it names a part of one outside quotes, brackets and escapes. */
const isDateFormat = (code: string): boolean =>
  /[dmyhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replace(/general|e[+-]/gi, ''));

export const NO_STYLES: ExcelStyles = { date1904: false, shown: (stored) => numberText(stored) };

export async function readStyles(
  parse: (listener: Listener) => Promise<void>,
  date1904: boolean,
): Promise<ExcelStyles> {
  const dates = new Map<number, boolean>();
  const formats: number[] = [];
  let inCells = false;
  await parse({
    open(name, attributes) {
      if (name === 'numFmt')
        dates.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) formats.push(Number(attributes.numFmtId ?? 0));
    },
    text() {},
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  const isDate = formats.map((id) => dates.get(id) ?? isBuiltInDate(id));
  return {
    date1904,
    shown: (stored, style) => (isDate[style] ? dateText(Number(stored), date1904) : numberText(stored)),
  };
}

const DAY_MS = 86_400_000;
/** Day 0 of Excel for Windows; it takes 1900 for a leap year, so the days before March of it are off by one. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** A day of Excel as `2026-11-22`, or with its time; a time alone as `14:30`. */
function dateText(days: number, date1904: boolean): string {
  if (!Number.isFinite(days)) return '';
  // To the second: days are fractions, and 14:30 is none that a computer has exactly.
  const ms = Math.round(days * 86_400) * 1000;
  const at = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + ms);
  if (Number.isNaN(at.valueOf())) return '';
  const iso = at.toISOString();
  if (ms >= 0 && ms < DAY_MS && !date1904) return iso.slice(11, 16);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

/** A number of the file as Excel's formula bar shows it: 15 digits, no exponent for whole ones. */
export function numberText(stored: string): string {
  if (/^-?\d{1,15}$/.test(stored)) return stored;
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
}
