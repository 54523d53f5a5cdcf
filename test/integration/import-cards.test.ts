import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './import-bench.ts';

let dir = '';
let bench: Bench;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-cards-'));
  bench = openBench(dir);
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('files that are no tables', () => {
  const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n');

  it('are cards, of which each has its place', async () => {
    bench.contact('Anna', '+79160000001');
    const cut = 'BEGIN:VCARD\r\nFN:Cut off';
    const file = Buffer.from(
      [
        card('FN:Anna Petrova', 'TEL;TYPE=cell:8 916 000-00-01', 'CATEGORIES:vip'),
        cut,
        card('FN:Boris', 'TEL;TYPE=home:+79160000002', 'NOTE:one\\ntwo'),
        card('FN:Nobody'),
        '',
      ].join('\r\n'),
    );
    const { importId, preview } = await bench.upload('cards.vcf', file);
    expect(preview).toMatchObject({ format: 'vcard', rows: 4, hasHeader: true });
    expect(preview.sample.map(({ line, fate, reason }) => [line, fate, reason])).toEqual([
      [1, 'merge', undefined],
      [7, 'reject', 'brokenRow'],
      [9, 'create', undefined],
      [15, 'reject', 'noNumber'],
    ]);
    expect(await bench.run(importId, preview)).toMatchObject({ created: 1, merged: 1, rejected: 2 });
    const [boris] = bench.find('Boris');
    expect(bench.repositories.contacts.get(boris?.id ?? '')).toMatchObject({
      about: 'one\ntwo',
      phones: [{ e164: '+79160000002', label: 'home', main: true }],
    });
    const { rows } = await bench.rejected(importId);
    expect(rows.slice(1).map(({ cells }) => cells.slice(0, 2).join(' '))).toEqual([
      expect.stringMatching(/^7 .*\[brokenRow\]$/),
      expect.stringMatching(/^15 .*\[noNumber\]$/),
    ]);
    const before = bench.snapshot();
    expect((await bench.importFile('again.vcf', file)).end).toMatchObject({
      created: 0,
      merged: 2,
      rejected: 2,
    });
    expect(bench.snapshot()).toEqual(before);
  });

  it('are phone books of phones', async () => {
    const xml =
      '<CiscoIPPhoneDirectory><DirectoryEntry><Name>Anna</Name><Telephone>89160000001</Telephone></DirectoryEntry></CiscoIPPhoneDirectory>';
    const { importId, preview } = await bench.upload('book.xml', Buffer.from(xml));
    expect(preview).toMatchObject({ format: 'phoneBook', rows: 1 });
    expect(await bench.run(importId, preview)).toMatchObject({ created: 1, rejected: 0 });
  });

  it('are refused when there is nobody in them', async () => {
    await expect(bench.upload('a.xml', Buffer.from('<feed><a>1</a></feed>'))).rejects.toThrow('importFormat');
  });
});
