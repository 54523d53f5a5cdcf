import { Failure } from '../../../shared/contract/failure.ts';
import type { RecordingInfo } from '../../../shared/contract/recordings.ts';
import { recordings } from '../../schema/calls.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { LibraryUpkeep } from '../library/upkeep.ts';
import { present } from '../present.ts';

export interface NewRecording {
  readonly id: string;
  readonly callId: string;
  readonly mime: string;
  /** UTC ms. */
  readonly startedAt: number;
}

export interface FinishedRecording {
  readonly durationMs?: number | undefined;
  readonly bytes: number;
  readonly sha256?: string | undefined;
  /** `repaired`: finished after a crash; `failed`: nothing playable is left. */
  readonly state: 'finished' | 'repaired' | 'failed';
}

/** What is known of the files; the files themselves are the core's. */
export interface Recordings {
  /** Repeats are harmless: a recording that is there stays as it is. @throws Failure `notFound`: no such call */
  create(recording: NewRecording): void;
  /** How far the file is. Local and cheap: no change of the shared row, nothing in the outbox. */
  setProgress(id: string, bytes: number): void;
  finish(id: string, result: FinishedRecording): void;
  /** Its time is over: the row stays as a tombstone, by which the call says since when. @throws Failure `notFound` */
  remove(id: string): void;
  get(id: string): RecordingInfo | undefined;
  /** Oldest first; a call that was interrupted and reclaimed has several. */
  byCall(callId: string): RecordingInfo[];
  /** Still marked as running: after a start these are to be repaired. */
  unfinished(): RecordingInfo[];
}

type Raw = Omit<RecordingInfo, 'durationMs' | 'sha256'> & {
  durationMs: number | null;
  sha256: string | null;
};

export function createRecordings(
  { db }: Deps,
  changes: Changes,
  upkeep: Pick<LibraryUpkeep, 'recordingChanged'>,
): Recordings {
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, recordings);
  changes.register(aggregate, upkeep.recordingChanged);
  const prepare = (where: string) =>
    sqlite.prepare(
      `select r.id, r.call_id as callId, r.mime, r.state, r.started_at as startedAt, r.duration_ms as durationMs,
         coalesce(g.bytes, r.bytes) as bytes, r.sha256
       from recordings r left join recording_progress g on g.recording_id = r.id
       where ${where} and r.deleted_at is null order by r.started_at, r.id`,
    );
  const one = prepare('r.id = +?');
  const byCall = prepare('r.call_id = +?');
  const running = prepare("r.state = 'recording'");
  const callExists = sqlite.prepare('select 1 from calls where id = +?');
  const progress = sqlite.prepare(
    `insert into recording_progress (recording_id, bytes) values (?, ?)
     on conflict (recording_id) do update set bytes = excluded.bytes`,
  );
  const forget = sqlite.prepare('delete from recording_progress where recording_id = ?');
  const info = (raw: Raw): RecordingInfo => present(raw);

  return {
    create({ id, callId, mime, startedAt }) {
      db.transaction(() => {
        if (callExists.get(callId) === undefined) throw new Failure('notFound', { id: callId });
        if (aggregate.read(id) !== undefined) return;
        const fresh = {
          callId,
          mime,
          startedAt,
          state: 'recording',
          durationMs: null,
          bytes: 0,
          sha256: null,
        } as const;
        changes.save(aggregate, id, fresh);
      });
    },
    setProgress: (id, bytes) => db.transaction(() => void progress.run(id, bytes)),
    finish(id, { durationMs, bytes, sha256, state }) {
      db.transaction(() => {
        changes.patch(aggregate, id, {
          state,
          bytes,
          durationMs: durationMs ?? null,
          sha256: sha256 ?? null,
        });
        forget.run(id);
      });
    },
    remove: (id) => void changes.remove(aggregate, id),
    get(id) {
      const raw = one.get(id) as Raw | undefined;
      return raw && info(raw);
    },
    byCall: (callId) => (byCall.all(callId) as Raw[]).map(info),
    unfinished: () => (running.all() as Raw[]).map(info),
  };
}
