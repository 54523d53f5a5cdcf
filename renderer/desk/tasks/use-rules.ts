import { useEffect, useState } from 'react';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';

/** The rules of regular reminders, kept true by the core's events; undefined until the first answer. */
export function useRules(): readonly ReminderRule[] | undefined {
  const core = useCore();
  const ask = useAsk();
  const [rules, setRules] = useState<readonly ReminderRule[]>();
  useEffect(() => {
    const stops = [
      core.on('tasks.rulesChanged', setRules),
      core.onConnection((connection) => {
        if (connection === 'connected')
          void ask('tasks.rules', {}).then((answer) => answer && setRules(answer));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, ask]);
  return rules;
}
