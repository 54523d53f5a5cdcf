import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { MadeRow } from './made-table.ts';
import { phoneBookRows } from './phone-book.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringdesk-phone-book-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rowsOf(xml: string | Buffer, encoding = 'utf-8') {
  const path = join(folder, 'book.xml');
  writeFileSync(path, xml);
  const rows: MadeRow[] = [];
  for await (const row of phoneBookRows(path, encoding)) rows.push(row);
  return rows.map(({ line, broken, cells }) => ({
    line,
    ...(broken ? { broken } : {}),
    ...Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== '')),
  }));
}

describe('a phone book', () => {
  it('of a Fritz!Box has several numbers with types, and one that comes first', async () => {
    const xml = `<?xml version="1.0" encoding="utf-8"?>
<phonebooks><phonebook owner="1" name="Firm"><contact><category>0</category>
<person><realName>Anna &amp; Sons</realName><imageURL /></person>
<telephony nid="3"><number type="home" id="0">+7 846 200-00-01</number>
<number type="mobile" prio="1" id="1">8 916 123-45-67</number><number type="fax_work" id="2">+78462000002</number></telephony>
<services nid="1"><email classifier="private" id="0">anna@example.com</email></services>
<setup><ringTone /></setup><uniqueid>12</uniqueid><mod_time>1600000000</mod_time></contact></phonebook></phonebooks>`;
    expect(await rowsOf(xml)).toEqual([
      {
        line: 2,
        name: 'Anna & Sons',
        email: 'anna@example.com',
        phone: '8 916 123-45-67',
        homePhone: '+7 846 200-00-01',
        mobile: '8 916 123-45-67',
        fax: '+78462000002',
      },
    ]);
  });

  it.each([
    [
      'Yealink',
      `<YealinkIPPhoneDirectory><Title>Firm</Title><DirectoryEntry><Name>Anna</Name>
       <Telephone>+79161234567</Telephone><Telephone label="Mobile">+79161234568</Telephone></DirectoryEntry></YealinkIPPhoneDirectory>`,
      { name: 'Anna', phone: '+79161234567', mobile: '+79161234568' },
    ],
    [
      'Yealink, menus',
      `<YealinkIPPhoneBook><Title>Firm</Title><Menu Name="Sales"><Unit Name="Anna" default_photo="Resource:icon.png"
        Phone3="" Phone2="+79161234568" Phone1="+79161234567"/></Menu></YealinkIPPhoneBook>`,
      { name: 'Anna', phone: '+79161234568; +79161234567' },
    ],
    [
      'Yealink, local',
      `<root_contact><contact display_name="Anna" office_number="+78462000001" mobile_number="+79161234567"
        other_number="" line="-1" ring="Auto" group_id_name="All"/></root_contact>`,
      { name: 'Anna', phone: '+78462000001', workPhone: '+78462000001', mobile: '+79161234567' },
    ],
    [
      'Snom',
      `<tbook><item context="active" type="none" index="0"><first_name>Anna</first_name><last_name>Petrova</last_name>
        <number>+79161234567</number><number_type>mobile</number_type></item></tbook>`,
      { name: 'Petrova Anna', phone: '+79161234567' },
    ],
    [
      'Cisco',
      '<CiscoIPPhoneDirectory><Title>F</Title><DirectoryEntry><Name>Anna</Name><Telephone>+79161234567</Telephone></DirectoryEntry></CiscoIPPhoneDirectory>',
      { name: 'Anna', phone: '+79161234567' },
    ],
    [
      'Grandstream',
      `<AddressBook><version>1</version><Contact><id>1</id><FirstName>Anna</FirstName><LastName>Petrova</LastName><Company>Volga</Company>
        <Phone type="Work"><phonenumber>+78462000001</phonenumber><accountindex>1</accountindex></Phone>
        <Phone type="Cell"><phonenumber>+79161234567</phonenumber></Phone></Contact></AddressBook>`,
      {
        name: 'Petrova Anna',
        organisation: 'Volga',
        phone: '+78462000001',
        workPhone: '+78462000001',
        mobile: '+79161234567',
      },
    ],
  ])('of %s is read by the same rules', async (_maker, xml, wanted) => {
    expect(await rowsOf(xml)).toEqual([{ line: expect.any(Number), ...wanted }]);
  });

  it('says where its XML is wrong, and goes on behind it', async () => {
    const entry = (name: string) =>
      `<DirectoryEntry><Name>${name}</Name><Telephone>+7916123456${name.length}</Telephone></DirectoryEntry>\n`;
    const xml = `<CiscoIPPhoneDirectory>\n${entry('One')}${entry('Two').replace('</Name>', '</Nam>')}${entry('Three')}<DirectoryEntry><Name>Cut`;
    const rows = await rowsOf(xml);
    expect(rows.map(({ line, ...row }) => [line, 'broken' in row])).toEqual([
      [2, false],
      [3, true],
      [4, false],
      [5, true],
    ]);
  });

  it('takes an ampersand that nobody escaped, wherever the file is cut', async () => {
    const entries = Array.from(
      { length: 3000 },
      (_, n) =>
        `<entry><name>A &amp; B & ${n} &lt;&#x416;&gt;</name><number>+7916${1_000_000 + n}</number></entry>`,
    );
    const rows = await rowsOf(`<b>${entries.join('')}</b>`);
    expect(rows.map((row) => ('name' in row ? row.name : ''))).toEqual(
      entries.map((_, n) => `A & B & ${n} <Ж>`),
    );
    expect(rows.some((row) => 'broken' in row)).toBe(false);
  });

  it('expands nothing, whatever its head declares, and knows its encoding', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "+79161234567">]><b><contact><name>Анна</name><number>&x;</number><phone>+79161234568</phone></contact></b>`;
    const [row] = await rowsOf(bomb);
    expect(JSON.stringify(row)).not.toContain('+79161234567');
    const latin = Buffer.from(
      '<b><entry><surname>M\u00fcller</surname><mobile1>+491701234567</mobile1></entry></b>',
      'latin1',
    );
    expect(await rowsOf(latin, 'windows-1252')).toMatchObject([{ name: 'Müller', mobile: '+491701234567' }]);
    expect(await rowsOf('<rss><item><title>News</title></item></rss>')).toEqual([]);
  });
});
