// Excel and LibreOffice run a cell as a formula when it begins so (OWASP "CSV injection"); also behind spaces, and in the
// full-width forms that Excel takes for the same.
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20|%]/;

/** A cell that a spreadsheet will show and not run. Phone numbers with a plus get the apostrophe too: safe before pretty. */
export const neutralise = (cell: string): string =>
  FORMULA.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;

/** Takes back what `neutralise` did, so that a corrected file of refused rows can be imported as it is. */
export const restore = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
