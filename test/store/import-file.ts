import type { Db } from '../../db/open.ts';
import type { Repositories } from '../../db/repositories/index.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { createImports } from '../../electron/core/imports/imports.ts';
import { type ImportPreview, type ImportProgress, importRequests } from '../../shared/contract/imports.ts';

const CHUNK = 512 * 1024;
const OVER: ReadonlySet<ImportProgress['state']> = new Set(['done', 'cancelled', 'failed']);

/** Brings a table in as a person does: uploaded, looked at with its suggested columns, run to its end. */
export async function importFile(
  base: { readonly db: Db; readonly repositories: Repositories; readonly dataDir: string },
  file: Buffer,
): Promise<{ readonly seconds: number; readonly handled: number }> {
  let ended: (progress: ImportProgress) => void = () => {};
  const end = new Promise<ImportProgress>((resolve) => {
    ended = resolve;
  });
  const { handlers, close } = createImports<undefined>({
    ...base,
    log: silentLog,
    settings: () => ({ language: 'ru', country: 'RU', areaCode: '', ownNumbers: [] }),
    onProgress(progress) {
      if (OVER.has(progress.state)) ended(progress);
    },
    onContactsChanged: () => {},
  });
  const { importId } = (await handlers['imports.begin'](
    { fileName: 'customers.csv', size: file.length },
    undefined,
  )) as { importId: string };
  for (let offset = 0; offset < file.length; offset += CHUNK) {
    const bytes = Uint8Array.from(file.subarray(offset, offset + CHUNK));
    await handlers['imports.chunk']({ importId, offset, bytes }, undefined);
  }
  const preview: ImportPreview = importRequests['imports.preview'].output.parse(
    await handlers['imports.preview']({ importId }, undefined),
  );
  const begun = performance.now();
  const options = {
    mapping: preview.columns.map(({ suggested }) => suggested),
    hasHeader: preview.hasHeader,
    country: 'RU',
    areaCode: '',
    duplicates: 'fillGaps' as const,
  };
  await handlers['imports.start']({ importId, options }, undefined);
  const progress = await end;
  const seconds = (performance.now() - begun) / 1_000;
  await close();
  if (progress.state !== 'done') throw new Error(`the import ended as ${progress.state}`);
  return { seconds, handled: progress.processed };
}
