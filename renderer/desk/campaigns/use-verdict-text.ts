import { useCallback } from 'react';
import type { DoNotCallEntry, Verdict } from '../../../shared/contract/campaigns.ts';
import { type Format, useFormat, useTranslation } from '../../i18n/index.ts';
import { untilThen } from './spans.ts';

export type Refusal = Extract<Verdict, { allowed: false }>;

interface About {
  /** The customer's. */
  readonly zone?: string | undefined;
  /** What stands against it, when it is the do-not-call list. */
  readonly entry?: DoNotCallEntry | undefined;
}

/** Why not, and from when it may: "Not before 9:00 at the customer's, in 40 min". */
export function useVerdictText(): (refusal: Refusal, now: number, about?: About) => string {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const within = useWithin();
  return useCallback(
    (refusal, now, { zone, entry } = {}) => {
      const { because, until, detail = '' } = refusal;
      if (entry && (because === 'doNotCallNumber' || because === 'doNotCallCustomer')) {
        const since = t(`whySince.${because}`, { date: format.date(entry.addedAt) });
        return entry.reason === '' ? since : `${since}: ${entry.reason}`;
      }
      const sentence = () => {
        switch (because) {
          case 'outsideHours':
          case 'restDay':
          case 'holiday':
          case 'retryPause':
          case 'maxAttemptsADay':
          case 'quietDays':
            if (until === undefined) return t(`why.${because}`, { detail });
            return t(`whyUntil.${because}`, { detail, moment: there(format, until, now, zone) });
          default:
            return detail === '' ? t(`why.${because}`, { detail }) : t(`whyDetail.${because}`, { detail });
        }
      };
      return until === undefined ? sentence() : `${sentence()}, ${within(until, now)}`;
    },
    [t, format, within],
  );
}

/** Today only the clock is said. */
function there(format: Format, at: number, now: number, zone: string | undefined): string {
  return format.date(at, zone) === format.date(now, zone)
    ? format.time(at, zone)
    : format.moment(at, now, zone);
}

/** "in 40 min". */
export function useWithin(): (at: number, now: number) => string {
  const { t } = useTranslation('campaigns');
  return useCallback(
    (at, now) => {
      if (at <= now) return t('within.now');
      const { count, unit } = untilThen(at, now);
      return t(`within.${unit}`, { count });
    },
    [t],
  );
}
