import { Tooltip } from '@mantine/core';
import type { ResultCounts } from '../../../shared/contract/results.ts';
import { FIGURES, type Figure } from '../../../shared/domain/results/counts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import type { ResultsQuery } from './query.ts';
import classes from './results.module.css';
import { useShare } from './share.ts';

interface FiguresProps {
  readonly counts: ResultCounts;
  readonly direction: ResultsQuery['direction'];
  readonly onOpen: (figure: Figure) => void;
}

/** What the share of each figure is a share of. */
const OUT_OF: Readonly<Partial<Record<Figure, 'dialled' | 'reached'>>> = {
  answered: 'dialled',
  reached: 'dialled',
  agreed: 'reached',
  refused: 'reached',
};

/** The numbers of the period, each with its share; its definition comes on hover and focus, a click shows the calls. */
export function Figures({ counts, direction, onOpen }: FiguresProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const share = useShare();
  const nameOf = (figure: Figure) =>
    figure === 'dialled' ? t(`attempts.${direction ?? 'both'}`) : t(`figure.${figure}`);
  return (
    <div className={classes.figures}>
      {FIGURES.map((figure) => {
        const whole = OUT_OF[figure];
        return (
          <Tooltip
            key={figure}
            label={t(`definition.${figure}`)}
            position="bottom"
            multiline
            w={280}
            events={HOVER_AND_FOCUS}
          >
            <button
              type="button"
              className={classes.figure}
              data-figure={figure}
              disabled={counts[figure] === 0}
              onClick={() => onOpen(figure)}
            >
              <span className={classes.figureName}>{nameOf(figure)}</span>
              <span className={classes.figureValue}>{format.number(counts[figure])}</span>
              <span className={classes.figureShare}>
                {whole && t(`of.${whole}`, { share: share(counts[figure], counts[whole]) })}
              </span>
            </button>
          </Tooltip>
        );
      })}
      <Tooltip label={t('definition.talkMs')} position="bottom" multiline w={280} events={HOVER_AND_FOCUS}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its definition must be reachable by keyboard too. */}
        <div className={classes.figure} data-figure="talkMs" tabIndex={0}>
          <span className={classes.figureName}>{t('figure.talkMs')}</span>
          <span className={classes.figureValue}>{format.duration(counts.talkMs)}</span>
          <span className={classes.figureShare}>
            {counts.answered > 0 &&
              t('onAverage', { time: format.duration(counts.talkMs / counts.answered) })}
          </span>
        </div>
      </Tooltip>
    </div>
  );
}

const HOVER_AND_FOCUS = { hover: true, focus: true, touch: true };
