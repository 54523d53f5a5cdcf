import type { Repositories, ReviewCandidate } from '../../../db/repositories/index.ts';
import type { Levels, Span } from '../../../shared/domain/recording/levels.ts';
import { holdsOf } from '../../../shared/domain/review/checks/holds.ts';
import { requiredIn } from '../../../shared/domain/review/checks/required.ts';
import type { HeardTalk } from '../../../shared/domain/review/checks/run.ts';
import { accountOf, momentOf } from '../../../shared/domain/talk-script/account.ts';
import { accountsOf } from '../talk-scripts/account.ts';

export interface TalkSources {
  readonly repositories: Pick<Repositories, 'calls' | 'talkRuns' | 'talkScripts' | 'recordings'>;
  readonly levelsOf: (recordingId: string) => Promise<Levels | undefined>;
}

/** From the beginning of the recording, in order. */
export function holdsIn(
  candidate: ReviewCandidate,
  { repositories }: Pick<TalkSources, 'repositories'>,
): Span[] {
  if (candidate.heldMs === 0) return [];
  const facts = repositories.calls.facts(candidate.callId).map(({ fact }) => fact);
  return holdsOf(facts, candidate);
}

/** All that the automatic checks ask of a recorded talk. */
export async function heardTalk(candidate: ReviewCandidate, sources: TalkSources): Promise<HeardTalk> {
  // Levels that cannot be read are levels that are not there: whoever reviews hears the talk all the same.
  const levels = await sources.levelsOf(candidate.recordingId).catch(() => undefined);
  const { startedAt, durationMs, answeredAt } = candidate;
  return {
    ...(levels ? { levels } : {}),
    durationMs,
    missedMs: answeredAt === null ? 0 : startedAt - answeredAt,
    holds: holdsIn(candidate, sources),
    required: requiredOf(candidate, sources),
  };
}

function requiredOf({ callId, recordingId }: ReviewCandidate, sources: TalkSources): HeardTalk['required'] {
  const accounts = accountsOf(callId, sources);
  if (accounts.length === 0) return undefined;
  return accounts.flatMap(({ run, script, earlier, calls }) =>
    requiredIn(accountOf(script, run, earlier)).map(({ title, answered, at }) => {
      const heard = momentOf(
        { from: at },
        calls.flatMap(({ recordings }) => recordings),
      );
      const here = heard.kind === 'heard' && heard.recordingId === recordingId;
      return { title, answered, ...(here ? { atMs: heard.atMs } : {}) };
    }),
  );
}
