const DAY_MS = 24 * 60 * 60_000;

/**
 * Days on which nobody works in a country (ISO 3166-1 alpha-2), `yyyy-mm-dd` with their names, by the library's own word; bridge
 * days and observances are none. A country that it does not know has none.
 */
export async function publicHolidays(
  country: string,
  year: number,
): Promise<ReadonlyArray<readonly [day: string, name: string]>> {
  // Half a second of loading that few need: for a thread of its own.
  const { default: Holidays } = await import('date-holidays');
  const found = new Holidays(country).getHolidays(year) ?? [];
  return found
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, name }) => {
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
      return Array.from(
        { length },
        (_, day) => [new Date(first + day * DAY_MS).toISOString().slice(0, 10), name] as const,
      );
    });
}

/** The same days of several years, each year made once. */
export function rememberedHolidays(): (
  country: string,
  years: readonly number[],
) => Promise<ReadonlySet<string>> {
  const known = new Map<string, ReturnType<typeof publicHolidays>>();
  return async (country, years) => {
    const found = years.map((year) => {
      const key = `${country} ${year}`;
      const made = known.get(key) ?? publicHolidays(country, year).catch(() => []);
      known.set(key, made);
      return made;
    });
    return new Set((await Promise.all(found)).flat().map(([day]) => day));
  };
}
