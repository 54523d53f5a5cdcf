import { Failure } from '../../../shared/contract/failure.ts';
import { faithful } from '../../../shared/domain/import/formula.ts';
import { Appender, Batches, type RowFile } from './row-file.ts';
import { ZipFile } from './zip-file.ts';

/** What XML 1.0 cannot hold: one such letter of a note, and no program opens the workbook. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** A cell of Excel holds no more. */
const LONGEST = 32_767;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** ECMA-376: the least that Excel, LibreOffice and the import take for a workbook. */
const parts = (sheetName: string): readonly (readonly [name: string, xml: string])[] => [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${asXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    // Format 49 is "text": a cell that is edited later stays one, and a number keeps its plus and its zeros.
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
  ],
];
const TEXT = 1;
const TITLE = 2;

/**
 * A workbook with one sheet of text cells: none of them can be a formula, whatever it begins with. Written as it comes, with
 * the texts in their cells and not in a table of all of them, so that memory does not grow with the rows.
 *
 * Its `write` throws Failure `exportTooLarge` when the sheet would be larger than a zip can hold.
 */
export function xlsxRows(path: string, titles: readonly string[], sheetName: string): RowFile {
  const zip = new ZipFile(new Appender(path));
  for (const [name, xml] of parts(sheetName)) {
    zip.begin(name);
    zip.add(XML + xml);
  }
  zip.begin('xl/worksheets/sheet1.xml');
  const columns = `<cols><col min="1" max="${titles.length}" width="18" customWidth="1"/></cols>`;
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const text = new Batches((batch) => zip.add(batch));
  text.add(`${XML}<worksheet xmlns="${MAIN}">${frozen}${columns}<sheetData>`);
  const names = titles.map((_, at) => columnName(at));
  let count = 0;
  const add = (row: readonly string[], style: number) => {
    if (zip.full) throw new Failure('exportTooLarge', { rows: count + 1, limit: count });
    count += 1;
    const cells = row.map((cell, at) =>
      cell === '' ? '' : cellXml(`${names[at]}${count}`, faithful(cell), style),
    );
    text.add(`<row r="${count}">${cells.join('')}</row>`);
  };
  add(titles, TITLE);
  return {
    write: (row) => add(row, TEXT),
    end() {
      text.add('</sheetData></worksheet>');
      text.flush();
      return zip.end();
    },
  };
}

const cellXml = (name: string, value: string, style: number): string =>
  `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${asXml(value)}</t></is></c>`;

function asXml(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(NOT_XML, '')
    .slice(0, LONGEST)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** 0 → A, 25 → Z, 26 → AA. */
export const columnName = (at: number): string =>
  (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
