import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { featuresIn, matrixTable, withMatrix } from './matrix.ts';
import { rows } from './rows/rows.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/telephony.md');
const features = rows.map(({ feature }) => feature);

it('docs/telephony.md tells of the features that are tested, and of no others', async () => {
  expect(featuresIn(await readFile(DOCUMENT, 'utf8'))).toEqual(features);
});

it('a matrix is written where the old one was', async () => {
  const document = await readFile(DOCUMENT, 'utf8');
  const results = new Map([['Mute', new Map([['jssip', true] as const, ['sipjs', false] as const])]]);
  const written = withMatrix(document, matrixTable(['Mute', 'Hold'], results, '22.1'));
  expect(featuresIn(written)).toEqual(['Mute', 'Hold']);
  expect(written).toContain('Asterisk 22.1');
  expect(written).toMatch(/^\| Mute +\| ✓ +\| ✗ +\|$/m);
  expect(written).toMatch(/^\| Hold +\| – +\| – +\|$/m);
  expect(withMatrix(written, 'x')).toBe(withMatrix(document, 'x'));
});

it('every test that is named there exists', async () => {
  const document = await readFile(DOCUMENT, 'utf8');
  const named = [...document.matchAll(/`([\w./-]+\.tsx?)` › ([^|;\n]+)/g)];
  expect(named.length).toBeGreaterThan(15);
  for (const [, file = '', title = ''] of named) {
    const text = await readFile(join(ROOT, file), 'utf8');
    expect(text.replaceAll("\\'", "'"), `${file} has no test "${title.trim()}"`).toContain(title.trim());
  }
});

it('each feature has a name of its own', () => {
  expect(new Set(features).size).toBe(features.length);
});
