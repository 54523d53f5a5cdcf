// Excel and LibreOffice run a cell as a formula when it begins so (OWASP "CSV injection"); also behind spaces, and in the
// full-width forms that Excel takes for the same.
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20|%]/;

const isRisky = (cell: string): boolean => FORMULA.test(cell) || /^[\t\r\n]/.test(cell);

/** A cell that a spreadsheet will show and not run. Phone numbers with a plus get the apostrophe too: safe before pretty. */
export const neutralise = (cell: string): string => (isRisky(cell) ? `'${cell}` : faithful(cell));

/** A cell of a file where nothing runs: only what would be read as guarded gets a guard. */
export const faithful = (cell: string): string => (restore(cell) === cell ? cell : `'${cell}`);

/** Takes back what `neutralise` did, so that a corrected file of refused rows can be imported as it is. */
export function restore(cell: string): string {
  if (!cell.startsWith("'")) return cell;
  const bare = cell.slice(1);
  return isRisky(bare) || restore(bare) !== bare ? bare : cell;
}
