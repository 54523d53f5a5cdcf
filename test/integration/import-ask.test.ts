import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './import-bench.ts';

let dir = '';
let bench: Bench;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-ask-'));
  bench = openBench(dir);
});
afterEach(async () => {
  await bench.close();
  rmSync(dir, { recursive: true, force: true });
});

const phone = (n: number) => `+7916000000${n}`;
const file = (...rows: string[]) => Buffer.from(['name;phone;region;stage', ...rows, ''].join('\n'));
const get = (id: string) => bench.repositories.contacts.get(id);

describe('rows whose customer is known, when a person decides', () => {
  it('are set aside, while all others go their way', async () => {
    const anna = bench.contact('Anna', phone(1)).id;
    bench.contact('Same', phone(2));
    const rows = file(
      `Anna;${phone(1)};Samara;`,
      `Same;${phone(2)};;`,
      `New;${phone(3)};;`,
      `New;${phone(3)};Kazan;`,
      'Nobody;;;',
    );
    const { importId, preview } = await bench.upload('a.csv', rows);
    const looked = await bench.dryRun(importId, preview, { duplicates: 'ask' });
    expect(looked).toMatchObject({ created: 1, merged: 2, asked: 1, rejected: 1 });
    const end = await bench.run(importId, preview, { duplicates: 'ask' });
    expect(end).toMatchObject({ state: 'done', processed: 5, created: 1, merged: 2, rejected: 1 });
    expect(get(anna)?.region).toBeUndefined();
    const { questions, waiting } = await bench.questions(importId);
    expect(waiting).toBe(1);
    expect(questions).toEqual([
      {
        line: 2,
        name: 'Anna',
        customer: { id: anna, name: 'Anna' },
        by: 'number',
        sides: expect.arrayContaining([{ field: 'region', inFile: 'Samara', onCard: '' }]),
        fills: ['region'],
        replaces: ['region'],
      },
    ]);
  });

  it('are decided one by one, each as it is answered', async () => {
    const ids = [1, 2, 3, 4].map((n) => bench.contact(`Known ${n}`, phone(n)).id);
    const rows = file(...ids.map((_, n) => `Other ${n + 1};${phone(n + 1)};Samara;customer`));
    const { importId } = await bench.importFile('a.csv', rows, { duplicates: 'ask' });
    await bench.answer(importId, 2, 'fillGaps');
    await bench.answer(importId, 3, 'overwrite');
    await bench.answer(importId, 4, 'create');
    await bench.answer(importId, 5, 'skip');
    const [filled, replaced, left, skipped] = ids.map(get);
    expect(filled).toMatchObject({ name: 'Known 1', region: 'Samara', stage: 'new', about: 'Other 1' });
    expect(replaced).toMatchObject({ name: 'Other 2', region: 'Samara', stage: 'customer' });
    expect([left, skipped].map((one) => [one?.name, one?.region])).toEqual([
      ['Known 3', undefined],
      ['Known 4', undefined],
    ]);
    expect(bench.find('Other 3')).toHaveLength(1);
    expect(await bench.questions(importId)).toEqual({ questions: [], waiting: 0 });
    expect(bench.progress(importId)).toMatchObject({ rows: 4, created: 1, merged: 3, rejected: 0 });
    await expect(bench.answer(importId, 2, 'skip')).rejects.toThrow('notFound');
    // What was decided belongs to the import.
    expect(bench.segment(importId)).toEqual(['Known 1', 'Other 2', 'Other 3']);
  });

  it('are decided at once where they are known by the same, and by what holds now', async () => {
    const ids = [1, 2, 3].map((n) => bench.contact(`Known ${n}`, phone(n)).id);
    const { create } = bench.repositories.contacts;
    const mail = create({
      kind: 'person',
      name: 'Mail',
      relation: 'customer',
      stage: 'new',
      tags: [],
      about: '',
      phones: [],
      emails: [{ address: 'm@x.com' }],
    }).id;
    const rows = Buffer.from(
      `name;phone;email;region\n${ids.map((_, n) => `Known ${n + 1};${phone(n + 1)};;Samara`).join('\n')}\nMail;;m@x.com;Samara\n`,
    );
    const { importId } = await bench.importFile('a.csv', rows, { duplicates: 'ask' });
    bench.repositories.contacts.remove(ids[2] ?? '');
    const { questions } = await bench.questions(importId);
    expect(questions.map(({ by, customer }) => [by, customer?.name])).toEqual([
      ['number', 'Known 1'],
      ['number', 'Known 2'],
      ['number', undefined],
      ['email', 'Mail'],
    ]);
    await bench.answer(importId, 2, 'fillGaps', true);
    expect(ids.slice(0, 2).map((id) => get(id)?.region)).toEqual(['Samara', 'Samara']);
    // Whom nobody has any more is a new customer.
    expect(bench.find('Known 3')).toHaveLength(1);
    expect(get(mail)?.region).toBeUndefined();
    expect((await bench.questions(importId)).questions.map(({ line }) => line)).toEqual([5]);
  });
});
