import { useMemo } from 'react';
import type { CheckResult } from '../../../shared/domain/review/checks/check.ts';
import { type Judgement, type Judgements, scoreOf } from '../../../shared/domain/review/score.ts';
import type { Scorecard } from '../../../shared/domain/review/scorecard.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { HeardStep } from '../state/talk-moments.ts';
import { CriterionRow } from './criterion-row.tsx';
import classes from './reviews.module.css';
import { usePercent } from './words.ts';

interface CriteriaProps {
  readonly card: Scorecard;
  readonly judgements: Judgements;
  readonly proposals?: Readonly<Record<string, CheckResult>> | undefined;
  readonly before?: Judgements | undefined;
  readonly steps?: readonly HeardStep[] | undefined;
  readonly onJudge?: ((id: string, judgement: Judgement) => void) | undefined;
  readonly atMs?: (() => number) | undefined;
  readonly onPlay?: ((atMs: number) => void) | undefined;
}

const NOTHING: Judgement = {};

/** A card as it is filled in, or was. */
export function Criteria({
  card,
  judgements,
  proposals,
  before,
  steps,
  onJudge,
  atMs,
  onPlay,
}: CriteriaProps) {
  const { t } = useTranslation('reviews');
  const percent = usePercent();
  const score = useMemo(() => scoreOf(card, judgements), [card, judgements]);
  return (
    <div data-criteria>
      {card.groups.map((group, n) => (
        <section key={group.id} className={classes.group} aria-label={group.title}>
          <h3 className={classes.groupTitle}>
            <span>{group.title}</span>
            <span className={classes.dim}>
              {score.groups[n]?.percent === undefined ? t('judge.noScore') : percent(score.groups[n].percent)}
            </span>
          </h3>
          {group.criteria.map((criterion) => (
            <CriterionRow
              key={criterion.id}
              criterion={criterion}
              judgement={judgements[criterion.id] ?? NOTHING}
              found={proposals?.[criterion.id]}
              before={before?.[criterion.id]}
              stepAtMs={
                criterion.step &&
                steps?.find(
                  ({ scriptId, nodeId }) =>
                    scriptId === criterion.step?.scriptId && nodeId === criterion.step.nodeId,
                )?.atMs
              }
              onJudge={onJudge && ((judgement) => onJudge(criterion.id, judgement))}
              atMs={atMs}
              onPlay={onPlay}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

/** The whole of it, large. */
export function ScoreLine({ card, judgements }: { card: Scorecard; judgements: Judgements }) {
  const { t } = useTranslation('reviews');
  const percent = usePercent();
  const score = useMemo(() => scoreOf(card, judgements), [card, judgements]);
  return (
    <div className={classes.scoreLine} role="status">
      <span className={classes.score} data-failed={score.failed}>
        {score.percent === undefined ? t('judge.noScore') : percent(score.percent)}
      </span>
      {score.failed && <span className={classes.fatal}>{t('judge.failed')}</span>}
      {score.open.length > 0 && (
        <span className={classes.dim}>{t('judge.left', { count: score.open.length })}</span>
      )}
    </div>
  );
}
