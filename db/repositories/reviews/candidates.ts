import type { Deps } from '../context.ts';
import { ownersParameter } from '../rights/owners.ts';

/** A recorded talk that could be reviewed, with what the base knows of it. */
export interface ReviewCandidate {
  readonly recordingId: string;
  readonly callId: string;
  readonly operatorId: string;
  /** Of the recording, UTC ms. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly answeredAt: number | null;
  readonly heldMs: number;
  readonly silenceShare: number | null;
  readonly customerHungUp: boolean;
  readonly outcome: string | null;
  readonly mos: number | null;
}

export interface ReviewCandidates {
  /** The newest first; whose nobody knows is nobody's to be reviewed. */
  since(from: number, owners: ReadonlySet<string> | undefined, limit: number): ReviewCandidate[];
  one(recordingId: string): ReviewCandidate | undefined;
}

const CANDIDATE = `select x.recording_id as recordingId, x.call_id as callId, x.agent_id as operatorId, r.started_at as startedAt,
    x.duration_ms as durationMs, k.answered_at as answeredAt, k.held_ms as heldMs, x.silence_share as silenceShare,
    coalesce(k.ended_by = 'customer', 0) as customerHungUp, x.outcome, k.mos
  from recording_index x
  cross join recordings r on r.id = x.recording_id
  cross join calls k on k.id = x.call_id
  where x.agent_id is not null and r.state in ('finished', 'repaired')`;

export function createReviewCandidates({ db: { sqlite } }: Deps): ReviewCandidates {
  const since = sqlite.prepare(
    `${CANDIDATE} and x.seq >= +@from * 1000
       and (@owners is null or x.agent_id in (select value from json_each(@owners)))
     order by x.seq desc limit +@limit`,
  );
  const one = sqlite.prepare(`${CANDIDATE} and x.recording_id = +?`);
  type Raw = Omit<ReviewCandidate, 'customerHungUp'> & { readonly customerHungUp: number };
  const toCandidate = (raw: Raw): ReviewCandidate => ({ ...raw, customerHungUp: raw.customerHungUp === 1 });
  return {
    since: (from, owners, limit) =>
      (since.all({ from, owners: ownersParameter(owners), limit }) as Raw[]).map(toCandidate),
    one(recordingId) {
      const raw = one.get(recordingId) as Raw | undefined;
      return raw && toCandidate(raw);
    },
  };
}
