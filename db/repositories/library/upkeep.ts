import { words } from '../../../shared/domain/text/fold.ts';
import type { calls, recordings } from '../../schema/calls.ts';
import type { RowOf, Stored } from '../aggregate.ts';
import type { Deps } from '../context.ts';

type CallRow = RowOf<typeof calls>;
type RecordingRow = RowOf<typeof recordings>;

/** Keeps `recording_index` true, in the transaction of the change. A recording that still runs is not in it. */
export interface LibraryUpkeep {
  recordingChanged(id: string, next: Stored<RecordingRow>): void;
  callChanged(id: string, next: CallRow, before: CallRow | undefined): void;
  commentsChanged(recordingId: string): void;
  reviewsChanged(recordingId: string): void;
  /** Brings the words of recordings of before the library into the index. @returns how many; 0: all are there */
  catchUp(limit: number): number;
}

/** What of a call recordings are chosen by. */
const OF_CALL = [
  'agentId',
  'contactId',
  'campaignId',
  'accountId',
  'outcome',
  'direction',
  'e164',
  'note',
] as const satisfies readonly (keyof CallRow)[];

/** Longest list of words that is indexed for one recording: notes and comments of an hour have fewer. */
const MAX_WORDS = 400;

export function createLibraryUpkeep({ db: { sqlite } }: Deps): LibraryUpkeep {
  const seqOf = sqlite.prepare('select seq from recording_index where recording_id = +?').pluck();
  const seqsOfCall = sqlite.prepare('select seq from recording_index where call_id = +?').pluck();
  const free = sqlite
    .prepare(
      'select coalesce(max(seq) + 1, +@first) from recording_index where seq >= +@first and seq < +@first + 1000',
    )
    .pluck();
  const insert = sqlite.prepare(
    `insert into recording_index (seq, recording_id, call_id, agent_id, contact_id, campaign_id, account_id, outcome,
       direction, e164, duration_ms, comments, measured, worded)
     select @seq, @id, id, agent_id, contact_id, campaign_id, account_id, outcome, direction, e164, @durationMs, 0,
       @measured, 1 from calls where id = +@callId`,
  );
  const update = sqlite.prepare('update recording_index set duration_ms = ?, measured = ? where seq = ?');
  const follow = sqlite.prepare(
    `update recording_index set (agent_id, contact_id, campaign_id, account_id, outcome, direction, e164) =
       (select agent_id, contact_id, campaign_id, account_id, outcome, direction, e164 from calls where id = call_id)
     where seq = ?`,
  );
  const count = sqlite.prepare(
    `update recording_index set comments = (select count(*) from recording_comments c
       where c.recording_id = recording_index.recording_id and c.deleted_at is null) where seq = ?`,
  );
  const score = sqlite.prepare(
    `update recording_index set score = (select v.percent from reviews v where v.recording_id = recording_index.recording_id
       and v.round = 'first' and v.state <> 'draft' and v.deleted_at is null) where seq = ?`,
  );
  const remove = sqlite.prepare('delete from recording_index where seq = ?');
  const said = sqlite
    .prepare(
      `select k.note || ' ' || k.remote_name || ' ' || coalesce(k.e164, '') || ' ' || coalesce((select group_concat(c.text, ' ')
         from recording_comments c where c.recording_id = x.recording_id and c.deleted_at is null), '')
       from recording_index x join calls k on k.id = x.call_id where x.seq = +?`,
    )
    .pluck();
  const dropWords = sqlite.prepare('delete from recording_words where rowid = ?');
  const putWords = sqlite.prepare('insert into recording_words (rowid, words) values (?, ?)');
  const unworded = sqlite.prepare('select seq from recording_index where worded = 0 limit +?').pluck();
  const markWorded = sqlite.prepare('update recording_index set worded = 1 where seq = ?');

  function word(seq: number): void {
    dropWords.run(seq);
    putWords.run(seq, [...new Set(words(String(said.get(seq) ?? '')))].slice(0, MAX_WORDS).join(' '));
  }

  return {
    recordingChanged(id, { state, stamp }) {
      const known = seqOf.get(id) as number | undefined;
      if (stamp.deletedAt !== null || state.state === 'recording') {
        if (known === undefined) return;
        dropWords.run(known);
        remove.run(known);
        return;
      }
      const measured = state.state === 'failed' ? 'never' : 'no';
      const durationMs = state.durationMs ?? 0;
      if (known !== undefined) {
        update.run(durationMs, measured, known);
        return;
      }
      const seq = free.get({ first: state.startedAt * 1000 }) as number;
      insert.run({ seq, id, callId: state.callId, durationMs, measured });
      count.run(seq);
      score.run(seq);
      word(seq);
    },
    callChanged(id, next, before) {
      if (before === undefined || OF_CALL.every((field) => before[field] === next[field])) return;
      for (const seq of seqsOfCall.all(id) as number[]) {
        follow.run(seq);
        if (before.note !== next.note || before.e164 !== next.e164) word(seq);
      }
    },
    commentsChanged(recordingId) {
      const seq = seqOf.get(recordingId) as number | undefined;
      if (seq === undefined) return;
      count.run(seq);
      word(seq);
    },
    reviewsChanged(recordingId) {
      const seq = seqOf.get(recordingId) as number | undefined;
      if (seq !== undefined) score.run(seq);
    },
    catchUp(limit) {
      const found = unworded.all(limit) as number[];
      for (const seq of found) {
        word(seq);
        markWorded.run(seq);
      }
      return found.length;
    },
  };
}
