import type { CoreClient } from '../../../shared/contract/client.ts';
import type { CustomerExport, ExportProgress } from '../../../shared/contract/exports.ts';
import { fromWire, knownCode } from '../../../shared/contract/failure.ts';

/** The file on its way: first it is made, then it is fetched. */
export type Moment =
  | { readonly step: 'making'; readonly done: number; readonly total: number }
  | { readonly step: 'fetching'; readonly share: number };

export interface ExportedFile {
  readonly blob: Blob;
  readonly fileName: string;
  readonly rows: number;
}

const TYPES = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  vcard3: 'text/vcard;charset=utf-8',
  vcard4: 'text/vcard;charset=utf-8',
} as const satisfies Record<CustomerExport['format'], string>;

/**
 * Has the core make a file and fetches it. Resolves with undefined when it was stopped; rejects with a `Failure`. The core's
 * copy is gone at the end, however it ends.
 */
export async function runExport(
  core: CoreClient,
  asked: CustomerExport,
  options: { readonly signal: AbortSignal; readonly onMoment: (moment: Moment) => void },
): Promise<ExportedFile | undefined> {
  const { signal, onMoment } = options;
  const { exportId } = await core.request('exports.begin', asked);
  const cancel = () => core.request('exports.cancel', { exportId }).catch(() => undefined);
  signal.addEventListener('abort', cancel);
  try {
    const end = await made(core, exportId, signal, ({ done, total }) =>
      onMoment({ step: 'making', done, total }),
    );
    if (end?.state !== 'done') return undefined;
    const parts: Blob[] = [];
    for (let offset = 0, total = end.bytes ?? 0; offset < total; ) {
      if (signal.aborted) return undefined;
      const piece = await core.request('exports.read', { exportId, offset });
      // Each piece a blob of its own: the browser may lay them on its disk, while an array stays in memory.
      parts.push(new Blob([new Uint8Array(piece.bytes)]));
      offset += piece.bytes.length;
      total = piece.total;
      onMoment({ step: 'fetching', share: offset / total });
    }
    if (signal.aborted) return undefined;
    return {
      blob: new Blob(parts, { type: TYPES[asked.format] }),
      fileName: end.fileName ?? '',
      rows: end.done,
    };
  } finally {
    signal.removeEventListener('abort', cancel);
    void cancel();
  }
}

/** The end of the making; undefined when it was stopped from here. */
function made(
  core: CoreClient,
  exportId: string,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportProgress | undefined> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const end = (settle: () => void) => {
      for (const stop of stops) stop();
      settle();
    };
    const hear = (progress: ExportProgress) => {
      if (progress.exportId !== exportId) return;
      onProgress(progress);
      if (progress.state === 'failed')
        end(() => reject(fromWire({ code: knownCode(progress.failure ?? ''), params: {} })));
      else if (progress.state !== 'running') end(() => resolve(progress));
    };
    const look = () =>
      core.request('exports.progress', { exportId }).then(hear, (error: unknown) => end(() => reject(error)));
    const stopped = () => end(() => resolve(undefined));
    signal.addEventListener('abort', stopped);
    stops.push(
      () => signal.removeEventListener('abort', stopped),
      core.on('exports.progress', hear),
      // A small file may be ready before anybody listened, and an event may be lost with the connection.
      core.onConnection((state) => state === 'connected' && void look()),
    );
  });
}
