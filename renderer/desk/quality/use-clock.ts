import { useContext, useMemo } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { ZoneContext } from '../../i18n/use-format.ts';

/** "14:30:07": what belongs together in a call is seconds apart. */
export function useClock(): (at: number) => string {
  const { i18n } = useTranslation();
  const zone = useContext(ZoneContext);
  return useMemo(() => {
    const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    const format = makeFormat(i18n.language, zone, options);
    return (at) => format.format(at);
  }, [i18n.language, zone]);
}

function makeFormat(language: string, zone: string | undefined, options: Intl.DateTimeFormatOptions) {
  try {
    return new Intl.DateTimeFormat(language, { ...options, ...(zone ? { timeZone: zone } : {}) });
  } catch {
    // A zone that this Chromium does not know; see renderer/i18n/format.ts.
    return new Intl.DateTimeFormat(language, options);
  }
}
