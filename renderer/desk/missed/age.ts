const MINUTE_MS = 60_000;

export type Age =
  | { readonly unit: 'minutes'; readonly minutes: number }
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'days'; readonly days: number; readonly hours: number };

/** As much of a time as tells how urgent something is; under a minute it is none. */
export function ageOf(ms: number): Age {
  const all = Math.max(0, Math.floor(ms / MINUTE_MS));
  const hours = Math.floor(all / 60);
  if (hours === 0) return { unit: 'minutes', minutes: all };
  if (hours < 24) return { unit: 'hours', hours, minutes: all % 60 };
  return { unit: 'days', days: Math.floor(hours / 24), hours: hours % 24 };
}
