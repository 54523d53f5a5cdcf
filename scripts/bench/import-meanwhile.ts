import type { CoreClient } from '../../shared/contract/client.ts';
import type { ImportProgress } from '../../shared/contract/imports.ts';
import { untidyCsv } from '../seed/untidy-csv.ts';

const CHUNK = 512 * 1024;
const LOOK_EVERY_MS = 100;
const OVER: ReadonlySet<ImportProgress['state']> = new Set(['done', 'cancelled', 'failed']);

/**
 * Brings untidy tables of so many rows into the running program, one after the other, as long as `work` goes on.
 *
 * @throws Error when a table did not get in: what was measured beside it would be worth nothing
 */
export async function whileImporting<T>(desk: CoreClient, rows: number, work: () => Promise<T>): Promise<T> {
  let over = false;
  let begun: () => void = () => {};
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const imports = (async () => {
    for (let seed = 1; !over; seed += 1) {
      const importId = await start(desk, Buffer.from(untidyCsv({ rows, seed })));
      begun();
      await ended(desk, importId, () => over);
    }
  })();
  try {
    await Promise.race([running, imports]);
    return await Promise.race([work(), imports.then(() => Promise.reject(new Error('no import ran')))]);
  } finally {
    over = true;
    await imports;
  }
}

async function start(desk: CoreClient, file: Buffer): Promise<string> {
  const { importId } = await desk.request('imports.begin', {
    fileName: 'meanwhile.csv',
    size: file.length,
  });
  for (let offset = 0; offset < file.length; offset += CHUNK)
    await desk.request('imports.chunk', {
      importId,
      offset,
      bytes: Uint8Array.from(file.subarray(offset, offset + CHUNK)),
    });
  const { columns, hasHeader } = await desk.request('imports.preview', { importId });
  await desk.request('imports.start', {
    importId,
    options: {
      mapping: columns.map(({ suggested }) => suggested),
      hasHeader,
      country: 'RU',
      areaCode: '',
      duplicates: 'fillGaps',
    },
  });
  return importId;
}

async function ended(desk: CoreClient, importId: string, enough: () => boolean): Promise<void> {
  let asked = false;
  for (;;) {
    const { state, failure } = await desk.request('imports.progress', { importId });
    if (state === 'failed') throw new Error(`the import beside the measurement failed: ${failure}`);
    if (OVER.has(state)) return;
    if (enough() && !asked) {
      asked = true;
      await desk.request('imports.cancel', { importId });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
