import { useEffect, useState } from 'react';
import type { ScriptSummary } from '../../../shared/contract/talk-scripts.ts';
import { useCore } from '../state/core.tsx';

const NONE: readonly ScriptSummary[] = [];

/** The published talk scripts. A list works without one, so a failure offers none. */
export function useScripts(): readonly ScriptSummary[] {
  const core = useCore();
  const [scripts, setScripts] = useState(NONE);
  useEffect(() => {
    const load = () =>
      core
        .request('talkScripts.list', {})
        .then((all) => setScripts(all.filter(({ published }) => published !== undefined)))
        .catch(() => undefined);
    void load();
    return core.on('talkScripts.changed', () => void load());
  }, [core]);
  return scripts;
}
