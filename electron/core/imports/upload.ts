import { closeSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ImportFolder } from './folder.ts';
import { inMb, UPLOAD_LIMIT } from './limits.ts';

/**
 * Puts one piece of a file where it belongs. Pieces come in order; a repeated one (the answer was lost) is written over
 * with the same bytes. The memory of `bytes` is given back: they are empty afterwards.
 *
 * @throws Failure `importTooLarge`; `badRequest` on a gap, or beyond the announced size
 */
export function storeChunk(folder: ImportFolder, offset: number, bytes: Uint8Array, announced: number): void {
  if (offset + bytes.length > UPLOAD_LIMIT) throw new Failure('importTooLarge', inMb(UPLOAD_LIMIT));
  if (offset + bytes.length > announced) throw new Failure('badRequest');
  mkdirSync(folder.dir, { recursive: true, mode: 0o700 });
  const file = openSync(folder.upload, offset === 0 ? 'w' : 'r+', 0o600);
  try {
    if (fstatSync(file).size < offset) throw new Failure('badRequest');
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(file, bytes, written, bytes.length - written, offset + written);
    }
  } finally {
    closeSync(file);
  }
  letGo(bytes);
}

/** The message that brought them holds nothing else. V8 would let some forty such messages lie about until its next great collection. */
function letGo({ buffer, length }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength < length + 4_096) buffer.transfer(0);
}

/** @throws Failure `importTooLarge` */
export function announce(size: number): void {
  if (size > UPLOAD_LIMIT) throw new Failure('importTooLarge', inMb(UPLOAD_LIMIT));
}
