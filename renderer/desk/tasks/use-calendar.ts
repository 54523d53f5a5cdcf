import type { DatePickerProps } from '@mantine/dates';
import { useMemo } from 'react';
import { useTranslation } from '../../i18n/index.ts';

/** What every calendar of promises has: words for its arrows, and weekends in the colour of the other days. */
export function useCalendar(): Pick<DatePickerProps, 'ariaLabels' | 'weekendDays'> {
  const { t } = useTranslation('tasks');
  return useMemo(
    () => ({
      ariaLabels: {
        previousMonth: t('calendar.previousMonth'),
        nextMonth: t('calendar.nextMonth'),
        previousYear: t('calendar.previousYear'),
        nextYear: t('calendar.nextYear'),
        previousDecade: t('calendar.previousDecade'),
        nextDecade: t('calendar.nextDecade'),
        monthLevelControl: t('calendar.monthLevelControl'),
        yearLevelControl: t('calendar.yearLevelControl'),
      },
      // Mantine paints them in a red that is too pale to read, and red means an end here.
      weekendDays: [],
    }),
    [t],
  );
}
