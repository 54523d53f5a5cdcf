import { v7 as uuid } from 'uuid';
import { createExports } from '../../electron/core/exports/exports.ts';
import type { Context } from '../../electron/core/host/dispatch.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import type { CustomerExport, ExportProgress } from '../../shared/contract/exports.ts';
import { openBench } from './import-bench.ts';

type Within = Context['within'];

/** Export and import of one base, side by side. */
export function openExportBench(dataDir: string) {
  const imports = openBench(dataDir);
  const { repositories, db, owner } = imports;
  let actor = owner;
  const exports = createExports({
    db,
    audit: repositories.audit,
    dataDir,
    settings: () => ({ language: 'ru', country: 'RU', areaCode: '', zone: 'Europe/Moscow' }),
    me: () => actor,
    now: Date.now,
    onProgress: () => undefined,
    log: silentLog,
  });
  const { handlers } = exports;
  const context = (within: Within): Context => ({ session: undefined as never, within });
  const everybody = context(() => undefined);
  const read = (exportId: string, offset: number) =>
    handlers['exports.read']({ exportId, offset }, everybody) as { bytes: Uint8Array; total: number };
  const begin = async (asked: CustomerExport, within: Within = () => undefined) =>
    handlers['exports.begin'](asked, context(within));

  async function until(
    exportId: string,
    wanted: (progress: ExportProgress) => boolean,
  ): Promise<ExportProgress> {
    for (;;) {
      const now = await handlers['exports.progress']({ exportId }, everybody);
      if (wanted(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  return {
    dataDir,
    repositories,
    imports,
    me: owner,
    newId: () => uuid(),
    begin,
    until,
    read,
    cancel: (exportId: string) => handlers['exports.cancel']({ exportId }, everybody),
    as<T>(who: string, work: () => T): T {
      actor = who;
      try {
        return work();
      } finally {
        actor = owner;
      }
    },
    /** From the question to the whole file. */
    async export(asked: CustomerExport, within?: Within): Promise<{ bytes: Buffer; rows: number }> {
      const { exportId } = await begin(asked, within);
      const end = await until(exportId, ({ state }) => state !== 'running');
      if (end.state !== 'done') throw new Error(`the export ended as ${end.state}: ${end.failure}`);
      const parts: Uint8Array[] = [];
      for (let offset = 0, total = 1; offset < total; ) {
        const part = read(exportId, offset);
        parts.push(part.bytes);
        offset += part.bytes.length;
        total = part.total;
      }
      return { bytes: Buffer.concat(parts), rows: end.done };
    },
    async close() {
      await exports.close();
      await imports.close();
    },
  };
}
