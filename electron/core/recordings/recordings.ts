import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { RecordingInfo } from '../../../shared/contract/recordings.ts';
import type { Levels } from '../../../shared/domain/recording/levels.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Log } from '../host/log.ts';
import { createChunkSealer } from './chunk-seal.ts';
import { readLevels, writeLevels } from './levels-file.ts';
import { createOpenedSounds } from './opened-sounds.ts';
import { levelsPathOf, recordingPath, spoolPathOf } from './paths.ts';
import { atPlace, isMissing } from './sound-file.ts';
import { createSoundThread } from './sound-thread.ts';
import { Spool } from './spool.ts';

/** Under which keys recordings lie on the disk. */
export interface RecordingSeal {
  /** For whom what comes to the disk from now on is sealed; undefined: it is not. */
  recipients(): readonly string[] | undefined;
  /** What this machine can open. @throws Failure `sealKeyLost` */
  identities(): Promise<readonly string[]>;
}

export interface RecordingsOptions {
  readonly dir: string;
  readonly repositories: Repositories;
  readonly seal: RecordingSeal;
  readonly log: Log;
  readonly onChanged: (callId: string) => void;
  /** The disk refused; the talk goes on. Called with `undefined` when it takes sound again. */
  readonly onTrouble: (failure: Failure | undefined) => void;
}

/**
 * The sound of the talks. While a talk lasts its chunks go into a spool, synced one by one; at the end a finished
 * file with duration and index takes the spool's place. Whatever dies in between, the spool is found at the next
 * start and finished then. Sealed or not is a matter of the files alone: their rows and all who read them know nothing of it.
 */
export function createRecordings(options: RecordingsOptions) {
  const { repositories, log, seal } = options;
  const spools = new Map<string, Promise<Spool>>();
  const finishing = new Map<string, Promise<void>>();
  const finisher = createSoundThread();
  const opener = createSoundThread();
  const opened = createOpenedSounds(openSealed);
  let troubled = false;

  const finalPath = (recording: RecordingInfo) => recordingPath(options.dir, recording);
  const spoolPath = (recording: RecordingInfo) => spoolPathOf(finalPath(recording));
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
    const begun = openSpool(path);
    spools.set(recording.id, begun);
    begun.catch(() => spools.delete(recording.id));
    return begun;
  }

  async function openSpool(path: string): Promise<Spool> {
    const recipients = seal.recipients();
    await mkdir(dirname(path), { recursive: true });
    return Spool.open(path, recipients && (await createChunkSealer(recipients)));
  }

  /** @throws Failure `recordingMissing`, `recordingDamaged`, `sealKeyLost` */
  async function openSealed(id: string): Promise<Uint8Array> {
    const recording = need(id);
    const bytes = await opener.open({ path: finalPath(recording), identities: await seal.identities() });
    if (!bytes) throw new Failure('recordingMissing');
    const { sha256 } = recording;
    if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Failure('recordingDamaged');
    return bytes;
  }

  /** Whoever only finishes what is not sealed needs no key. */
  const identities = () => seal.identities().catch((): readonly string[] => []);

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
      const result = await finisher.finish({
        spoolPath: spoolPath(recording),
        finalPath: finalPath(recording),
        identities: await identities(),
        recipients: seal.recipients(),
      });
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
      const slice = await atPlace(finalPath(recording), async ({ path, sealed }) => {
        const upTo = Math.min(offset + length, recording.bytes);
        if (sealed) return (await opened.bytesOf(recordingId)).slice(offset, upTo);
        return readSlice(path, offset, Math.max(0, upTo - offset));
      });
      if (!slice) throw new Failure('recordingMissing');
      return { bytes: slice, total: recording.bytes };
    },

    /** Of what was opened nothing stays in the memory: the key is another one, or it is to be gone. */
    forgetOpened: () => opened.clear(),

    /** How loud it is, as it was measured once; undefined when it was not, or when what was kept is damaged. */
    levels: async (recordingId: string): Promise<Levels | undefined> =>
      readLevels(levelsPath(need(recordingId)), await identities()),
    saveLevels: (recordingId: string, levels: Levels): Promise<void> =>
      writeLevels(levelsPath(need(recordingId)), levels, seal.recipients()),

    async close(): Promise<void> {
      await Promise.allSettled(finishing.values());
      for (const spool of spools.values()) await spool.then((begun) => begun.close()).catch(() => {});
      spools.clear();
      opened.clear();
      await Promise.all([finisher.close(), opener.close()]);
    },
  };
}

export type Recordings = ReturnType<typeof createRecordings>;

async function readSlice(path: string, offset: number, length: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await file.read(bytes, 0, length, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
