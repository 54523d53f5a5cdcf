import { type Options, stringify } from 'csv-stringify/sync';
import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDelimiter } from './csv-delimiter.ts';
import { CsvReader, type Delimiter } from './csv-records.ts';

const cut = (text: string, delimiter: Delimiter = ';', step = text.length || 1) => {
  const reader = new CsvReader(delimiter);
  const records = [];
  for (let at = 0; at < text.length; at += step) records.push(...reader.push(text.slice(at, at + step)));
  return [...records, ...reader.end()];
};

describe('cutting a file into records', () => {
  const untidy =
    'Имя;Тел;Город\r\n"Иванов; ""И""";1;"Моск\nва"\rПетров;2\n\n;;\nООО "Ромашка";3;x;y\n"Broken" row;4;z\n"open;5;z\nGood;6;z\n';

  it('takes any line end, quotes, ragged and blank rows, and keeps physical lines', () => {
    expect(cut(untidy).map(({ line, cells, broken }) => [line, broken, ...cells])).toEqual([
      [1, false, 'Имя', 'Тел', 'Город'],
      [2, false, 'Иванов; "И"', '1', 'Моск\nва'],
      [4, false, 'Петров', '2'],
      [7, false, 'ООО "Ромашка"', '3', 'x', 'y'],
      [8, true, '"Broken" row', '4', 'z'],
      [9, true, '"open', '5', 'z'],
      [10, false, 'Good', '6', 'z'],
    ]);
  });

  it('gives the same whatever the size of the pieces', () => {
    const whole = cut(untidy);
    for (let step = 1; step < 40; step++) expect(cut(untidy, ';', step)).toEqual(whole);
  });

  it('does not let one stray quote swallow the rows behind it', () => {
    const rows = Array.from({ length: 200 }, (_, i) => `Name ${i};${i};"c"`);
    rows[50] = '"Name 50;50;c';
    const records = cut(rows.join('\n'));
    expect(records).toHaveLength(200);
    expect(records.filter((record) => record.broken).map((record) => record.line)).toEqual([51]);
  });

  it('sees spaces around quotes as spaces, and counts each line end inside a cell once', () => {
    const text = 'a;b\r\nx ; "1\r\n2;\n3" \r\n5" pipe;4\r\n';
    expect(cut(text).map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, 'x', '1\r\n2;\n3'],
      [5, '5" pipe', '4'],
    ]);
  });

  it('bounds a cell by its lines, and one row too long by its size', () => {
    const tall = (lines: number) => `a;b\n"${'x\n'.repeat(lines)}";1\nc;d`;
    expect(cut(tall(60)).map(({ line, broken }) => [line, broken])).toEqual([
      [1, false],
      [2, false],
      [63, false],
    ]);
    expect(cut(tall(61))[1]).toEqual({ line: 2, ordinal: 2, cells: ['"x'], broken: true });
    expect(cut(tall(61), ';', 50)).toEqual(cut(tall(61)));
    expect(cut(`a;b\n${'x'.repeat(1_000_001)}\nc;d`).map((record) => record.broken)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('knows a row that a stray quote swallowed by its width', () => {
    const text = 'a;b;c\n"x;1;2\ny;3;4"\nz;5;6\n';
    expect(cut(text).map(({ line, broken }) => [line, broken])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
    ]);
  });

  it('survives NULs and a line without end', () => {
    expect(cut('a;b\u0000\nc;d').map((record) => record.cells)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const endless = cut(`a;b\n${'x'.repeat(3_000_000)}\nc;d`, ';', 65_536);
    expect(endless.map((record) => record.broken)).toEqual([false, true, false]);
  });

  it('reads back whatever csv-stringify writes, in pieces of any size', () => {
    const cell = string({
      unit: constantFrom('a', 'б', ' ', '"', ';', ',', '\t', '\n', '\r\n', '|', "'"),
      maxLength: 8,
    });
    const table = array(array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    assert(
      property(
        table,
        constantFrom<Delimiter>(';', ',', '\t', '|'),
        integer({ min: 1, max: 9 }),
        (rows, delimiter, step) => {
          // Quoted, so that spaces at the ends of a cell are its own, and a row of the right width is no swallowed one.
          const form: Options = { delimiter, quoted: true, quoted_empty: true, record_delimiter: 'windows' };
          const filled = rows.map((row) => ['x', ...row]);
          expect(
            cut(stringify(filled, form), delimiter, step).map(({ cells, broken }) => [broken, ...cells]),
          ).toEqual(filled.map((row) => [false, ...row]));
        },
      ),
    );
  });

  it('reports a quote that is never closed and reads on, in a file of many rows', () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `Name ${i};8916${String(i).padStart(7, '0')};"c"`);
    rows[50_000] = '"Name;1;c';
    const records = cut(rows.join('\r\n'), ';', 131_072);
    expect(records).toHaveLength(rows.length);
    expect(records.filter(({ broken }) => broken).map(({ line }) => line)).toEqual([50_001]);
  });

  it('finds the delimiter', () => {
    expect(detectDelimiter('a;b,c;d\n1;2,3;4\n')).toBe(';');
    expect(detectDelimiter('a\tb\n1,2,3\t2\n')).toBe('\t');
    expect(detectDelimiter('a,b\n"1;2;3",2')).toBe(',');
    expect(detectDelimiter('a|b|c\n1|2|3')).toBe('|');
    expect(detectDelimiter('sep=;\na,b;c')).toBe(';');
  });
});
