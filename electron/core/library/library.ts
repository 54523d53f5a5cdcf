import type { Repositories } from '../../../db/repositories/index.ts';
import type { LibraryFilter as StoredFilter } from '../../../db/repositories/library/list.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { LibraryFilter, libraryRequests } from '../../../shared/contract/library.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { recordingFileName } from '../../../shared/domain/recording/file-name.ts';
import { silenceShare } from '../../../shared/domain/recording/levels.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import type { Recordings } from '../recordings/recordings.ts';
import { boundsOfDay, clockIn } from '../results/days.ts';

export interface LibraryOptions {
  readonly repositories: Repositories;
  readonly recordings: Recordings;
  readonly settings: () => Pick<Settings, 'zone'>;
  /** Who sits here. */
  readonly me: () => string;
  readonly onChanged: (recordingIds: string[]) => void;
  readonly log: Log;
}

export interface LibraryRoom {
  readonly handlers: Handlers<typeof libraryRequests, Context>;
  /** A recording of this call was begun or finished. */
  callRecorded(callId: string): void;
  commentsUndone(commentIds: readonly string[]): void;
  start(): void;
  stop(): void;
}

/** Words of recordings of before the library, in steps so short (10 ms) that nobody waits for them. */
const CATCH_UP = { rows: 100, everyMs: 200 } as const;

/** The recordings as supervisors look for them, say something about them and take them out. */
export function createLibrary({
  repositories,
  recordings,
  settings,
  me,
  onChanged,
  log,
}: LibraryOptions): LibraryRoom {
  const { library, audit, reviewTasks } = repositories;
  let catchingUp: NodeJS.Timeout | undefined;

  function stored({ firstDay, lastDay, ...rest }: LibraryFilter): StoredFilter {
    const { zone } = settings();
    return {
      ...rest,
      ...(firstDay === undefined ? {} : { from: boundsOfDay(firstDay, zone).from }),
      ...(lastDay === undefined ? {} : { to: boundsOfDay(lastDay, zone).to }),
    };
  }

  function need(recordingId: string, reader?: Parameters<typeof library.row>[1]) {
    const row = library.row(recordingId, reader);
    if (!row) throw new Failure('recordingMissing');
    return row;
  }

  const readerOf = ({ within }: Pick<Context, 'within'>) => ({ id: me(), owners: within('reviews.view') });

  function catchUp(): void {
    try {
      if (library.catchUp(CATCH_UP.rows) === 0) return;
      catchingUp = setTimeout(catchUp, CATCH_UP.everyMs);
    } catch (error) {
      log.error(
        { err: error },
        'words of recordings could not be indexed; it is tried again at the next start',
      );
    }
  }

  return {
    handlers: {
      'library.choices': (_input, { within }) => library.choices(within('recordings.listen')),
      'library.list': ({ before, limit, ...filter }, context) => {
        const owners = context.within('recordings.listen');
        const asked = { ...stored(filter), owners, reader: readerOf(context) };
        const page = library.list(asked, { before, limit });
        return before === undefined ? { ...page, total: library.total(asked) } : page;
      },
      'library.get': ({ recordingId }, context) => {
        // Who reviews it a second time is not to be told what the first one found.
        const blind = reviewTasks.isBlind(recordingId, me());
        const comments = library.comments.of(recordingId);
        return {
          row: need(recordingId, readerOf(context)),
          comments: blind ? comments.filter(({ authorId }) => authorId === me()) : comments,
        };
      },
      'library.comment': (comment) => {
        const changed = library.comments.add(comment);
        onChanged([comment.recordingId]);
        return changed;
      },
      'library.editComment': ({ commentId, version, text }) => {
        const changed = library.comments.edit(commentId, version, text);
        onChanged([library.comments.recordingOf(commentId)]);
        return changed;
      },
      'library.removeComment': ({ commentId }) => {
        const changed = library.comments.remove(commentId);
        onChanged([library.comments.recordingOf(commentId)]);
        return changed;
      },
      'library.unmeasured': (_input, { within }) => library.unmeasured(within('recordings.listen')),
      'library.readUnmeasured': ({ recordingId, offset, length }) => {
        if (library.measured(recordingId) !== 'no') throw new Failure('notAllowed');
        return recordings.read(recordingId, offset, length);
      },
      'library.measured': async ({ recordingId, levels }) => {
        if (library.measured(recordingId) !== 'no') return DONE;
        if (levels) await recordings.saveLevels(recordingId, levels);
        library.setSilence(recordingId, levels && silenceShare(levels));
        onChanged([recordingId]);
        return DONE;
      },
      'library.export': async ({ recordingId, offset, length }) => {
        const row = need(recordingId);
        const { mime } = recordings.get(recordingId);
        const slice = await recordings.read(recordingId, offset, length);
        // Written before the first byte leaves: what cannot be written down is not given.
        if (offset === 0)
          audit.add({
            kind: 'exported',
            action: 'recording.export',
            subject: 'recording',
            subjectId: recordingId,
            detail: {},
          });
        const moment = clockIn(settings().zone)(row.startedAt).replace(':', '-');
        const who = row.contactName ?? row.number;
        return { ...slice, fileName: recordingFileName({ moment, who, id: recordingId, mime }) };
      },
    },
    callRecorded(callId) {
      const done = repositories.recordings.byCall(callId).filter(({ state }) => state !== 'recording');
      if (done.length > 0) onChanged(done.map(({ id }) => id));
    },
    commentsUndone: (commentIds) => onChanged(commentIds.map((id) => library.comments.recordingOf(id))),
    start: catchUp,
    stop: () => clearTimeout(catchingUp),
  };
}
