// Lengths of time as a form and a sentence use them. Pure.
export const UNITS = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof UNITS)[number];

const MINUTES: Readonly<Record<Unit, number>> = { minutes: 1, hours: 60, days: 24 * 60 };

/** In the largest unit that needs no fraction: 240 minutes are 4 hours, 90 stay minutes. */
export function inUnit(minutes: number): { readonly count: number; readonly unit: Unit } {
  for (const unit of ['days', 'hours'] as const) {
    if (minutes > 0 && minutes % MINUTES[unit] === 0) return { count: minutes / MINUTES[unit], unit };
  }
  return { count: minutes, unit: 'minutes' };
}

export const toMinutes = (count: number, unit: Unit): number => count * MINUTES[unit];

/** From now until then, for a person who waits: minutes up to two hours, hours up to two days. */
export function untilThen(at: number, now: number): { readonly count: number; readonly unit: Unit } {
  const minutes = Math.max(1, Math.ceil((at - now) / 60_000));
  if (minutes < 120) return { count: minutes, unit: 'minutes' };
  if (minutes < 48 * 60) return { count: Math.round(minutes / 60), unit: 'hours' };
  return { count: Math.round(minutes / MINUTES.days), unit: 'days' };
}
