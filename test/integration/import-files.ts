import { deflateRawSync } from 'node:zlib';
import writeExcelFile from 'write-excel-file/node';

/** A workbook of one sheet, made by a library that is not the one that reads it. */
export async function workbook(
  rows: readonly (readonly (string | number | Date | null)[])[],
): Promise<Buffer> {
  const data = rows.map((row) =>
    row.map((value) =>
      value instanceof Date ? { value, type: Date, format: 'dd.mm.yyyy' } : value === null ? null : { value },
    ),
  );
  // The library's types know each kind of cell as a type of its own; a mixed sheet is none of them.
  const made = writeExcelFile(data as unknown as Parameters<typeof writeExcelFile>[0]);
  return (await (made as unknown as { toBuffer(): Promise<Buffer> }).toBuffer()) as Buffer;
}

/** A zip by hand, so that its headers can lie about the size of what is in it. */
export function zipOf(
  files: Readonly<Record<string, Buffer>>,
  lie: { readonly declared?: number } = {},
): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const size = content.length > 1000 ? (lie.declared ?? content.length) : content.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    centrals.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
