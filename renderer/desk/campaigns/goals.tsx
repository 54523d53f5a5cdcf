import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './campaigns.module.css';

const KINDS = ['calls', 'reached', 'agreed'] as const;

/** How far a list is: calls, reached and agreed against the goal, where there is one. */
export function Goals({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  return (
    <dl className={classes.goals}>
      {KINDS.map((kind) => {
        const done = campaign.counts[kind];
        const goal = campaign.goal[kind];
        const words =
          goal === undefined
            ? format.number(done)
            : t('list.ofGoal', { done: format.number(done), goal: format.number(goal) });
        return (
          <div key={kind} className={classes.goal}>
            <dt>{t(`goal.${kind}`)}</dt>
            <dd>{words}</dd>
            {goal !== undefined && <Bar part={done / goal} label={`${t(`goal.${kind}`)}: ${words}`} />}
          </div>
        );
      })}
    </dl>
  );
}

/** Worked to the end, of all. */
export function Worked({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { leads, done } = campaign.counts;
  const words = t('list.worked', { done: format.number(done), all: format.number(leads) });
  return (
    <div className={classes.goal}>
      <span className={classes.figure}>{words}</span>
      <Bar part={leads === 0 ? 0 : done / leads} label={words} />
    </div>
  );
}

function Bar({ part, label }: { part: number; label: string }) {
  const percent = Math.max(0, Math.min(100, Math.round(part * 100)));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={classes.bar}
      data-full={percent === 100 || undefined}
    >
      <div className={classes.part} style={{ width: `${percent}%` }} />
    </div>
  );
}
