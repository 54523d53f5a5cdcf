import { useContext, useMemo } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { ZoneContext } from '../../i18n/use-format.ts';
import type { Clock } from './due-time.ts';

/** The workplace's zone and the language of the screen. */
export function useClock(): Clock {
  const zone = useContext(ZoneContext);
  const { i18n } = useTranslation();
  return useMemo(
    () => ({ zone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, language: i18n.language }),
    [zone, i18n.language],
  );
}
