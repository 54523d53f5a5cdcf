import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cardRows } from './card-rows.ts';
import type { MadeRow } from './made-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringdesk-cards-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rowsOf(...lines: readonly string[]): Promise<MadeRow[]> {
  const path = join(folder, 'cards.vcf');
  writeFileSync(path, lines.join('\r\n'));
  const rows: MadeRow[] = [];
  for await (const row of cardRows(path)) rows.push(row);
  return rows;
}

describe('the cards of a file', () => {
  it('go to the columns of an import, numbers by their types', async () => {
    const [row] = await rowsOf(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Petrova;Anna;Ivanovna;;',
      'FN:Anna Petrova',
      'ORG:Volga Bearings;Sales',
      'TITLE:Buyer',
      'TEL;TYPE=HOME:+7 846 200-00-01',
      'TEL;TYPE=CELL,PREF:8 916 123-45-67',
      'TEL;TYPE=WORK,FAX:+7 846 200-00-02',
      'TEL:+7 846 200-00-03',
      'EMAIL:anna@example.com',
      'EMAIL;TYPE=work:a.petrova@example.com',
      'ADR;TYPE=work:;;Lenina 1;Samara;Samara region;443000;Russia',
      'BDAY:19801124',
      'NOTE:Calls back\\, always\\nIn the morning',
      'CATEGORIES:vip,tea',
      'LANG:ru',
      'TZ:Europe/Samara',
      'URL:https://example.com',
      'END:VCARD',
    );
    expect(row).toEqual({
      line: 1,
      broken: false,
      cells: {
        name: 'Anna Petrova',
        organisation: 'Volga Bearings',
        role: 'Buyer',
        phone: '8 916 123-45-67; +7 846 200-00-03',
        homePhone: '+7 846 200-00-01',
        mobile: '8 916 123-45-67',
        fax: '+7 846 200-00-02',
        email: 'anna@example.com; a.petrova@example.com',
        region: 'Samara region',
        officeAddress: 'Lenina 1, 443000 Samara, Samara region, Russia',
        birthday: '1980-11-24',
        tags: 'vip; tea',
        language: 'ru',
        zone: 'Europe/Samara',
        about: 'Calls back, always\nIn the morning\nSales\nhttps://example.com',
      },
    });
  });

  it('are told by their place when they are not ended, and the next ones are read', async () => {
    const rows = await rowsOf(
      'BEGIN:VCARD',
      'FN:Cut off',
      'BEGIN:VCARD',
      'VERSION:4.0',
      'KIND:org',
      'FN:Firm',
      'ORG:Firm',
      'TEL;VALUE=uri:tel:+7-846-200-00-00;ext=12',
      'END:VCARD',
    );
    expect(rows).toMatchObject([
      { line: 1, broken: true },
      {
        line: 3,
        broken: false,
        cells: { name: '', organisation: 'Firm', phone: '+7-846-200-00-00 ext. 12' },
      },
    ]);
  });

  it('do not carry a photo of 20 MB along', async () => {
    const before = process.memoryUsage().rss;
    const photo = Array.from({ length: 20 * 1024 * 16 }, () => ` ${'A'.repeat(63)}`).join('\r\n');
    const rows = await rowsOf(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'FN:Anna',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      photo,
      'TEL:+79161234567',
      'END:VCARD',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cells).toMatchObject({ name: 'Anna', phone: '+79161234567' });
    expect(JSON.stringify(rows).length).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });
});
