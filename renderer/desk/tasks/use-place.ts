import { useCallback } from 'react';
import en from '../../i18n/en/tasks.json';
import { useTranslation } from '../../i18n/index.ts';
import { placeOf } from './due-time.ts';

const isKnown = (zone: string): zone is keyof typeof en.place => Object.hasOwn(en.place, zone);

/** The place of a zone in the person's language: "Samara". */
export function usePlace(): (zone: string, at: number) => string {
  const { t, i18n } = useTranslation('tasks');
  return useCallback(
    (zone, at) => (isKnown(zone) ? t(`place.${zone}`) : placeOf(zone, i18n.language, at)),
    [t, i18n.language],
  );
}
