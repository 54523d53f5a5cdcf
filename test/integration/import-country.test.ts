import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, openBench } from './import-bench.ts';

let dir = '';
let bench: Bench;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-import-country-'));
  bench = openBench(dir);
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true, force: true });
});

const file = (...phones: string[]) =>
  Buffer.from(['Name;Phone', ...phones.map((phone, at) => `Customer ${at};${phone}`), ''].join('\n'));
const KYIV = Array.from({ length: 6 }, (_, at) => `+380 44 123 45 0${at}`);

it('says of which country a file is by the numbers that name theirs, before anything is read as of the wrong one', async () => {
  const { preview } = await bench.upload('a.csv', file(...KYIV, '044 123 45 67'));
  expect(preview.countryOfMost).toBe('UA');
  const without = await bench.upload('b.csv', file(...KYIV));
  expect(without.preview).not.toHaveProperty('countryOfMost');
});
