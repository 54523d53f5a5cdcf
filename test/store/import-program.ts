import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Figure } from '../../scripts/bench/report.ts';
import { startWorkstation } from '../../scripts/lib/workstation.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { ImportProgress } from '../../shared/contract/imports.ts';

const CHUNK = 512 * 1024;
const LOOK_EVERY_MS = 50;

/**
 * The same file twice into the running program, as a person brings it in. What the second time changes is counted in the base:
 * nothing may have been made, and no row may have another version.
 *
 * @throws Error when it did not end by itself, or its counts do not make up its rows
 */
export async function importTwice(dataDir: string, file: Buffer): Promise<Figure[]> {
  const workstation = await startWorkstation({ dataDir });
  try {
    const desk = await workstation.connectDesk();
    const pid = workstation.server.pid;
    const first = await bringIn(desk, file, pid);
    const before = versions(dataDir);
    const second = await bringIn(desk, file, pid);
    const moved = Math.abs(versions(dataDir) - before);
    return [
      {
        name: 'import_rows_per_s',
        value: first.processed / first.seconds,
        unit: '/s',
        goal: 15_000,
        limit: 10_000,
        higher_is_better: true,
      },
      { name: 'import_look_ms', value: first.lookMs, unit: 'ms', goal: null, limit: null },
      {
        name: 'import_rss_mb',
        value: Math.max(first.residentMb, second.residentMb),
        unit: 'MB',
        goal: 300,
        limit: 300,
      },
      { name: 'import_again_changes', value: second.created + moved, unit: '', goal: 0, limit: 0 },
      {
        name: 'import_again_rows_per_s',
        value: second.processed / second.seconds,
        unit: '/s',
        goal: null,
        limit: null,
      },
    ];
  } finally {
    await workstation.stop();
  }
}

interface BroughtIn extends ImportProgress {
  readonly seconds: number;
  /** Until the columns are recognised and the rows counted. */
  readonly lookMs: number;
  /** Most that the core and its threads had. */
  readonly residentMb: number;
}

async function bringIn(desk: CoreClient, file: Buffer, pid: number | undefined): Promise<BroughtIn> {
  const { importId } = await desk.request('imports.begin', { fileName: 'customers.csv', size: file.length });
  for (let offset = 0; offset < file.length; offset += CHUNK) {
    const bytes = Uint8Array.from(file.subarray(offset, offset + CHUNK));
    await desk.request('imports.chunk', { importId, offset, bytes });
  }
  const looked = performance.now();
  const { columns, hasHeader } = await desk.request('imports.preview', { importId });
  const begun = performance.now();
  const mapping = columns.map(({ suggested }) => suggested);
  await desk.request('imports.start', {
    importId,
    options: { mapping, hasHeader, country: 'RU', areaCode: '', duplicates: 'fillGaps' },
  });
  let resident = 0;
  for (;;) {
    resident = Math.max(resident, residentMb(pid));
    const progress = await desk.request('imports.progress', { importId });
    if (progress.state === 'running') {
      await pause(LOOK_EVERY_MS);
      continue;
    }
    const seconds = (performance.now() - begun) / 1_000;
    const { state, rows, created, merged, rejected } = progress;
    if (state !== 'done') throw new Error(`the import ended as ${state}: ${progress.failure}`);
    if (created + merged + rejected !== rows) throw new Error('the counts of an import do not make its rows');
    return { ...progress, seconds, lookMs: begun - looked, residentMb: resident };
  }
}

/** Of all customers together. */
function versions(dataDir: string): number {
  const base = new Database(join(dataDir, 'ringdesk.db'), { readonly: true });
  try {
    return base.prepare('select sum(version) from contacts').pluck().get() as number;
  } finally {
    base.close();
  }
}

/** Of the process, without what it shares with others. Linux alone tells. */
export function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
}
