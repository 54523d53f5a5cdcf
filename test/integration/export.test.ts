import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { draft } from '../../db/testing.ts';
import { type Contact, ContactDraft } from '../../shared/contract/contacts.ts';
import { EXPORT_ENDINGS, EXPORT_FORMATS } from '../../shared/contract/exports.ts';
import { EXPORT_COLUMNS } from '../../shared/domain/export/columns.ts';
import { ownField } from '../../shared/domain/own-field/testing/field.ts';
import { openExportBench } from './export-bench.ts';

const root = mkdtempSync(join(tmpdir(), 'ringdesk-export-'));
let folders = 0;
const open = () => openExportBench(join(root, String(++folders)));
let bench: ReturnType<typeof open> | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Fields of the firm's own, and what stands in them; of a choice the second one. */
const OWN = [
  [{ name: 'Размер', type: 'number', options: [] }, 12.5],
  [
    { name: 'Бюджет', type: 'money', currency: 'RUB', options: [] },
    { minor: 120_050, currency: 'EUR' },
  ],
  [{ name: 'Телефон', type: 'text', options: [] }, 'как наша колонка'],
  [{ name: 'Уровень', type: 'choice', options: [{ name: 'Gold' }, { name: 'Silver, old' }] }, ''],
  [{ name: 'На бумаге', type: 'yesNo', options: [] }, false],
  [{ name: 'Срок', type: 'date', options: [] }, '2027-01-31'],
] as const;

/** People and organisations as a firm has them, the awkward ones among them. */
function fill({ repositories }: ReturnType<typeof open>): void {
  const { create } = repositories.contacts;
  const own = Object.fromEntries(
    OWN.map(([field, value]) => {
      const { id } = repositories.ownFields.save({
        ...ownField({ ...field, options: [] }),
        options: field.options,
      });
      const made = repositories.ownFields.list().find((one) => one.id === id);
      return [id, field.type === 'choice' ? (made?.options[1]?.id ?? '') : value];
    }),
  );
  const full = ContactDraft.parse({
    kind: 'person',
    name: 'Иванов Иван',
    organisationName: 'ООО «Ромашка»',
    role: '=бухгалтер',
    relation: 'supplier',
    stage: 'negotiation',
    channel: 'socialMedia',
    region: 'Самара',
    field: 'Торговля',
    headCount: 1200,
    needs: 'Две линии\nи запись',
    tags: ['vip', 'чай, кофе'],
    language: 'uk',
    zone: 'Europe/Kyiv',
    consent: 'given',
    birthday: '--02-29',
    contractEndsOn: '2027-01-31',
    own,
    about: 'Строка "один";\nвторая строка\n\n-3-я',
    phones: [
      { number: '8 (916) 123-45-67', label: 'mobile' },
      { number: '+7 495 123-45-67 доб. 12', label: 'work', main: true, note: 'до 15:00: секретарь' },
      { number: '+78001112233', label: 'fax' },
      { number: 'спросить у секретаря 123456', label: 'other' },
      { number: '204', label: 'work', note: 'внутренний' },
      { number: '12-34, или 56-78; "вечером"', label: 'home' },
      { number: 'через охрану', label: 'other' },
    ],
    addresses: [
      { label: 'office', text: 'ул. Мира, 1; оф. 5\nСамара' },
      { label: 'office', text: '-1-й этаж' },
      { label: 'legal', text: 'Москва' },
      { label: 'delivery', text: 'склад № 3' },
    ],
    emails: [{ address: 'ivan@example.ru' }, { address: 'i.ivanov@example.ru' }],
  });
  create(full);
  create(draft({ name: 'No number at all', about: 'met at the fair' }));
  create(
    draft({ kind: 'organisation', name: 'Volga, "Bearings" & Sons', phones: [{ number: '+78462000000' }] }),
  );
  create(draft({ name: '+7 (916) looks like a number', emails: [{ address: 'odd@example.com' }] }));
  const gone = create(draft({ name: 'Deleted', phones: [{ number: '+79160000009' }] }));
  repositories.contacts.remove(gone.id);
  for (let n = 0; n < 60; n++)
    create(draft({ name: `Customer ${n}`, phones: [{ number: `+7916200${String(n).padStart(4, '0')}` }] }));
}

/** What must not be lost; ids of numbers and moments of changes are not the customer's. */
function facts(contact: Contact) {
  const {
    version: _v,
    createdAt: _c,
    updatedAt: _u,
    organisationId: _o,
    own: _own,
    phones,
    emails,
    ...rest
  } = contact;
  return {
    ...rest,
    phones: phones
      .map(({ e164, raw, label, main, note }) => ({ number: e164 ?? raw, label, main, note }))
      .sort((a, b) => Number(b.main) - Number(a.main) || a.number.localeCompare(b.number)),
    emails: emails.map(({ address }) => address),
    // Those of one kind keep their order.
    addresses: rest.addresses.toSorted((a, b) => a.label.localeCompare(b.label)),
  };
}

describe.each(EXPORT_FORMATS)('customers as %s', (format) => {
  it('come back and change nothing', async () => {
    bench = open();
    fill(bench);
    const file = await bench.export({ filter: {}, format });
    const before = bench.imports.snapshot();
    const { end } = await bench.imports.importFile(`again.${EXPORT_ENDINGS[format]}`, file.bytes, {
      duplicates: 'overwrite',
    });
    expect(end).toMatchObject({ state: 'done', created: 0, rejected: 0, rows: file.rows });
    expect(bench.imports.snapshot()).toEqual(before);
  });

  it('become the same customers in an empty base', async () => {
    bench = open();
    fill(bench);
    const file = await bench.export({ filter: {}, format });
    const elsewhere = open();
    try {
      const { importId, preview } = await elsewhere.imports.upload(
        `new.${EXPORT_ENDINGS[format]}`,
        file.bytes,
      );
      // There the firm has not these fields of its own, and one of them is called like a column of ours.
      const mapping = preview.columns.map(({ suggested }, at) =>
        at < EXPORT_COLUMNS.length ? suggested : ('ignore' as const),
      );
      const end = await elsewhere.imports.run(importId, preview, { mapping });
      expect(end).toMatchObject({ state: 'done', rejected: 0, rows: file.rows });
      const all = [...bench.repositories.segments.contacts({})].flat();
      expect(all).toHaveLength(file.rows);
      for (const id of all) {
        const [one, other] = [bench, elsewhere].map(({ repositories }) => repositories.contacts.get(id));
        if (one?.kind === 'organisation' && other === undefined) continue;
        expect(other && facts(other), one?.name).toEqual(one && facts(one));
      }
    } finally {
      await elsewhere.close();
    }
  });
});

describe('the firm’s own fields', () => {
  it.each(['csv', 'xlsx'] as const)('have columns in %s that are known again', async (format) => {
    bench = open();
    fill(bench);
    const file = await bench.export({ filter: { relations: ['supplier'], kind: 'person' }, format });
    const { preview } = await bench.imports.upload(`own.${format}`, file.bytes);
    const fields = bench.repositories.ownFields.list();
    expect(preview.columns.slice(-fields.length).map(({ header, suggested }) => [header, suggested])).toEqual(
      fields.map(({ id, name }) => [name, `own:${id}`]),
    );
    const [id = ''] = [
      ...bench.repositories.segments.contacts({ relations: ['supplier'], kind: 'person' }),
    ].flat();
    const before = bench.repositories.contacts.get(id);
    // Taken away by hand, they come back from the file.
    bench.imports.db.sqlite.prepare("update contacts set own = '{}' where id = ?").run(id);
    await bench.imports.importFile(`own.${format}`, file.bytes);
    expect(bench.repositories.contacts.get(id)?.own).toEqual(before?.own);
  });
});

describe('an export', () => {
  it('takes those of the filter, and says in the audit who took whom', async () => {
    bench = open();
    fill(bench);
    const file = await bench.export({
      filter: { relations: ['supplier'], kind: 'person' },
      format: 'csv',
      delimiter: '\t',
    });
    const text = file.bytes.toString('utf8');
    expect(text.startsWith('\ufeffRingdesk ID\tФИО\t')).toBe(true);
    expect(file.rows).toBe(1);
    expect(text).toContain("'=бухгалтер");
    expect(bench.repositories.audit.list({ limit: 1 })[0]).toMatchObject({
      kind: 'exported',
      action: 'customers.export',
      actorId: bench.me,
      detail: { rows: 1, format: 'csv', filter: '{"relations":["supplier"],"kind":"person"}' },
    });
  });

  it('takes nobody whom the asker may not see or take out', async () => {
    bench = open();
    const { create } = bench.repositories.contacts;
    const { users } = bench.repositories;
    users.save({ id: bench.me, name: 'Me' });
    const other = users.save({ id: bench.newId(), name: 'Other' }).id;
    create(draft({ name: 'mine', responsibleId: bench.me }));
    create(draft({ name: 'nobody’s' }));
    create(draft({ name: 'another’s', responsibleId: other }));
    const reach = (right: string) => (right === 'customers.export' ? new Set([bench?.me ?? '']) : undefined);
    const file = await bench.export({ filter: {}, format: 'csv' }, reach);
    expect(file.rows).toBe(2);
    expect(file.bytes.toString('utf8')).not.toContain('another');
  });

  it('is given to whoever began it, and to nobody else', async () => {
    bench = open();
    fill(bench);
    const { exportId } = await bench.begin({ filter: {}, format: 'csv' });
    await bench.until(exportId, ({ state }) => state === 'done');
    const stranger = bench.newId();
    expect(() => bench?.as(stranger, () => bench?.read(exportId, 0))).toThrow('notFound');
    expect(bench.read(exportId, 0).bytes.length).toBeGreaterThan(0);
  });

  it('leaves nothing behind when it is stopped, let go of, or the program ends', async () => {
    bench = open();
    fill(bench);
    const first = await bench.begin({ filter: {}, format: 'xlsx' });
    await bench.cancel(first.exportId);
    expect(readdirSync(join(bench.dataDir, 'exports'))).toEqual([]);
    expect(() => bench?.read(first.exportId, 0)).toThrow('notFound');
    const second = await bench.begin({ filter: {}, format: 'csv' });
    await bench.until(second.exportId, ({ state }) => state === 'done');
    await bench.close();
    expect(readdirSync(bench.dataDir)).not.toContain('exports');
    bench = undefined;
  });
});
