import { Button } from '@mantine/core';
import type { Hours, PacingRules } from '../../../../shared/domain/pacing/campaign.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { dayNames, WeekHours } from '../../../ui/index.ts';

type Week = PacingRules['hours'];

const USUAL: NonNullable<Hours> = { from: 9 * 60, to: 20 * 60 };

/** When customers may be called, day by day, on their own clock. */
export function HoursFields({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const { t, i18n } = useTranslation('campaigns');
  const first = week[0];
  const set = (changed: Hours[]) => onChange(changed as unknown as Week);
  return (
    <WeekHours
      label={t('form.hours')}
      closed={t('form.noCalls')}
      week={week}
      usual={first ?? USUAL}
      onChange={set}
    >
      {first && (
        <Button variant="subtle" size="compact-sm" onClick={() => set(week.map((hours) => hours && first))}>
          {t('form.sameHours', { day: dayNames(i18n.language, 'long')[0] ?? '' })}
        </Button>
      )}
    </WeekHours>
  );
}
