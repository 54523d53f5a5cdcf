import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encode, untidyCsv } from '../../scripts/seed/untidy-csv.ts';
import { type Bench, openBench } from './import-bench.ts';

let dir = '';
let bench: Bench;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-dry-run-'));
  bench = openBench(dir);
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true, force: true });
});

const csv = (...lines: string[]) => Buffer.from(['name;phone;stage;region;company', ...lines, ''].join('\n'));

describe('a dry run', () => {
  it.each(['fillGaps', 'overwrite', 'skip'] as const)(
    'says under "%s" what the import then does, and does nothing itself',
    async (duplicates) => {
      await bench.importFile('before.csv', encode(untidyCsv({ rows: 400, seed: 5 }), 'utf8'));
      const before = bench.snapshot();
      const file = encode(untidyCsv({ rows: 2000, seed: 4 }), 'utf8');
      const { importId, preview } = await bench.upload('a.csv', file);
      const looked = await bench.dryRun(importId, preview, { duplicates });
      expect(looked).toMatchObject({ state: 'done', rows: 2000, processed: 2000 });
      expect(bench.snapshot()).toEqual(before);
      const end = await bench.run(importId, preview, { duplicates });
      const { created, merged, rejected, asText } = looked;
      expect(asText).toBeGreaterThan(0);
      expect({ created, merged, rejected, asText }).toEqual({
        asText: duplicates === 'skip' ? asText : end.asText,
        created: end.created,
        merged: end.merged,
        rejected: end.rejected,
      });
      expect(created + merged + rejected).toBe(2000);
      expect(looked.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(rejected);
    },
  );

  it('knows in later rows what earlier ones would have made', async () => {
    const file = csv(
      'Anna Petrova;+79160000001;;;Volga',
      ';;customer;Samara;Volga',
      'A. Petrova;+79160000001;new;Samara;',
      'Anna Petrova;;;Kazan;volga',
    );
    const { importId, preview } = await bench.upload('a.csv', file);
    const looked = await bench.dryRun(importId, preview);
    expect(looked).toMatchObject({ created: 1, merged: 3, rejected: 0, unchanged: 1 });
    expect(await bench.run(importId, preview)).toMatchObject({ created: 1, merged: 3, rejected: 0 });
  });

  it('names the fields that would be filled and replaced, with the first of each kind', async () => {
    bench.contact('Anna', '+79160000001');
    const file = csv(
      'Anna Petrova;+79160000001;customer;Samara;',
      'New;+79160000002;;;',
      'Nobody;;;;',
      ';+79160000005;;;',
      'Inner;12;;;',
    );
    const { importId, preview } = await bench.upload('a.csv', file);
    const looked = await bench.dryRun(importId, preview, { duplicates: 'overwrite' });
    expect(looked.fields).toEqual([
      { field: 'name', filled: 0, replaced: 1 },
      { field: 'stage', filled: 0, replaced: 1 },
      { field: 'region', filled: 1, replaced: 0 },
    ]);
    expect(looked.reasons).toEqual([
      { reason: 'noName', count: 1 },
      { reason: 'noNumber', count: 1 },
    ]);
    expect(looked.asText).toBe(1);
    expect(looked.examples).toEqual({
      created: [
        { line: 3, name: 'New', number: '+79160000002' },
        { line: 6, name: 'Inner', number: '12' },
      ],
      merged: [
        {
          line: 2,
          name: 'Anna',
          changes: [
            { field: 'name', before: 'Anna', after: 'Anna Petrova' },
            { field: 'stage', before: 'new', after: 'customer' },
            { field: 'region', before: '', after: 'Samara' },
          ],
        },
      ],
      rejected: [
        { line: 5, reason: 'noName', cells: ['', '+79160000005', '', '', ''] },
        { line: 4, reason: 'noNumber', cells: ['Nobody', '', '', '', ''] },
      ],
    });
  });

  it('can be stopped, and asked for again', async () => {
    const { importId, preview } = await bench.upload(
      'a.csv',
      encode(untidyCsv({ rows: 20_000, seed: 4 }), 'utf8'),
    );
    await bench.beginDryRun(importId, preview);
    await bench.stopDryRun(importId);
    expect((await bench.untilDryRunEnds(importId)).state).toBe('cancelled');
    expect(await bench.dryRun(importId, preview)).toMatchObject({ state: 'done', processed: 20_000 });
  });
});

describe('the mapping of the last time', () => {
  it('comes up again with a file of the same headers, in any order', async () => {
    const first = await bench.upload('a.csv', csv('Anna;+79160000001;new;Samara;Volga'));
    expect(first.preview.remembered).toBeUndefined();
    const mapping = ['name', 'mobile', 'ignore', 'tags', 'organisation'] as const;
    await bench.run(first.importId, first.preview, {
      mapping: [...mapping],
      country: 'UA',
      duplicates: 'skip',
    });
    const again = Buffer.from('Company;Region;PHONE;Name;stage\nVolga;Kyiv;0501234567;Ann;new\n');
    const { preview } = await bench.upload('b.csv', again);
    expect(preview.remembered).toEqual({
      mapping: ['organisation', 'tags', 'mobile', 'name', 'ignore'],
      hasHeader: true,
      country: 'UA',
      areaCode: '',
      duplicates: 'skip',
    });
    // The first look is already one with them, and what was guessed stays at hand.
    expect(preview.sample[0]?.phones[0]?.e164).toBe('+380501234567');
    expect(preview.columns.map(({ suggested }) => suggested)).toEqual([
      'organisation',
      'region',
      'phone',
      'name',
      'stage',
    ]);
    const other = await bench.upload('c.csv', Buffer.from('Name;Phone\nAnn;0501234567\n'));
    expect(other.preview.remembered).toBeUndefined();
  });
});
