import { useFormat } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';

/** The time since a moment; digits of one width, so that nothing beside it moves. */
export function Elapsed({ since, extraMs = 0 }: { since: number; extraMs?: number }) {
  const format = useFormat();
  const now = useNow(1000);
  return <span className="rd-tabular">{format.duration(now - since + extraMs)}</span>;
}
