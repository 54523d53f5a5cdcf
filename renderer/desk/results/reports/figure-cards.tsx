import { Tooltip } from '@mantine/core';
import type { ReportFigures } from '../../../../shared/contract/reports.ts';
import { differenceOf, figureOf, type ReportFigure } from '../../../../shared/domain/reports/figures.ts';
import { useTranslation } from '../../../i18n/index.ts';
import classes from '../results.module.css';
import own from './reports.module.css';
import { figureIn, useValue } from './show-value.ts';

/** In the order in which a supervisor asks: how many came, how well they were served, what was lost, how people worked. */
const SHOWN: readonly ReportFigure[] = [
  'calls',
  'offered',
  'answered',
  'serviceLevel',
  'asa',
  'abandonRate',
  'missed',
  'savedByUs',
  'savedByThem',
  'lost',
  'talks',
  'aht',
  'occupancy',
  'agreed',
];

interface FigureCardsProps {
  readonly figures: ReportFigures;
  readonly onOpen: (figure: ReportFigure) => void;
}

/** Each figure with its change; its definition comes on hover and focus, a click shows the calls. */
export function FigureCards({ figures: { total, before }, onOpen }: FigureCardsProps) {
  const { t } = useTranslation('reports');
  const show = useValue();
  const shown = total.clockSetBack > 0 ? [...SHOWN, 'clockSetBack' as const] : SHOWN;
  return (
    <div className={classes.figures}>
      {shown.map((figure) => {
        const value = figureIn(figure, total);
        const earlier = figureIn(figure, before.total);
        const change = differenceOf(figure, total, before.total);
        return (
          <Tooltip
            key={figure}
            label={t(`definition.${figure}`)}
            position="bottom"
            multiline
            w={300}
            events={{ hover: true, focus: true, touch: false }}
          >
            <button
              type="button"
              className={classes.figure}
              data-figure={figure}
              disabled={total[figureOf[figure].behind] === 0}
              onClick={() => onOpen(figure)}
            >
              <span className={classes.figureName}>{t(`figure.${figure}`)}</span>
              <span className={classes.figureValue}>{show(figure, value)}</span>
              <span className={classes.figureShare} data-good={goodness(figure, change)}>
                {earlier !== null && t('before', { value: show(figure, earlier) })}
                {change !== null && change !== 0 && (
                  <span className={own.change} aria-hidden>
                    {change > 0 ? '▲' : '▼'}
                  </span>
                )}
              </span>
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}

function goodness(figure: ReportFigure, change: number | null): 'yes' | 'no' | undefined {
  const { good } = figureOf[figure] as { good?: 'more' | 'less' };
  if (good === undefined || change === null || change === 0) return undefined;
  return change > 0 === (good === 'more') ? 'yes' : 'no';
}
