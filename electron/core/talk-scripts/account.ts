import type { Repositories } from '../../../db/repositories/index.ts';
import type { TalkAccount, TalkRun } from '../../../shared/contract/talk-scripts.ts';
import { silences } from '../../../shared/domain/call/silences.ts';

type Sources = {
  readonly repositories: Pick<Repositories, 'talkRuns' | 'talkScripts' | 'calls' | 'recordings'>;
};

/** A talk is seldom called back more often; a chain that bites its own tail must end. */
const MOST_EARLIER = 50;

/** How the talks of a call went, with what is to be heard of them. */
export function accountsOf(callId: string, { repositories }: Sources): TalkAccount[] {
  const { talkRuns, talkScripts } = repositories;
  return talkRuns.allOfCall(callId).map((run) => {
    const earlier = earlierOf(run, talkRuns);
    const { name, number, script } = talkScripts.version(run.versionId);
    const callIds = new Set([run, ...earlier].map((one) => one.callId));
    const calls = [...callIds].flatMap((id) => heardOf(id, repositories) ?? []);
    return { run, earlier, name, number, script, calls };
  });
}

function earlierOf(run: TalkRun, talkRuns: Sources['repositories']['talkRuns']): TalkRun[] {
  const found: TalkRun[] = [];
  let next = run.resumedFrom;
  while (next !== undefined && found.length < MOST_EARLIER) {
    const before = talkRuns.find(next);
    if (!before) break;
    found.push(before);
    next = before.resumedFrom;
  }
  return found;
}

function heardOf(
  id: string,
  { calls, recordings }: Sources['repositories'],
): TalkAccount['calls'][number] | undefined {
  const record = calls.get(id);
  if (!record) return undefined;
  const facts = calls.facts(id).map(({ fact }) => fact);
  return {
    id,
    startedAt: record.call.startedAt,
    recordings: recordings.byCall(id).map(({ id: recordingId, state, startedAt, durationMs }) => ({
      ...{ id: recordingId, state, startedAt, durationMs },
      silences: silences(facts, { startedAt, durationMs: durationMs ?? 0 }),
    })),
  };
}
