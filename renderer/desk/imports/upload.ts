import type { CoreClient } from '../../../shared/contract/client.ts';

/** Small enough that no call event waits behind a chunk on the channel, large enough that 100 MB are 400 questions. */
export const CHUNK_BYTES = 256 * 1024;

/** The browser cannot read the chosen file any more: it was moved, changed, or lies on a drive that went away. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

interface UploadOptions {
  readonly onBegun: (importId: string) => void;
  /** Bytes that the core has. */
  readonly onProgress: (done: number) => void;
  /** Asked before each chunk. */
  readonly cancelled: () => boolean;
}

/**
 * Hands a file to the core, chunk by chunk, each acknowledged before the next is read.
 * @returns the import's id, or undefined when it was cancelled. Rejects with a `Failure` or `FileUnreadable`.
 */
export async function upload(
  core: CoreClient,
  file: File,
  options: UploadOptions,
): Promise<string | undefined> {
  const { importId } = await core.request('imports.begin', { fileName: file.name, size: file.size });
  options.onBegun(importId);
  for (let offset = 0; offset < file.size; offset += CHUNK_BYTES) {
    if (options.cancelled()) return undefined;
    const bytes = await read(file, offset);
    if (options.cancelled()) return undefined;
    await core.request('imports.chunk', { importId, offset, bytes });
    options.onProgress(offset + bytes.byteLength);
  }
  return options.cancelled() ? undefined : importId;
}

async function read(file: File, offset: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(offset, offset + CHUNK_BYTES).arrayBuffer());
  } catch (cause) {
    throw new FileUnreadable('file', { cause });
  }
}

/** The rows left out, as the core wrote them: all slices of the file in one. */
export async function downloadRejected(
  core: CoreClient,
  importId: string,
): Promise<{ blob: Blob; fileName: string }> {
  const parts: BlobPart[] = [];
  let offset = 0;
  for (;;) {
    const { bytes, total, fileName } = await core.request('imports.rejected', { importId, offset });
    // Copied: the channel may hand us a view into a larger or shared buffer.
    parts.push(new Uint8Array(bytes));
    offset += bytes.byteLength;
    if (offset >= total || bytes.byteLength === 0) {
      return { blob: new Blob(parts, { type: 'text/csv;charset=utf-8' }), fileName };
    }
  }
}
