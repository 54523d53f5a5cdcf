import { createContext, useContext, useEffect, useState } from 'react';
import { useCore } from '../../state/core.tsx';

export interface NamedChoice {
  readonly value: string;
  readonly label: string;
}

/** What of the firm's a script may name. Undefined: not known, or not for this person to see. */
export interface ScriptChoices {
  /** Ended ones too: a script goes on naming them. */
  readonly lists?: readonly NamedChoice[];
  readonly segments?: readonly NamedChoice[];
  readonly lines?: readonly NamedChoice[];
}

export const ChoicesContext = createContext<ScriptChoices>({});
export const useChoices = (): ScriptChoices => useContext(ChoicesContext);

/** Asked once per opening; who may not see lists or segments still edits the words. */
export function useAskedChoices(): ScriptChoices {
  const core = useCore();
  const [choices, setChoices] = useState<ScriptChoices>({});
  useEffect(() => {
    const put = (part: ScriptChoices) => setChoices((now) => ({ ...now, ...part }));
    const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
    const unseen = () => undefined;
    core
      .request('campaigns.list', { ended: true })
      .then((found) => put({ lists: found.map(named) }))
      .catch(unseen);
    core
      .request('segments.list', {})
      .then((found) => put({ segments: found.map(named) }))
      .catch(unseen);
    core
      .request('accounts.list', {})
      .then((found) => put({ lines: found.map(({ id, label }) => ({ value: id, label })) }))
      .catch(unseen);
  }, [core]);
  return choices;
}
