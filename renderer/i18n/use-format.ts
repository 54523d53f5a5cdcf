import { createContext, useContext, useMemo } from 'react';
import type { Language } from '../../shared/contract/common.ts';
import { createFormat, type Format } from './format.ts';
import { useTranslation } from './use-translation.ts';

export type { Format };

/** IANA zone of the workplace; set by the page from the settings. Undefined: the computer's own. */
export const ZoneContext = createContext<string | undefined>(undefined);

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const zone = useContext(ZoneContext);
  const language = i18n.language as Language;
  return useMemo(() => createFormat(language, zone), [language, zone]);
}
