import type { FileHandle } from 'node:fs/promises';

const PIECE = 128 * 1024;

/**
 * The bytes of a file from where it stands, in one and the same buffer: a piece is good until the next one is asked for. A stream makes a
 * buffer for each, and of these V8 lets tens of MB lie about before it collects.
 */
export async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(PIECE);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, PIECE, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
