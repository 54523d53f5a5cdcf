import { statSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { RecordingInfo } from '../../../shared/contract/recordings.ts';
import type { Levels } from '../../../shared/domain/recording/levels.ts';
import { asFailure } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { createFinisher } from './finisher.ts';
import { readLevels, writeLevels } from './levels-file.ts';
import { levelsPathOf, recordingPath } from './paths.ts';
import { Spool } from './spool.ts';

export interface RecordingsOptions {
  readonly dir: string;
  readonly repositories: Repositories;
  readonly log: Log;
  readonly onChanged: (callId: string) => void;
  /** The disk refused; the talk goes on. Called with `undefined` when it takes sound again. */
  readonly onTrouble: (failure: Failure | undefined) => void;
}

/**
 * The sound of the talks. While a talk lasts its chunks go into a spool, synced one by one; at the end a finished
 * file with duration and index takes the spool's place. Whatever dies in between, the spool is found at the next
 * start and finished then.
 */
export function createRecordings(options: RecordingsOptions) {
  const { repositories, log } = options;
  const spools = new Map<string, Promise<Spool>>();
  const finishing = new Map<string, Promise<void>>();
  const finisher = createFinisher();
  let troubled = false;

  const finalPath = (recording: RecordingInfo) => recordingPath(options.dir, recording);
  const spoolPath = (recording: RecordingInfo) => `${finalPath(recording)}.part`;
  const levelsPath = (recording: RecordingInfo) => levelsPathOf(finalPath(recording));

  function need(id: string): RecordingInfo {
    const recording = repositories.recordings.get(id);
    if (!recording) throw new Failure('recordingMissing');
    return recording;
  }

  function spoolOf(recording: RecordingInfo): Promise<Spool> {
    const known = spools.get(recording.id);
    if (known) return known;
    const path = spoolPath(recording);
    const opened = mkdir(dirname(path), { recursive: true }).then(() => Spool.open(path));
    spools.set(recording.id, opened);
    opened.catch(() => spools.delete(recording.id));
    return opened;
  }

  function trouble(error: unknown): Failure {
    const failure = asFailure(error);
    if (!troubled) options.onTrouble(failure);
    troubled = true;
    return failure;
  }

  function wellAgain(): void {
    if (troubled) options.onTrouble(undefined);
    troubled = false;
  }

  /** Closes the spool and makes the file. `state` tells a talk that ended by itself from one found after a crash. */
  function finish(recording: RecordingInfo, state: 'finished' | 'repaired'): Promise<void> {
    const running = finishing.get(recording.id);
    if (running) return running;
    const work = finishNow(recording, state).finally(() => finishing.delete(recording.id));
    finishing.set(recording.id, work);
    return work;
  }

  async function finishNow(recording: RecordingInfo, state: 'finished' | 'repaired'): Promise<void> {
    const spool = spools.get(recording.id);
    spools.delete(recording.id);
    try {
      await (await spool)?.close();
      const result = await finisher.finish(spoolPath(recording), finalPath(recording));
      if ('empty' in result) {
        repositories.recordings.finish(recording.id, { state: 'failed', durationMs: 0, bytes: 0 });
      } else {
        repositories.recordings.finish(recording.id, { state, ...result.file });
      }
      // Only now may the spool go: until the row says so, the next start would look for it.
      await rm(spoolPath(recording), { force: true });
    } catch (error) {
      if (asFailure(error).code === 'internal' && isMissing(error)) {
        repositories.recordings.finish(recording.id, { state: 'failed', durationMs: 0, bytes: 0 });
      } else {
        trouble(error);
        log.error(
          { err: error, recordingId: recording.id },
          'a recording could not be finished; it is tried again at the next start',
        );
      }
    }
    options.onChanged(recording.callId);
  }

  return {
    begin(input: { recordingId: string; callId: string; mime: string; startedAt: number }): void {
      if (repositories.recordings.get(input.recordingId)) return;
      repositories.recordings.create({
        id: input.recordingId,
        callId: input.callId,
        mime: input.mime,
        startedAt: input.startedAt,
      });
      options.onChanged(input.callId);
    },

    /** @returns bytes of sound on disk, when they are there. */
    async append(recordingId: string, seq: number, bytes: Uint8Array): Promise<number> {
      const recording = need(recordingId);
      if (recording.state !== 'recording') return recording.bytes;
      try {
        const onDisk = await (await spoolOf(recording)).append(seq, bytes);
        wellAgain();
        return onDisk;
      } catch (error) {
        throw trouble(error);
      }
    },

    async finish(recordingId: string): Promise<void> {
      const recording = need(recordingId);
      if (recording.state === 'recording') await finish(recording, 'finished');
    },

    /** When sound of this call last came to disk, UTC ms: what a crash leaves us to know of its end. */
    lastHeard(callId: string): number | undefined {
      const times = repositories.recordings.byCall(callId).map((recording) => {
        return statSync(spoolPath(recording), { throwIfNoEntry: false })?.mtimeMs ?? recording.startedAt;
      });
      return times.length === 0 ? undefined : Math.round(Math.max(...times));
    },

    /** Recordings that nobody writes to any more: their calls are over. */
    abandoned: (isLive: (callId: string) => boolean): RecordingInfo[] =>
      repositories.recordings.unfinished().filter((recording) => !isLive(recording.callId)),

    /** Makes playable what there is of them, where their phone has not done so meanwhile. */
    async repair(abandoned: readonly RecordingInfo[]): Promise<number> {
      const left = abandoned.filter(({ id }) => repositories.recordings.get(id)?.state === 'recording');
      for (const recording of left) await finish(recording, 'repaired');
      return left.length;
    },

    get: need,

    async read(
      recordingId: string,
      offset: number,
      length: number,
    ): Promise<{ bytes: Uint8Array; total: number }> {
      const recording = need(recordingId);
      if (recording.state === 'recording' || recording.state === 'failed')
        throw new Failure('recordingMissing');
      const file = await open(finalPath(recording)).catch((cause: unknown) => {
        throw new Failure('recordingMissing', {}, { cause });
      });
      try {
        const bytes = new Uint8Array(Math.min(length, Math.max(0, recording.bytes - offset)));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
        return { bytes: bytes.subarray(0, bytesRead), total: recording.bytes };
      } finally {
        await file.close();
      }
    },

    /** How loud it is, as it was measured once; undefined when it was not, or when what was kept is damaged. */
    levels: (recordingId: string): Promise<Levels | undefined> => readLevels(levelsPath(need(recordingId))),
    saveLevels: (recordingId: string, levels: Levels): Promise<void> =>
      writeLevels(levelsPath(need(recordingId)), levels),

    async close(): Promise<void> {
      await Promise.allSettled(finishing.values());
      for (const spool of spools.values()) await spool.then((opened) => opened.close()).catch(() => {});
      spools.clear();
      await finisher.close();
    },
  };
}

export type Recordings = ReturnType<typeof createRecordings>;

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
