import type { CallBlocks } from '../../../db/repositories/reports/blocks.ts';
import type { ResultReader } from '../../../db/repositories/results/results.ts';
import type { TargetReader } from '../../../db/repositories/targets/targets.ts';
import type { Output } from '../../../shared/contract/index.ts';
import {
  dayOfNumber,
  momentsOf,
  numberOfDay,
  type Period,
  SPANS,
} from '../../../shared/domain/reports/calendar.ts';
import { type Counts, noCounts } from '../../../shared/domain/reports/counts.ts';
import { type Tally, tally } from '../../../shared/domain/reports/tally.ts';
import { dayOf } from '../../../shared/domain/schedule/day.ts';
import { workingMs } from '../../../shared/domain/schedule/working-time.ts';
import {
  BASIS_DAYS,
  basisOf,
  factOf,
  GOALS,
  type Goal,
  type Goals,
  goalsFor,
  periodOf,
  standingOf,
} from '../../../shared/domain/targets/target.ts';
import { blocksOf, questionOf } from '../reports/figures.ts';
import type { ParsedInput, Surroundings } from '../results/task.ts';

export interface TargetSources {
  readonly blocks: CallBlocks;
  readonly reader: ResultReader;
  readonly targets: TargetReader;
  /** Public holidays of a country in these years, `yyyy-mm-dd`. */
  readonly holidaysOf: (country: string, years: readonly number[]) => Promise<ReadonlySet<string>>;
}

export async function targetStanding(
  sources: TargetSources,
  { span, day }: ParsedInput<'targets.standing'>,
  surroundings: Surroundings,
): Promise<Output<'targets.standing'>> {
  const { owners, now, zone } = surroundings;
  const period = periodOf(day, span);
  const { to } = momentsOf(period, zone);
  const workMsLeft = await workLeft(sources, period, surroundings);
  const everybody = { ...surroundings, owners: undefined };
  const { targets, done, basis } = sources.blocks.atOnce(() => ({
    targets: sources.targets.list(),
    done: counted(sources, period, everybody),
    basis: counted(sources, basisPeriod(surroundings), everybody),
  }));
  const goals = (agentId?: string) => goalsFor(targets, { agentId, span, firstDay: period.firstDay });
  const row = (name: string, own: Counts, usual: Counts, agentId?: string) => ({
    ...(agentId === undefined ? {} : { agentId }),
    name,
    facts: factsOf(own),
    standing: standing(goals(agentId), own, basisOf(usual, basis.total), workMsLeft, to <= now),
  });
  const people = sources.reader
    .agents()
    .filter(({ id }) => owners === undefined || owners.has(id))
    .map(({ id, name }) => row(name, ofPerson(done, id), ofPerson(basis, id), id))
    .filter(({ facts, standing: { goals } }) => goals.length > 0 || facts.calls > 0);
  return {
    ...period,
    over: to <= now,
    workMsLeft,
    // Whoever sees only some would take their calls for the firm's.
    rows: [...(owners === undefined ? [row('', done.total, basis.total)] : []), ...people],
  };
}

export async function ownTargets(
  sources: TargetSources,
  surroundings: Surroundings,
): Promise<Output<'targets.own'>> {
  const { me, now, zone } = surroundings;
  const targets = sources.targets.list();
  const today = dayOf(now, zone);
  const asked = SPANS.flatMap((span) => {
    const period = periodOf(today, span);
    const goals = goalsFor(targets, { agentId: me, span, firstDay: period.firstDay });
    return Object.keys(goals).length === 0 ? [] : [{ span, period, goals }];
  });
  if (asked.length === 0) return [];
  const everybody = { ...surroundings, owners: undefined };
  const basis = counted(sources, basisPeriod(surroundings), everybody);
  return Promise.all(
    asked.map(async ({ span, period, goals }) => ({
      span,
      ...period,
      standing: standing(
        goals,
        ofPerson(counted(sources, period, everybody), me),
        basisOf(ofPerson(basis, me), basis.total),
        await workLeft(sources, period, surroundings),
        false,
      ),
    })),
  );
}

/** Of a period that is over nothing can be caught up. */
function standing(goals: Goals, own: Counts, basis: Counts, workMsLeft: number, over: boolean) {
  const made = standingOf(goals, own, basis, workMsLeft);
  return { ...made, goals: [...made.goals], ...(over ? { perHour: null } : {}) };
}

function counted({ blocks }: TargetSources, period: Period, surroundings: Surroundings): Tally {
  const question = questionOf({ ...period }, period, surroundings);
  return tally(blocksOf(blocks, question), question);
}

const ofPerson = ({ per }: Tally, id: string): Counts =>
  per.agent.find(({ key }) => key === id) ?? noCounts();

const factsOf = (counts: Counts): Record<Goal, number> =>
  Object.fromEntries(GOALS.map((goal) => [goal, factOf(goal, counts)])) as Record<Goal, number>;

/** The last days up to today, by which the present conversion is known. */
function basisPeriod({ now, zone }: Surroundings): Period {
  const today = numberOfDay(dayOf(now, zone));
  return { firstDay: dayOfNumber(today - BASIS_DAYS + 1), lastDay: dayOfNumber(today) };
}

async function workLeft(
  { holidaysOf }: TargetSources,
  period: Period,
  { now, zone, workHours, country }: Surroundings,
): Promise<number> {
  const { from, to } = momentsOf(period, zone);
  if (to <= now) return 0;
  const years = new Set([period.firstDay, period.lastDay].map((day) => Number(day.slice(0, 4))));
  const free = await holidaysOf(country, [...years]);
  return workingMs({ from: Math.max(from, now), to: to - 1 }, workHours, zone, free);
}
