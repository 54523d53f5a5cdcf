import { describe, expect, it } from 'vitest';
import { createFakeCore } from '../testing/fake-core.ts';
import { id } from '../testing/sample.ts';
import { CHUNK_BYTES, downloadRejected, FileUnreadable, upload } from './upload.ts';

const IMPORT = id(700);
const nothing = { onBegun: () => undefined, onProgress: () => undefined, cancelled: () => false };

function receiver() {
  const received: Uint8Array[] = [];
  const core = createFakeCore({
    'imports.begin': () => ({ importId: IMPORT }),
    'imports.chunk': ({ offset, bytes }) => {
      if (offset !== received.reduce((sum, part) => sum + part.byteLength, 0))
        throw new Error('out of order');
      received.push(bytes);
      return { done: true };
    },
  });
  return { core, received };
}

describe('upload', () => {
  it('hands over every byte in order, at most 256 KiB at a time', async () => {
    const bytes = Uint8Array.from({ length: 2 * CHUNK_BYTES + 7 }, (_, n) => n % 251);
    const { core, received } = receiver();
    const progress: number[] = [];
    const file = new File([bytes], 'customers.csv');
    await expect(upload(core, file, { ...nothing, onProgress: (done) => progress.push(done) })).resolves.toBe(
      IMPORT,
    );
    expect(core.inputs('imports.begin')).toEqual([{ fileName: 'customers.csv', size: bytes.byteLength }]);
    expect(received.map((part) => part.byteLength)).toEqual([CHUNK_BYTES, CHUNK_BYTES, 7]);
    expect(Buffer.concat(received).equals(Buffer.from(bytes))).toBe(true);
    expect(progress.at(-1)).toBe(bytes.byteLength);
  });

  it('stops between two chunks', async () => {
    const { core, received } = receiver();
    const file = new File([new Uint8Array(3 * CHUNK_BYTES)], 'a.csv');
    const cancelled = () => received.length === 1;
    await expect(upload(core, file, { ...nothing, cancelled })).resolves.toBeUndefined();
    expect(received).toHaveLength(1);
  });

  it('tells a file that cannot be read any more from a trouble of the core', async () => {
    const { core } = receiver();
    const file = new File(['x'], 'a.csv');
    Object.defineProperty(file, 'slice', {
      value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }),
    });
    await expect(upload(core, file, nothing)).rejects.toBeInstanceOf(FileUnreadable);
  });
});

describe('downloadRejected', () => {
  it('puts the slices together', async () => {
    const all = new TextEncoder().encode('\uFEFFline;reason\n2;no number\n');
    const core = createFakeCore({
      'imports.rejected': ({ offset }) => ({
        bytes: all.subarray(offset, offset + 10),
        total: all.byteLength,
        fileName: 'rejected.csv',
      }),
    });
    const { blob, fileName } = await downloadRejected(core, IMPORT);
    expect(fileName).toBe('rejected.csv');
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(all);
  });
});
