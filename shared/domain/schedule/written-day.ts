// Days of the calendar as people write them, and back. Pure.

/** "24.11.1980" or "24.11." of `1980-11-24` or `--11-24`: the order of day and month that all our languages share. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.startsWith('--') ? ['', ...day.slice(2).split('-')] : day.split('-');
  return `${date}.${month}.${year}`;
}

/**
 * Reads "24.11.1980", "24/11", "1980-11-24", "--11-24", also with the time that a table puts behind it. Undefined for what is no day; 29 February without a year is one.
 * `yearless`: whether the year may be missing.
 */
export function readDay(written: string, { yearless }: { readonly yearless: boolean }): string | undefined {
  const text = written.trim().replace(/[ T]\d{1,2}:\d{2}(?::\d{2})?$/, '');
  const iso = /^(\d{4}|-)-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[./ -](\d{1,2})[./ -]?(\d{4})?$/.exec(text);
  const [first, month, date] = iso ? iso.slice(1) : local ? [local[3], local[2], local[1]] : [];
  const year = first === '-' ? undefined : first;
  if (month === undefined || date === undefined || (year === undefined && !yearless)) return undefined;
  // A leap year stands in for the one that is not known.
  const full = `${year ?? '2000'}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const moment = new Date(`${full}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== full) return undefined;
  return year === undefined ? `--${full.slice(5)}` : full;
}
