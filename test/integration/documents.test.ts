import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { openDatabase } from '../../db/open.ts';
import { createRepositories } from '../../db/repositories/index.ts';
import { draft, HOME, ME } from '../../db/testing.ts';
import { documentPath, incomingDir } from '../../electron/core/documents/paths.ts';
import { KEEP_DAYS, sweepDocuments } from '../../electron/core/documents/sweep.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { startCore } from '../support/core-harness.ts';
import { createSmallDisk } from '../support/small-disk.ts';

const PIECE = 1024 * 1024;
const DAY = 86_400_000;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let contactId: string;
const folder = () => join(started.dataDir, 'documents');

beforeEach(async () => {
  started = await startCore();
  desk = started.connect('desk');
  ({ id: contactId } = await desk.request('contacts.create', { draft: draft({ name: 'Anna' }) }));
});
afterEach(async () => {
  desk.close();
  await started.core.close();
});

async function begin(bytes: Uint8Array, fileName = 'Offer № 7.pdf') {
  const file = { fileName, mediaType: 'application/pdf', size: bytes.length };
  return (await desk.request('documents.begin', { contactId, ...file })).uploadId;
}
const piece = (uploadId: string, bytes: Uint8Array, offset: number) =>
  desk.request('documents.chunk', {
    ...{ contactId, uploadId, offset },
    bytes: new Uint8Array(bytes.subarray(offset, offset + PIECE)),
  });

async function bring(bytes: Uint8Array, fileName?: string) {
  const uploadId = await begin(bytes, fileName);
  for (let offset = 0; offset < bytes.length; offset += PIECE) await piece(uploadId, bytes, offset);
  return desk.request('documents.finish', { contactId, uploadId, sha256: sha256Of(bytes) });
}

async function readBack(id: string) {
  const pieces: Uint8Array[] = [];
  for (let offset = 0; ; ) {
    const { bytes, size, fileName } = await desk.request('documents.read', { id, offset });
    pieces.push(bytes);
    offset += bytes.length;
    if (offset >= size) return { bytes: Buffer.concat(pieces), fileName };
  }
}

/** Whole files and half ones. */
const files = () =>
  existsSync(folder())
    ? readdirSync(folder(), { recursive: true, encoding: 'utf8' }).filter((name) =>
        statSync(join(folder(), name)).isFile(),
      )
    : [];

describe('a document', () => {
  it('comes in pieces, stands on the card, and is read back byte for byte', async () => {
    const bytes = randomBytes(2 * PIECE + 17);
    const { id } = await bring(bytes);
    const card = await desk.request('contacts.card', { id: contactId });
    expect(card.goods.documents).toMatchObject({ total: 1, newest: [{ id, fileName: 'Offer № 7.pdf' }] });
    expect(await readBack(id)).toEqual({ bytes, fileName: 'Offer № 7.pdf' });
    expect(readFileSync(documentPath(folder(), sha256Of(bytes)))).toEqual(bytes);
  });

  it('with nothing in it is a document too', async () => {
    const { id } = await bring(new Uint8Array());
    expect((await readBack(id)).bytes).toHaveLength(0);
  });

  it('of the same bytes lies on the disk once, and goes only when nobody names it', async () => {
    const bytes = randomBytes(100);
    const one = await bring(bytes, 'a.txt');
    const two = await bring(bytes, 'b.txt');
    expect(files()).toHaveLength(1);
    await desk.request('goods.remove', { of: 'document', id: one.id });
    expect((await readBack(two.id)).bytes).toEqual(bytes);
    const found = await desk.request('goods.list', {
      ...{ contactId, of: 'document', search: 'B.t', offset: 0, limit: 9 },
    });
    expect(found).toMatchObject({ total: 1, rows: [{ fileName: 'b.txt' }] });
  });

  it('removed comes back with the undo', async () => {
    const bytes = randomBytes(10);
    const { id } = await bring(bytes);
    const { changeId } = await desk.request('goods.remove', { of: 'document', id });
    await expect(desk.request('documents.read', { id, offset: 0 })).rejects.toMatchObject({
      code: 'notFound',
    });
    await desk.request('changes.undo', { changeId });
    expect((await readBack(id)).bytes).toEqual(bytes);
  });

  it('of another content than was announced is refused, and nothing is left of it', async () => {
    const bytes = randomBytes(50);
    const uploadId = await begin(bytes);
    await piece(uploadId, bytes, 0);
    await expect(
      desk.request('documents.finish', { contactId, uploadId, sha256: 'a'.repeat(64) }),
    ).rejects.toMatchObject({ code: 'documentBroken' });
    const cut = await begin(bytes);
    await expect(
      desk.request('documents.finish', { contactId, uploadId: cut, sha256: sha256Of(bytes) }),
    ).rejects.toMatchObject({ code: 'documentBroken' });
    expect(files()).toEqual([]);
    expect((await desk.request('contacts.card', { id: contactId })).goods.documents.total).toBe(0);
  });

  it('takes a piece that comes again, and no gap, no more than announced, none of another customer', async () => {
    const bytes = randomBytes(PIECE + 5);
    const uploadId = await begin(bytes);
    await piece(uploadId, bytes, 0);
    await piece(uploadId, bytes, 0);
    const badRequest = { code: 'badRequest' };
    const more = { contactId, uploadId, offset: PIECE, bytes: new Uint8Array(6) };
    await expect(desk.request('documents.chunk', more)).rejects.toMatchObject(badRequest);
    await expect(
      desk.request('documents.chunk', { ...more, offset: PIECE + 1, bytes: new Uint8Array(1) }),
    ).rejects.toMatchObject(badRequest);
    const other = await desk.request('contacts.create', { draft: draft({ name: 'Boris' }) });
    await expect(
      desk.request('documents.chunk', { ...more, contactId: other.id, bytes: new Uint8Array(1) }),
    ).rejects.toMatchObject(badRequest);
    await piece(uploadId, bytes, PIECE);
    const { id } = await desk.request('documents.finish', { contactId, uploadId, sha256: sha256Of(bytes) });
    expect((await readBack(id)).bytes).toEqual(bytes);
  });

  it('is refused before a byte of it when it is too large', async () => {
    const file = { contactId, fileName: 'film.mov', mediaType: '', size: 101 * PIECE };
    await expect(desk.request('documents.begin', file)).rejects.toMatchObject({
      code: 'documentTooLarge',
      params: { limitMb: 100 },
    });
  });

  it('whose bytes are gone says so', async () => {
    const bytes = randomBytes(10);
    const { id } = await bring(bytes);
    rmSync(documentPath(folder(), sha256Of(bytes)));
    await expect(desk.request('documents.read', { id, offset: 0 })).rejects.toMatchObject({
      code: 'documentGone',
    });
  });
});

it('bytes go when their document was removed so long ago that no undo brings it back', async () => {
  const [kept, gone, young] = [randomBytes(10), randomBytes(11), randomBytes(12)];
  await bring(kept);
  const removed = await bring(gone);
  await desk.request('goods.remove', { of: 'document', id: removed.id });
  const nameless = await bring(young);
  await desk.request('goods.remove', { of: 'document', id: nameless.id });
  const old = new Date(Date.now() - 2 * DAY);
  for (const bytes of [kept, gone]) utimesSync(documentPath(folder(), sha256Of(bytes)), old, old);
  const db = openDatabase({ file: join(started.dataDir, 'ringdesk.db') });
  try {
    const { documents } = createRepositories(db, {
      ...{ now: Date.now, newId: () => '', actorId: () => ME, home: () => HOME },
    }).goods;
    expect(await sweepDocuments(folder(), documents, Date.now())).toBe(0);
    expect(await sweepDocuments(folder(), documents, Date.now() + KEEP_DAYS * DAY + 1000)).toBe(2);
    expect(existsSync(documentPath(folder(), sha256Of(kept)))).toBe(true);
    expect(existsSync(documentPath(folder(), sha256Of(gone)))).toBe(false);
  } finally {
    db.close();
  }
});

describe('a full disk', () => {
  it('is told, keeps no half of the document, and takes the next one when there is room', async () => {
    const disk = createSmallDisk(24);
    const small = await startCore(join(disk.path, 'profile'));
    const its = small.connect('desk');
    try {
      const { id } = await its.request('contacts.create', { draft: draft({ name: 'Anna' }) });
      const bytes = randomBytes(4 * PIECE);
      const send = async () => {
        const file = { fileName: 'a.bin', mediaType: '', size: bytes.length };
        const { uploadId } = await its.request('documents.begin', { contactId: id, ...file });
        for (let offset = 0; offset < bytes.length; offset += PIECE) {
          const part = new Uint8Array(bytes.subarray(offset, offset + PIECE));
          await its.request('documents.chunk', { contactId: id, uploadId, offset, bytes: part });
        }
        return its.request('documents.finish', { contactId: id, uploadId, sha256: sha256Of(bytes) });
      };
      disk.fill(2 * PIECE);
      await expect(send()).rejects.toMatchObject({ code: 'diskFull' });
      const incoming = incomingDir(join(small.dataDir, 'documents'));
      expect(readdirSync(incoming)).toEqual([]);
      disk.free();
      await send();
      expect((await its.request('contacts.card', { id })).goods.documents.total).toBe(1);
    } finally {
      its.close();
      await small.core.close();
      disk.remove();
    }
  });
});

describe('a core that is killed while documents come in', () => {
  let victims: Bundle;
  beforeAll(async () => {
    victims = await bundle(join(import.meta.dirname, 'document-victim.ts'));
  }, 60_000);
  afterAll(() => victims.remove());

  it('has all that it acknowledged, whole, and no half of any other', async () => {
    desk.close();
    await started.core.close();
    const said: { id: string; sha256: string }[] = [];
    for (const wait of [0, 15, 40, 90, 160, 260]) {
      const child: ChildProcess = fork(victims.program, [started.dataDir, contactId], { execArgv: [] });
      child.on('message', (one: { id: string; sha256: string }) => said.push(one));
      await once(child, 'message');
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(checkIntegrity(join(started.dataDir, 'ringdesk.db')).troubles).toEqual([]);
    started = await startCore(started.dataDir);
    desk = started.connect('desk');
    const page = await desk.request('goods.list', { contactId, of: 'document', offset: 0, limit: 200 });
    const ids = new Set(page.rows.map(({ id }) => id));
    expect(said.filter(({ id }) => !ids.has(id))).toEqual([]);
    for (const { id } of page.rows) {
      const { bytes } = await readBack(id);
      expect(readFileSync(documentPath(folder(), sha256Of(bytes)))).toHaveLength(bytes.length);
    }
    for (const { id, sha256 } of said) expect(sha256Of((await readBack(id)).bytes)).toBe(sha256);
    expect(files().filter((name) => name.includes('incoming'))).toEqual([]);
    for (const name of files()) expect(sha256Of(readFileSync(join(folder(), name)))).toBe(name.slice(3));
  });
});
