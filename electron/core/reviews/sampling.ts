import type { Db } from '../../../db/open.ts';
import type { Repositories, ReviewCandidate } from '../../../db/repositories/index.ts';
import { SamplingRules as RulesShape } from '../../../shared/contract/reviews.ts';
import { dayOfNumber, numberOfDay, weekdayOf } from '../../../shared/domain/reports/calendar.ts';
import { runChecks } from '../../../shared/domain/review/checks/run.ts';
import {
  chooseTalks,
  DEFAULT_RULES,
  type SampledTalk,
  type SamplingRules,
} from '../../../shared/domain/review/sampling.ts';
import { type Criterion, criteriaOf } from '../../../shared/domain/review/scorecard.ts';
import { dayIn } from '../results/days.ts';
import { heardTalk, holdsIn, type TalkSources } from './heard-talk.ts';

const RULES = 'reviews.rules';
/** Chance that stays the same on this machine, so that a second look draws the same talks. */
const SEED = 'reviews.seed';
/** A firm of fifty people has so many talks in two weeks; older ones wait for the next time. */
const MOST_TALKS = 5_000;
const DAY_MS = 86_400_000;

export const mondayOf = (day: string): string => {
  const n = numberOfDay(day);
  return dayOfNumber(n - weekdayOf(n));
};

/** @param zone of the workplace */
export function weekIn(zone: string): (at: number) => string {
  const day = dayIn(zone);
  return (at) => mondayOf(day(at));
}

export interface SamplingOptions extends TalkSources {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly zone: () => string;
  readonly now: () => number;
  readonly newId: () => string;
}

export function createSampling(options: SamplingOptions) {
  const { db, repositories, now } = options;
  const { settings, reviewTasks, reviewCandidates, scorecards, audit } = repositories;

  const rules = (): SamplingRules => RulesShape.catch(DEFAULT_RULES).parse(settings.get(RULES));
  function seed(): string {
    const kept = settings.get(SEED);
    if (typeof kept === 'string') return kept;
    const made = options.newId();
    settings.set(SEED, made);
    return made;
  }

  /** Criteria whose failing alone is a reason to listen. */
  function fatalCriteria({ risk, scorecardId }: SamplingRules): Criterion[] {
    const id = scorecardId ?? scorecards.offered()[0]?.id;
    const card = risk.fatalCheck && id !== undefined ? scorecards.published(id)?.card : undefined;
    return card ? criteriaOf(card).filter(({ fatal, check }) => fatal && check !== undefined) : [];
  }

  async function sampled(
    talk: ReviewCandidate,
    fatal: readonly Criterion[],
    week: (at: number) => string,
  ): Promise<SampledTalk> {
    const checks = fatal.flatMap(({ check }) => check ?? []);
    const results = checks.length === 0 ? [] : runChecks(checks, await heardTalk(talk, options));
    const longest = holdsIn(talk, options).map(({ fromMs, toMs }) => toMs - fromMs);
    return {
      recordingId: talk.recordingId,
      operatorId: talk.operatorId,
      week: week(talk.startedAt),
      durationMs: talk.durationMs,
      ...(talk.silenceShare === null ? {} : { silenceShare: talk.silenceShare }),
      longestHoldMs: Math.max(0, ...longest),
      customerHungUp: talk.customerHungUp,
      ...(talk.outcome === null ? {} : { outcome: talk.outcome }),
      ...(talk.mos === null ? {} : { mos: talk.mos }),
      failedChecks: results.flatMap(({ verdict }, n) =>
        verdict === 'failed' ? [fatal[n]?.title ?? ''] : [],
      ),
    };
  }

  return {
    rules,
    saveRules(next: SamplingRules): void {
      db.transaction(() => settings.set(RULES, next));
    },
    /** Adds what the rules choose of these people's talks to the queue. */
    async fill(owners: ReadonlySet<string> | undefined): Promise<{ looked: number; added: number }> {
      const chosenBy = rules();
      const from = now() - chosenBy.lookBackDays * DAY_MS;
      const week = weekIn(options.zone());
      const known = new Set(reviewTasks.since(from).map(({ recordingId }) => recordingId));
      const candidates = reviewCandidates
        .since(from, owners, MOST_TALKS)
        .filter(({ recordingId }) => !known.has(recordingId));
      const fatal = fatalCriteria(chosenBy);
      const talks: SampledTalk[] = [];
      for (const candidate of candidates) talks.push(await sampled(candidate, fatal, week));
      const byId = new Map(candidates.map((one) => [one.recordingId, one]));
      // What was taken is read again: meanwhile somebody else may have filled the queue.
      const added = db.transaction(() => {
        const before = reviewTasks.since(from).map((one) => ({ ...one, week: week(one.talkAt) }));
        const chosen = chooseTalks(talks, chosenBy, seed(), before);
        for (const { recordingId, reasons } of chosen) {
          const talk = byId.get(recordingId);
          if (!talk) continue;
          reviewTasks.add({
            ...{ recordingId, callId: talk.callId, operatorId: talk.operatorId, talkAt: talk.startedAt },
            scorecardId: chosenBy.scorecardId ?? null,
            round: 'first',
            reasons: [...reasons],
            assigneeId: null,
          });
        }
        if (chosen.length > 0)
          audit.add({
            kind: 'changed',
            action: 'reviews.fill',
            subject: 'review',
            detail: { added: chosen.length },
          });
        return chosen.length;
      });
      return { looked: candidates.length, added };
    },
  };
}

export type Sampling = ReturnType<typeof createSampling>;
