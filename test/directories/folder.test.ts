import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DirectorySettings } from '../../shared/contract/directories.ts';
import { openProfile, type Profile } from './support/profile.ts';

let dataDir: string;
let folder: string;
let settings: DirectorySettings;
let profile: Profile;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-cards-'));
  folder = join(dataDir, 'cards');
  mkdirSync(join(folder, 'below'), { recursive: true });
  settings = { kind: 'folder', folder };
  profile = openProfile(join(dataDir, 'profile'));
  profile.add(settings);
});
afterEach(() => {
  profile.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const card = (n: number, ...lines: string[]) =>
  [
    'BEGIN:VCARD',
    'VERSION:2.1',
    `FN:Person ${n}`,
    `TEL;CELL:+7916${1_000_000 + n}`,
    ...lines,
    'END:VCARD',
    '',
  ].join('\r\n');
/** As it lies there after a while: what was just written is waited for. */
function write(name: string, text: string | Buffer, secondsAgo = 10): void {
  writeFileSync(join(folder, name), text);
  const then = new Date(Date.now() - secondsAgo * 1000 + ++writes);
  utimesSync(join(folder, name), then, then);
}
/** No two files of one test are written at the same moment. */
let writes = 0;
const sync = (more?: Parameters<Profile['sync']>[2]) => profile.sync(settings, '', more);

describe('a folder of vCards', () => {
  it('comes in, one or many in a file, and follows what is changed, moved and removed', async () => {
    write('many.vcf', card(1) + card(2));
    write('below/three.VCF', card(3, 'UID:three'));
    write('notes.txt', 'nothing');
    expect(await sync()).toMatchObject({ created: 3, unread: 0 });
    expect(await sync()).toMatchObject({ created: 0, updated: 0 });
    write('many.vcf', card(1, 'TITLE:Owner'));
    renameSync(join(folder, 'below/three.VCF'), join(folder, 'three.vcf'));
    expect(await sync()).toMatchObject({ created: 0, updated: 1, removed: 1, entries: 2 });
    expect(profile.people().map(({ name, role }) => [name, role])).toEqual([
      ['Person 1', 'Owner'],
      ['Person 3', undefined],
    ]);
  });

  it('leaves a file alone that is being written, and reads it when it is whole', async () => {
    write('a.vcf', card(1) + card(2));
    await sync();
    const whole = card(1, 'TITLE:Owner') + card(2);
    // In the middle of a card; and behind one, where the file looks whole and somebody still writes at it.
    write('a.vcf', whole.slice(0, 60));
    expect(await sync()).toMatchObject({ unread: 1, updated: 0, removed: 0 });
    const writer = setInterval(() => write('a.vcf', whole.slice(0, 90), 0), 100);
    try {
      expect(await sync()).toMatchObject({ unread: 1, updated: 0, removed: 0 });
    } finally {
      clearInterval(writer);
    }
    expect(profile.people()).toHaveLength(2);
    write('a.vcf', whole);
    expect(await sync()).toMatchObject({ unread: 0, updated: 1, removed: 0 });
  });

  it('takes what there is of a file that nobody has written at for long', async () => {
    write('a.vcf', card(1) + card(2).slice(0, 30));
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(join(folder, 'a.vcf'), longAgo, longAgo);
    expect(await sync()).toMatchObject({ created: 1 });
  });

  it('removes nobody when the folder itself is away', async () => {
    write('a.vcf', card(1));
    await sync();
    renameSync(folder, `${folder}-away`);
    await expect(sync()).rejects.toMatchObject({ code: 'directoryNotThere' });
    expect(profile.people()).toHaveLength(1);
    renameSync(`${folder}-away`, folder);
    expect(await sync()).toMatchObject({ created: 0, removed: 0 });
  });

  it('has a file of Windows-1251 and one with a picture of 2 MB in it', async () => {
    const name = Buffer.from([0xcf, 0xe5, 0xf2, 0xf0]);
    write(
      'old.vcf',
      Buffer.concat([
        Buffer.from('BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=windows-1251:'),
        name,
        Buffer.from('\nTEL:+79161234567\nEND:VCARD\n'),
      ]),
    );
    write('picture.vcf', card(5, `PHOTO;ENCODING=BASE64:${'A'.repeat(2 << 20)}`));
    await sync();
    expect(profile.names()).toEqual(['Person 5', 'Петр']);
  });
});
