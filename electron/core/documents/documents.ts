import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { asFailure } from '../../../db/failures.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { DOCUMENT_LIMIT, type documentRequests } from '../../../shared/contract/documents.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { isMissing } from '../backups/disk.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { type Incoming, openIncoming } from './incoming.ts';
import { documentPath } from './paths.ts';
import { dropIncoming, sweepDocuments } from './sweep.ts';

/** Bytes in one answer. */
const PIECE = 1024 * 1024;
/** A desk brings one file after the other; more are forgotten ones. */
const MOST_UPLOADS = 20;
const SWEEP_EVERY_MS = 24 * 3_600_000;
const FIRST_SWEEP_MS = 60_000;

interface Upload {
  readonly contactId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly incoming: Incoming;
}

export interface DocumentsOptions {
  readonly repositories: Pick<Repositories, 'goods'>;
  readonly dataDir: string;
  readonly now: () => number;
  readonly onContactsChanged: (ids: string[]) => void;
  readonly log: Log;
}

/**
 * The bytes of documents: in the profile's `documents/`, by their SHA-256. A row is written only when its bytes are on the disk, so
 * that a crash leaves at most bytes without a row, which the sweep removes.
 */
export function createDocumentFiles(options: DocumentsOptions) {
  const { dataDir, now, log } = options;
  const { documents } = options.repositories.goods;
  const dir = join(dataDir, 'documents');
  const uploads = new Map<string, Upload>();
  let timer: NodeJS.Timeout | undefined;

  function uploadOf(uploadId: string, contactId: string): Upload {
    const upload = uploads.get(uploadId);
    if (upload?.contactId !== contactId) throw new Failure('badRequest');
    return upload;
  }

  /** @throws Failure with a sentence of the disk; what came until now is thrown away then */
  async function orDrop<T>(uploadId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = asFailure(error, dir);
      if (!(failure instanceof Failure && failure.code === 'badRequest')) await drop(uploadId);
      throw failure;
    }
  }

  async function drop(uploadId: string): Promise<void> {
    const upload = uploads.get(uploadId);
    uploads.delete(uploadId);
    await upload?.incoming
      .drop()
      .catch((error: unknown) =>
        log.warn({ err: error }, 'a half document could not be removed; the next start does'),
      );
  }

  async function sweep(): Promise<void> {
    try {
      const gone = await sweepDocuments(dir, documents, now());
      if (gone > 0) log.info({ gone }, 'documents that nobody names any more are gone');
    } catch (error) {
      log.warn({ err: error }, 'documents could not be swept; it is tried again tomorrow');
    }
  }

  const handlers: Handlers<typeof documentRequests, Context> = {
    async 'documents.begin'({ contactId, fileName, mediaType, size }) {
      if (size > DOCUMENT_LIMIT)
        throw new Failure('documentTooLarge', { limitMb: DOCUMENT_LIMIT / 1024 / 1024 });
      const [oldest] = uploads.keys();
      if (uploads.size >= MOST_UPLOADS && oldest !== undefined) await drop(oldest);
      const uploadId = uuid();
      const incoming = await openIncoming(dir, uploadId, size).catch((error: unknown) => {
        throw asFailure(error, dir);
      });
      uploads.set(uploadId, { contactId, fileName: fileName.trim(), mediaType, size, incoming });
      return { uploadId };
    },
    async 'documents.chunk'({ contactId, uploadId, offset, bytes }) {
      const { incoming } = uploadOf(uploadId, contactId);
      await orDrop(uploadId, () => incoming.add(offset, bytes));
      return DONE;
    },
    async 'documents.finish'({ contactId, uploadId, sha256 }) {
      const { incoming, ...file } = uploadOf(uploadId, contactId);
      return orDrop(uploadId, async () => {
        await incoming.finish(sha256);
        uploads.delete(uploadId);
        const { fileName, mediaType, size } = file;
        const changed = documents.create(contactId, { fileName, mediaType, size, sha256 });
        options.onContactsChanged([contactId]);
        return changed;
      });
    },
    async 'documents.cancel'({ contactId, uploadId }) {
      uploadOf(uploadId, contactId);
      await drop(uploadId);
      return DONE;
    },
    async 'documents.read'({ id, offset }) {
      const { fileName, size } = documents.get(id);
      const path = documentPath(dir, documents.sha256Of(id) ?? '');
      const file = await open(path, 'r').catch((error: unknown) => {
        throw isMissing(error) ? new Failure('documentGone', {}, { cause: error }) : error;
      });
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, offset);
        return { bytes: buffer.subarray(0, bytesRead), size, fileName };
      } finally {
        await file.close();
      }
    },
  };

  return {
    handlers,
    async start(): Promise<void> {
      await dropIncoming(dir);
      const again = () => {
        timer = setTimeout(() => void sweep().then(again), SWEEP_EVERY_MS).unref();
      };
      timer = setTimeout(() => void sweep().then(again), FIRST_SWEEP_MS).unref();
    },
    async stop(): Promise<void> {
      clearTimeout(timer);
      for (const uploadId of [...uploads.keys()]) await drop(uploadId);
    },
  };
}
