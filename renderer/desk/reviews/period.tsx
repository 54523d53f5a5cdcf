import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { DaySpanFilter, FilterSelect, namedOptions, Toolbar } from '../../ui/index.ts';
import classes from './reviews.module.css';
import { useAsked } from './use-asked.ts';

export interface Period {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly scorecardId?: string;
}

/** Long enough that a week more or less of it is seen against the others. */
const WEEKS = 12;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const lately = (): Period => {
  const now = Date.now();
  return { firstDay: dayOf(now - WEEKS * 7 * 86_400_000), lastDay: dayOf(now + 86_400_000) };
};

/** The period and the card that figures are of. */
export function usePeriod(): { period: Period; toolbar: React.ReactNode } {
  const { t } = useTranslation('reviews');
  const [period, setPeriod] = useState(lately);
  const cards = useAsked('reviews.choices', {}).data?.scorecards ?? [];
  const toolbar = (
    <Toolbar>
      <DaySpanFilter
        className={classes.pick}
        label={t('filter.days')}
        clearable={false}
        firstDay={period.firstDay}
        lastDay={period.lastDay}
        onChange={({ firstDay, lastDay }) => {
          // While the second day is not chosen yet there is nothing to ask.
          if (firstDay !== undefined && lastDay !== undefined) setPeriod({ ...period, firstDay, lastDay });
        }}
      />
      {cards.length > 1 && (
        <FilterSelect
          className={classes.pick}
          label={t('filter.card')}
          any={t('filter.anyCard')}
          options={namedOptions(cards)}
          value={period.scorecardId}
          onChange={(scorecardId) => {
            const { scorecardId: _, ...rest } = period;
            setPeriod(scorecardId === undefined ? rest : { ...rest, scorecardId });
          }}
        />
      )}
    </Toolbar>
  );
  return { period, toolbar };
}
