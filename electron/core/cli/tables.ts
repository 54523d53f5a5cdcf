import { once } from 'node:events';
import { closeSync, createWriteStream, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { Relation } from '../../../shared/contract/contacts.ts';
import type { ExportProgress } from '../../../shared/contract/exports.ts';
import { Failure, knownCode } from '../../../shared/contract/failure.ts';
import type { ImportOptions, ImportProgress } from '../../../shared/contract/imports.ts';
import { type Asked, EXIT, UsageError } from './args.ts';
import type { Output } from './output.ts';

/** As the desk sends a file. */
const PIECE = 1024 * 1024;

export interface Commanded {
  readonly client: CoreClient;
  readonly asked: Asked;
  readonly output: Output;
  /** Somebody pressed Ctrl+C. */
  readonly signal: AbortSignal;
}

/** What can be seen before anything is opened. @throws UsageError */
export function checkAsked(asked: Asked): void {
  const path = asked.path ?? '';
  if (asked.command === 'import' && !(existsSync(path) && statSync(path).isFile()))
    throw new UsageError(`There is no file ${path}.`);
  if (asked.command !== 'export') return;
  endingOf(path);
  relationOf(asked);
  if (!existsSync(dirname(path))) throw new UsageError(`There is no folder ${dirname(path)}.`);
}

function endingOf(path: string): 'csv' | 'xlsx' | 'vcf' {
  const ending = /\.(csv|xlsx|vcf)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined) throw new UsageError('The name of the file must end in .csv, .xlsx or .vcf.');
  return ending as 'csv' | 'xlsx' | 'vcf';
}

function relationOf({ relation }: Asked): Relation | undefined {
  const known = relation === undefined ? undefined : Relation.safeParse(relation).data;
  if (relation !== undefined && !known)
    throw new UsageError(`--relation is one of ${Relation.options.join(', ')}.`);
  return known;
}

/** @throws Failure of the import */
export async function importTable(commanded: Commanded): Promise<number> {
  const { client, asked, output, signal } = commanded;
  const path = asked.path ?? '';
  const importId = await upload(commanded, path);
  const preview = await client.request('imports.preview', { importId });
  if (signal.aborted) {
    await client.request('imports.cancel', { importId });
    throw signal.reason;
  }
  const { columns, rows } = preview;
  if (asked.dryRun) {
    await client.request('imports.cancel', { importId });
    const words = columns.map(
      ({ header, suggested }, at) => `  ${header || `column ${at + 1}`}: ${suggested}`,
    );
    output.result([`${rows} rows. What the columns are taken for:`, ...words].join('\n'), {
      result: 'previewed',
      rows,
      columns: columns.map(({ header, suggested }) => ({ header, target: suggested })),
    });
    return EXIT.done;
  }
  const { settings: firm } = await client.request('system.info', {});
  const options: ImportOptions = {
    ...(preview.remembered ?? {
      mapping: columns.map(({ suggested }) => suggested),
      hasHeader: preview.hasHeader,
      country: firm.country,
      areaCode: firm.areaCode,
      duplicates: 'fillGaps',
    }),
    ...(asked.country ? { country: asked.country } : {}),
    ...(asked.duplicates ? { duplicates: asked.duplicates } : {}),
  };
  const end = await following<ImportProgress>(
    client,
    'imports.progress',
    (told) => told.importId === importId,
    async () => void (await client.request('imports.start', { importId, options })),
    () => client.request('imports.progress', { importId }),
    () => client.request('imports.cancel', { importId }),
    (told) => output.progress(`${told.processed} of ${told.rows} rows`, told.processed, told.rows),
    signal,
  );
  const { state, created, merged, rejected, processed, failure } = end;
  if (state === 'failed') throw new Failure(knownCode(failure ?? 'internal'));
  if (rejected > 0 && asked.rejected)
    await download(asked.rejected, undefined, (offset) =>
      client.request('imports.rejected', { importId, offset }),
    );
  output.result(
    `${created} added, ${merged} completed, ${rejected} refused, of ${rows} rows${state === 'done' ? '.' : '; cancelled.'}`,
    {
      result: state,
      importId,
      rows,
      processed,
      created,
      merged,
      rejected,
    },
  );
  if (state !== 'done') return EXIT.cancelled;
  return rejected > 0 ? EXIT.refused : EXIT.done;
}

async function upload({ client, output, signal }: Commanded, path: string): Promise<string> {
  const { size } = statSync(path);
  const { importId } = await client.request('imports.begin', { fileName: basename(path), size });
  const file = openSync(path, 'r');
  try {
    for (let offset = 0; offset < size; ) {
      if (signal.aborted) throw signal.reason;
      const bytes = Buffer.alloc(Math.min(PIECE, size - offset));
      const read = readSync(file, bytes, 0, bytes.length, offset);
      if (read === 0) break;
      await client.request('imports.chunk', {
        importId,
        offset,
        bytes: new Uint8Array(bytes.subarray(0, read)),
      });
      offset += read;
      output.progress(`${offset} of ${size} bytes read`, offset, size);
    }
  } catch (error) {
    // Nothing was begun: what is here of the file is of no use to anybody.
    await client.request('imports.cancel', { importId }).catch(() => {});
    throw error;
  } finally {
    closeSync(file);
  }
  return importId;
}

/** @throws Failure of the export */
export async function exportTable({ client, asked, output, signal }: Commanded): Promise<number> {
  const path = asked.path ?? '';
  const ending = endingOf(path);
  const format = ending === 'vcf' ? (`vcard${asked.vcard}` as const) : ending;
  const relation = relationOf(asked);
  const filter = {
    ...(asked.tag ? { tags: [asked.tag] } : {}),
    ...(relation ? { relations: [relation] } : {}),
  };
  let exportId = '';
  const end = await following<ExportProgress>(
    client,
    'exports.progress',
    (told) => told.exportId === exportId,
    async () => {
      ({ exportId } = await client.request('exports.begin', { filter, format }));
    },
    () => client.request('exports.progress', { exportId }),
    () => client.request('exports.cancel', { exportId }),
    (told) => output.progress(`${told.done} customers`, told.done, told.total),
    signal,
  );
  if (end.state === 'failed') throw new Failure(knownCode(end.failure ?? 'internal'));
  if (end.state === 'cancelled' || signal.aborted) throw signal.reason;
  await download(path, signal, (offset) => client.request('exports.read', { exportId, offset }));
  await client.request('exports.cancel', { exportId });
  output.result(`${end.done} customers in ${path}.`, { result: 'done', rows: end.done, file: path });
  return EXIT.done;
}

/** Piece by piece into a file that gets its name when it is whole. */
async function download(
  path: string,
  signal: AbortSignal | undefined,
  read: (offset: number) => Promise<{ bytes: Uint8Array; total: number }>,
): Promise<void> {
  const half = `${path}.part`;
  const file = createWriteStream(half, { mode: 0o600 });
  try {
    for (let offset = 0; ; ) {
      const { bytes, total } = await read(offset);
      if (bytes.length > 0 && !file.write(bytes)) await once(file, 'drain');
      offset += bytes.length;
      if (offset >= total || bytes.length === 0) break;
      signal?.throwIfAborted();
    }
    file.end();
    await once(file, 'finish');
    await rename(half, path);
  } catch (error) {
    file.destroy();
    rmSync(half, { force: true });
    throw error;
  }
}

const ENDS = new Set(['done', 'cancelled', 'failed']);

/** Begins something that the core does by itself, tells how far it is, and answers how it ended. */
async function following<P extends { readonly state: string }>(
  client: CoreClient,
  event: 'imports.progress' | 'exports.progress',
  mine: (told: P) => boolean,
  begin: () => Promise<void>,
  now: () => Promise<P>,
  cancel: () => Promise<unknown>,
  tell: (told: P) => void,
  signal: AbortSignal,
): Promise<P> {
  const { promise, resolve } = Promise.withResolvers<P>();
  const hear = (told: P) => {
    tell(told);
    if (ENDS.has(told.state)) resolve(told);
  };
  const stop = client.on(event, (told) => {
    if (mine(told as unknown as P)) hear(told as unknown as P);
  });
  // Answered before the core is closed.
  let cancelled: Promise<unknown> | undefined;
  const abort = () => {
    cancelled ??= cancel().catch(() => {});
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    await begin();
    // It may have ended before its name was known.
    hear(await now());
    if (signal.aborted) abort();
    return await promise;
  } finally {
    stop();
    signal.removeEventListener('abort', abort);
    await cancelled;
  }
}
