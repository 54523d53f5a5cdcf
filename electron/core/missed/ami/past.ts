import type { PbxTrouble } from '../../../../shared/contract/missed-pbx.ts';
import { cdrFields, createCdrReader } from './cdr.ts';
import type { PbxOutcome } from './outcome.ts';
import { endOf, firstLine, type Read, readAdded } from './past-file.ts';
import { createQueueLogReader, isQueueLog } from './queue-log.ts';

export interface PastFiles {
  readonly queueLog: string;
  readonly cdr: string;
  /** Contexts of the dial plan that take calls from outside. */
  readonly incoming: readonly string[];
}

/** How far each file was read. */
export type PastRead = { readonly [K in 'queueLog' | 'cdr']?: Read & { readonly path: string } };

export interface Past {
  readonly missed: readonly Extract<PbxOutcome, { kind: 'missed' }>[];
  /** Of each number the last one: it is what closes its entry. */
  readonly talks: readonly Extract<PbxOutcome, { kind: 'talk' }>[];
  readonly read: PastRead;
  readonly trouble?: PbxTrouble;
}

/** More than a firm could call back. The newest are kept. */
const MOST_MISSED = 10_000;
const MOST_TALKS = 50_000;

const PARTS = ['queueLog', 'cdr'] as const;

/** What the files say of calls since `since` that they did not say when they were `read` last. */
export async function readPast(files: PastFiles, read: PastRead, since: number): Promise<Past> {
  const missed = new Map<string, Past['missed'][number]>();
  const talks = new Map<string, Past['talks'][number]>();
  const tell = (outcome: PbxOutcome) => {
    if (outcome.kind === 'missed') {
      if (outcome.report.endedAt < since) return;
      keepNewest(missed, outcome.report.ref, outcome, MOST_MISSED);
    } else if (outcome.at >= since && outcome.at >= (talks.get(outcome.caller.number)?.at ?? 0)) {
      keepNewest(talks, outcome.caller.number, outcome, MOST_TALKS);
    }
  };
  const next: { -readonly [K in keyof PastRead]: PastRead[K] } = {};
  let trouble: PbxTrouble | undefined;
  for (const part of PARTS) {
    const path = files[part];
    if (path === '') continue;
    const before = read[part]?.path === path ? read[part] : undefined;
    const reader = part === 'cdr' ? createCdrReader(files.incoming, tell) : createQueueLogReader(tell);
    try {
      next[part] = { ...(await readAdded(path, before, reader.take)), path };
      reader.end();
    } catch (error) {
      trouble ??= troubleOf(error);
      // What was read before the trouble is told; it is read again, and told once.
      if (before) next[part] = before;
    }
  }
  return {
    missed: [...missed.values()],
    talks: [...talks.values()],
    read: next,
    ...(trouble === undefined ? {} : { trouble }),
  };
}

/** The ends of the files as they are now: what stands in them already is no business of ours. */
export async function endsOf(files: PastFiles, known: PastRead): Promise<PastRead> {
  const ends: { -readonly [K in keyof PastRead]: PastRead[K] } = {};
  for (const part of PARTS) {
    const path = files[part];
    const before = known[part];
    if (path === '') continue;
    // A file that cannot be reached now is read from its beginning once it can be.
    const end = before?.path === path ? before : await endOf(path).catch(() => undefined);
    if (end) ends[part] = { ...end, path };
  }
  return ends;
}

/** What is wrong with a file; undefined: nothing, or it is still empty. */
export async function troubleOfFile(
  part: (typeof PARTS)[number],
  path: string,
): Promise<PbxTrouble | undefined> {
  try {
    const line = await firstLine(path);
    if (line === '') return undefined;
    if (part === 'queueLog') return isQueueLog(line) ? undefined : 'notQueueLog';
    const read = cdrFields(line);
    if (read === undefined) return 'notCdr';
    return read.named === undefined ? 'cdrNameless' : undefined;
  } catch (error) {
    return troubleOf(error);
  }
}

function troubleOf(error: unknown): PbxTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'fileMissing';
  return code === 'EACCES' || code === 'EPERM' ? 'fileForbidden' : 'fileUnreadable';
}

function keepNewest<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
