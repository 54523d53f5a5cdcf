// The quick promises of the wrap-up, by the wall clock of the workplace. Pure.
import { DateTime } from 'luxon';
import type { FollowUp } from '../state/wrap-up.tsx';

export type QuickChoice = Exclude<FollowUp['choice'], 'custom'>;
export const QUICK_CHOICES: readonly QuickChoice[] = ['hour', 'tomorrow', 'monday'];

/** Full minutes: a promise for 14:37:12 helps nobody. */
export function quickTime(choice: QuickChoice, now: number, zone: string): number {
  const at = DateTime.fromMillis(now, { zone }).startOf('minute');
  switch (choice) {
    case 'hour':
      return at.plus({ hours: 1 }).toMillis();
    case 'tomorrow':
      return at.plus({ days: 1 }).set({ hour: 10, minute: 0 }).toMillis();
    case 'monday':
      // Luxon's week begins on Monday (1); on a Monday it is the next one.
      return at
        .plus({ days: 8 - at.weekday })
        .set({ hour: 10, minute: 0 })
        .toMillis();
  }
}

const PICKER = 'yyyy-MM-dd HH:mm:ss';

/** The picker speaks in wall-clock text without a zone; it is the workplace's wall. */
export const toPicker = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat(PICKER);

export function fromPicker(text: string, zone: string): number | undefined {
  const at = DateTime.fromSQL(text, { zone });
  return at.isValid ? at.toMillis() : undefined;
}
