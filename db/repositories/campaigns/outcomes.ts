import { builtInOutcomes, type Consequences } from '../../../shared/domain/outcome/outcome.ts';
import type { Sqlite } from '../../open.ts';

/** What each outcome means, the firm's own ones included. */
export function createMeanings(sqlite: Sqlite): () => ReadonlyMap<string, Consequences> {
  const own = sqlite.prepare('select key, consequences from outcomes where deleted_at is null');
  const builtIn = new Map(builtInOutcomes().map(({ key, consequences }) => [key, consequences]));
  return () => {
    const rows = own.all() as { key: string; consequences: string }[];
    if (rows.length === 0) return builtIn;
    return new Map([
      ...builtIn,
      ...rows.map(({ key, consequences }) => [key, JSON.parse(consequences) as Consequences] as const),
    ]);
  };
}
