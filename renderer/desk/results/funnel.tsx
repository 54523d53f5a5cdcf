import type { FunnelStep, ScriptResults } from '../../../shared/contract/results.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { BarCell } from './bar-cell.tsx';
import classes from './results.module.css';
import { useShare } from './share.ts';

interface FunnelProps {
  readonly results: ScriptResults;
  readonly onOpen: (step: FunnelStep, leftHere: boolean) => void;
  readonly onFinished: (finished: boolean) => void;
}

/** Where most talks break off: of those that came to it the largest share, where enough came for it to mean something. */
const ENOUGH = 5;

export function worstStep(funnel: readonly FunnelStep[]): FunnelStep | undefined {
  const leaving = funnel.filter(({ reached, leftHere }) => reached >= ENOUGH && leftHere > 0);
  return leaving.toSorted((a, b) => b.leftHere / b.reached - a.leftHere / a.reached)[0];
}

/** How far talks came along the template, and where they were left. */
export function Funnel({ results, onOpen, onFinished }: FunnelProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const share = useShare();
  const { runs, finished, funnel } = results;
  const worst = worstStep(funnel);
  return (
    <Section title={t('section.funnel')}>
      <p className={classes.words}>
        <button
          type="button"
          className={classes.link}
          disabled={finished === 0}
          onClick={() => onFinished(true)}
        >
          {t('funnel.finished', {
            count: runs,
            finished: format.number(finished),
            share: share(finished, runs),
          })}
        </button>{' '}
        {worst && (
          <button type="button" className={classes.link} onClick={() => onOpen(worst, true)}>
            {t('funnel.worst', { step: worst.title, share: share(worst.leftHere, worst.reached) })}
          </button>
        )}
      </p>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t('section.funnel')}>
          <thead>
            <tr>
              <th scope="col">{t('column.step')}</th>
              <th scope="col" title={t('definition.came')}>
                {t('column.came')}
              </th>
              <th scope="col" title={t('definition.left')}>
                {t('column.left')}
              </th>
            </tr>
          </thead>
          <tbody>
            {funnel.map((step) => {
              const came = `${format.number(step.reached)} · ${share(step.reached, runs)}`;
              const left =
                step.kind === 'end'
                  ? '–'
                  : `${format.number(step.leftHere)} · ${share(step.leftHere, step.reached)}`;
              return (
                <tr key={step.nodeId} data-worst={step === worst || undefined}>
                  <th scope="row" className={classes.rowName}>
                    {step.title}
                    <span className={classes.kind}>{t(`kind.${step.kind}`)}</span>
                  </th>
                  <BarCell
                    count={step.reached}
                    of={runs}
                    text={came}
                    label={`${step.title}, ${t('column.came')}: ${came}`}
                    onOpen={() => onOpen(step, false)}
                  />
                  <BarCell
                    count={step.leftHere}
                    of={step.reached}
                    tone="left"
                    text={left}
                    label={`${step.title}, ${t('column.left')}: ${left}`}
                    onOpen={() => onOpen(step, true)}
                  />
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
