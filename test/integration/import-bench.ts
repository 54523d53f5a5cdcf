import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { type Db, openDatabase } from '../../db/open.ts';
import { createRepositories } from '../../db/repositories/index.ts';
import { draft } from '../../db/testing.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { CsvReader, type CsvRecord } from '../../electron/core/imports/csv-records.ts';
import { createDryRuns } from '../../electron/core/imports/dry-runs.ts';
import { createImports } from '../../electron/core/imports/imports.ts';
import { createQuestions } from '../../electron/core/imports/questions.ts';
import type { Contact, ContactRow } from '../../shared/contract/contacts.ts';
import { ImportDryRun } from '../../shared/contract/import-dry-runs.ts';
import type { ImportAnswer } from '../../shared/contract/import-questions.ts';
import type {
  ImportOptions,
  ImportPreview,
  ImportProgress,
  ImportRun,
} from '../../shared/contract/imports.ts';
import { importRequests } from '../../shared/contract/imports.ts';

export type Bench = ReturnType<typeof openBench>;

const CHUNK = 512 * 1024;

/** The import behind its handlers, on a base of its own, with what a test wants to know of it. */
export function openBench(dataDir: string) {
  mkdirSync(dataDir, { recursive: true });
  const db: Db = openDatabase({ file: join(dataDir, 'ringdesk.db') });
  const home = { country: 'RU', areaCode: '' };
  const owner = uuid();
  const repositories = createRepositories(db, {
    now: Date.now,
    newId: () => uuid(),
    actorId: () => owner,
    home: () => home,
  });
  const progress: ImportProgress[] = [];
  const changed: string[] = [];
  const imports = createImports<undefined>({
    repositories,
    db,
    dataDir,
    log: silentLog,
    settings: () => ({ language: 'ru', country: 'RU', areaCode: '', ownNumbers: [] }),
    onProgress: (event) => void progress.push(event),
    onContactsChanged: (ids) => void changed.push(...ids),
  });
  const dryRuns = createDryRuns<undefined>({
    repositories,
    db,
    dataDir,
    settings: () => ({ language: 'ru', country: 'RU', areaCode: '', ownNumbers: [] }),
    me: () => owner,
    onProgress: () => undefined,
    log: silentLog,
  });
  const questions = createQuestions<undefined>({
    repositories,
    db,
    settings: () => home,
    me: () => owner,
    onAnswered: (_importId, ids) => void changed.push(...ids),
  });
  const { handlers } = imports;
  const get = (importId: string) => handlers['imports.progress']({ importId }, undefined) as ImportProgress;

  const begin = (fileName: string, size: number) =>
    handlers['imports.begin']({ fileName, size }, undefined) as { importId: string };
  const chunk = (importId: string, offset: number, bytes: Uint8Array<ArrayBuffer>) =>
    handlers['imports.chunk']({ importId, offset, bytes }, undefined);

  async function preview(importId: string, options?: ImportOptions): Promise<ImportPreview> {
    return importRequests['imports.preview'].output.parse(
      await handlers['imports.preview']({ importId, options }, undefined),
    );
  }

  async function upload(
    fileName: string,
    file: Buffer,
  ): Promise<{ importId: string; preview: ImportPreview }> {
    const { importId } = begin(fileName, file.length);
    for (let at = 0; at < file.length; at += CHUNK)
      chunk(importId, at, Uint8Array.from(file.subarray(at, at + CHUNK)));
    return { importId, preview: await preview(importId) };
  }

  async function until(
    importId: string,
    wanted: (progress: ImportProgress) => boolean,
  ): Promise<ImportProgress> {
    for (;;) {
      const now = get(importId);
      if (wanted(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async function run(
    importId: string,
    preview: ImportPreview,
    given: Partial<ImportOptions> = {},
  ): Promise<ImportProgress> {
    await handlers['imports.start']({ importId, options: optionsOf(preview, given) }, undefined);
    return until(importId, ({ state }) => state !== 'running');
  }

  function optionsOf(preview: ImportPreview, given: Partial<ImportOptions>): ImportOptions {
    const mapping = preview.columns.map((column) => column.suggested);
    const { hasHeader } = preview;
    return { mapping, hasHeader, country: 'RU', areaCode: '', duplicates: 'fillGaps', ...given };
  }

  const beginDryRun = (importId: string, preview: ImportPreview, given: Partial<ImportOptions> = {}) =>
    dryRuns.handlers['imports.dryRun']({ importId, options: optionsOf(preview, given) }, undefined);

  /** To its end. */
  async function dryRun(importId: string, preview: ImportPreview, given: Partial<ImportOptions> = {}) {
    await beginDryRun(importId, preview, given);
    return untilDryRunEnds(importId);
  }

  async function untilDryRunEnds(importId: string) {
    for (;;) {
      const state = await dryRuns.handlers['imports.dryRunState']({ importId }, undefined);
      if (state.state !== 'running') return ImportDryRun.parse(state);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  function contactNamed(name: string): Contact {
    const id = db.sqlite.prepare('select id from contacts where name = ?').pluck().get(name) as string;
    const found = repositories.contacts.get(id);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found;
  }

  const rows = (sql: string) => db.sqlite.prepare(sql).all();
  return {
    db,
    repositories,
    owner,
    begin,
    chunk,
    upload,
    preview,
    run,
    questions: (importId: string, after = 0) =>
      questions['imports.questions']({ importId, after, limit: 50 }, undefined),
    answer: (importId: string, line: number, answer: ImportAnswer, similar = false) =>
      questions['imports.answer']({ importId, line, answer, similar }, undefined),
    dryRun,
    beginDryRun,
    untilDryRunEnds,
    stopDryRun: (importId: string) => dryRuns.handlers['imports.dryRunStop']({ importId }, undefined),
    progress: get,
    untilProgress: until,
    events: (importId: string) => progress.filter((event) => event.importId === importId),
    eventCount: () => progress.length,
    pause: (importId: string) => handlers['imports.pause']({ importId }, undefined),
    resume: (importId: string) => handlers['imports.resume']({ importId }, undefined),
    undo: (importId: string) => handlers['imports.undo']({ importId }, undefined),
    stopUndo: (importId: string) => handlers['imports.stopUndo']({ importId }, undefined),
    list: async (): Promise<ImportRun[]> =>
      (await handlers['imports.list']({ limit: 100 }, undefined)).runs as ImportRun[],
    /** Somebody else writes into the base. */
    write: () => repositories.settings.set('testTick', performance.now()),
    cancel: (importId: string) => handlers['imports.cancel']({ importId }, undefined),
    async importFile(fileName: string, file: Buffer, options: Partial<ImportOptions> = {}) {
      const { importId, preview } = await upload(fileName, file);
      changed.length = 0;
      const end = await run(importId, preview, options);
      return { importId, preview, end, changed: [...changed] };
    },
    /** The file of refused rows, whole, and cut into records. */
    async rejected(importId: string): Promise<{ text: string; rows: CsvRecord[] }> {
      const parts: Uint8Array[] = [];
      for (let offset = 0, total = 1; offset < total; ) {
        const part = await handlers['imports.rejected']({ importId, offset }, undefined);
        parts.push(part.bytes);
        offset += part.bytes.length;
        total = part.total;
      }
      const text = Buffer.concat(parts).toString('utf8');
      const reader = new CsvReader(';');
      return { text, rows: [...reader.push(text.slice(1)), ...reader.end()] };
    },
    /** Everything that an import may change. */
    snapshot: () => ({
      contacts: rows('select * from contacts order by id'),
      phones: rows('select * from contact_phones order by id'),
      emails: rows('select * from contact_emails order by id'),
      // How a file was read is remembered, and is no customer's.
      outbox: rows("select count(*) as count from outbox where table_name <> 'import_mappings'"),
    }),
    /** All customers as people see them, without what is different in each run: ids, times, versions. */
    content: () =>
      (
        rows(`select json_array(c.kind, c.name, o.name, c.role, c.relation, c.stage, c.channel, c.region, c.tags, c.about,
          (select json_group_array(json_array(e164, digits, raw, label, main) order by position)
           from contact_phones where contact_id = c.id and deleted_at is null),
          (select json_group_array(address order by position)
           from contact_emails where contact_id = c.id and deleted_at is null)) as line
        from contacts c left join contacts o on o.id = c.organisation_id where c.deleted_at is null`) as {
          line: string;
        }[]
      )
        .map(({ line }) => line)
        .sort(),
    one: (sql: string, ...values: string[]) =>
      db.sqlite
        .prepare(sql)
        .pluck()
        .get(...values),
    names: () =>
      db.sqlite
        .prepare("select name from contacts where kind = 'person' order by id")
        .pluck()
        .all() as string[],
    find: (search: string): ContactRow[] =>
      repositories.contacts.list({ search, sort: 'recent', offset: 0, limit: 100 }).contacts,
    card: contactNamed,
    /** Somebody puts a customer in by hand. */
    contact: (name: string, number: string) =>
      repositories.contacts.create(draft({ name, phones: [{ number }] })),
    /** Somebody changes a customer by hand, or writes something about him. */
    edit(name: string, fields: { role?: string; region?: string }) {
      const contact = contactNamed(name);
      const phones = contact.phones.map(({ id, raw, label, main }) => ({ id, number: raw, label, main }));
      repositories.contacts.update(contact.id, contact.version, draft({ ...contact, phones, ...fields }));
    },
    note: (name: string, text: string) => repositories.contacts.addNote(contactNamed(name).id, text),
    /** Names of the customers in the segment of this import. */
    segment: (importId: string): string[] =>
      [...repositories.segments.contacts({ importId })]
        .flat()
        .map((id) => repositories.contacts.get(id)?.name ?? '')
        .sort(),
    /** Lookups with pauses between, as calls come; ms. */
    async lookupTimes(e164: string, count: number): Promise<{ median: number; p99: number }> {
      const times: number[] = [];
      for (let i = 0; i < count; i++) {
        const begun = performance.now();
        repositories.lookup.byNumber({ kind: 'e164', e164, display: e164 }, { ownNumbers: [] });
        times.push(performance.now() - begun);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      times.sort((a, b) => a - b);
      return { median: times[count >> 1] ?? 0, p99: times[Math.floor(count * 0.99)] ?? 0 };
    },
    async close() {
      await dryRuns.close();
      await imports.close();
      db.close();
    },
  };
}
