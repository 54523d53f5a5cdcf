import { useEffect, useState } from 'react';
import { useCore } from './core.tsx';

export interface DayLoad {
  /** Promises of mine on that day. */
  readonly tasks: number;
  readonly limit: number;
}

/** How full a day (`yyyy-mm-dd` at the workplace) is already; undefined while nobody knows. */
export function useDayLoad(day: string | undefined): DayLoad | undefined {
  const core = useCore();
  const [known, setKnown] = useState<{ day: string; load: DayLoad }>();
  useEffect(() => {
    if (day === undefined) return;
    let wanted = true;
    core.request('tasks.load', { days: [day] }).then(
      ({ days, limit }) => {
        if (wanted) setKnown({ day, load: { tasks: days[0]?.tasks ?? 0, limit } });
      },
      // It is a hint: without it the promise is made all the same.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [core, day]);
  return known?.day === day ? known?.load : undefined;
}
