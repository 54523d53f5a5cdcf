import { useTranslation } from '../../../i18n/index.ts';
import { useAmounts } from '../targets/use-amounts.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** "3.5 d", "4 h", "12 min": how long somebody stood in a stage; nobody asks for its seconds. */
export function useLongTime(): (ms: number | null | undefined) => string {
  const { t } = useTranslation('funnel');
  const { perHour: tenths, whole } = useAmounts();
  return (ms) => {
    if (ms === null || ms === undefined) return '–';
    if (ms >= DAY_MS) return t('time.days', { number: tenths(ms / DAY_MS) });
    if (ms >= HOUR_MS) return t('time.hours', { number: tenths(ms / HOUR_MS) });
    return t('time.minutes', { number: whole(Math.round(ms / 60_000)) });
  };
}
