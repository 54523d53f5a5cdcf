import { dayOf } from '../../../../shared/domain/schedule/day.ts';
import { useNow } from '../../state/now.ts';
import { useSession } from '../../state/session.tsx';

/** The day at the workplace, `yyyy-mm-dd`. */
export function useToday(): string {
  const now = useNow(60_000);
  const zone = useSession((session) => session.settings?.zone);
  return today(Math.floor(now / 60_000), zone ?? 'UTC');
}

let known = { minute: -1, zone: '', day: '' };

/** Each row of a card asks the same. */
function today(minute: number, zone: string): string {
  if (known.minute !== minute || known.zone !== zone)
    known = { minute, zone, day: dayOf(minute * 60_000, zone) };
  return known.day;
}
