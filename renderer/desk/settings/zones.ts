import { DateTime } from 'luxon';

/** All IANA zones, the chosen one first: it is found again, and it is there under whatever name it was chosen. */
export function zoneNames(chosen: string): string[] {
  return [chosen, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== chosen)];
}

/** "14:30 · UTC+4": what a person recognises a zone by. A millisecond for each zone, so only for those in view. */
export function zoneNow(zone: string, now: number): string {
  const there = DateTime.fromMillis(now, { zone });
  return there.isValid ? `${there.toFormat('HH:mm')} · UTC${there.toFormat('Z')}` : '';
}
