import writeXlsxFile, { type Cell as SheetCell, type SheetData } from 'write-excel-file/node';
import type { Cell, Table } from './table.ts';

/** What XML 1.0 cannot hold: one such letter of a note, and no program opens the workbook. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** A cell of Excel holds no more. */
const LONGEST = 32_767;

/** A workbook with one sheet. Cells are typed: a text stays one, whatever it begins with. */
export async function xlsxFile({ titles, rows }: Table, sheet: string): Promise<Buffer<ArrayBuffer>> {
  const data: SheetData = [titles.map((value) => ({ value, type: String, fontWeight: 'bold' }))];
  for (const row of rows) data.push(row.map(asCell));
  const { toBuffer } = writeXlsxFile(data, {
    sheet,
    dateFormat: 'yyyy-mm-dd hh:mm',
    stickyRowsCount: 1,
    columns: titles.map(() => ({ width: 18 })),
  });
  // A view of a pool could not be handed over to another thread.
  return Buffer.from(new Uint8Array(await toBuffer()).buffer);
}

function asCell(cell: Cell): SheetCell {
  if (cell === null || typeof cell === 'number') return cell;
  if (typeof cell === 'string') return cell.toWellFormed().replaceAll(NOT_XML, '').slice(0, LONGEST);
  // Excel knows no zones: the clock's figures as if they were UTC's.
  return new Date(`${cell.wallClock.replace(' ', 'T')}:00Z`);
}
