import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';

export type Directory = Output<'users.directory'>;

/** Who works here; undefined until it is known. Kept true: whatever is decided about people is told to every desk. */
export function useDirectory(): Directory | undefined {
  const core = useCore();
  const [directory, setDirectory] = useState<Directory>();
  const load = useCallback(() => {
    // Refused to whoever has just lost the right; the page hides it then.
    core.request('users.directory', {}).then(setDirectory, () => undefined);
  }, [core]);
  useEffect(() => {
    const stops = [
      core.on('session.changed', load),
      core.onConnection((connection) => connection === 'connected' && load()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, load]);
  return directory;
}

interface Named {
  readonly name: string;
  readonly builtIn?: 'administrator' | 'supervisor' | 'operator' | 'caller' | undefined;
}

/** What the program brings is said in the language of the screen, until somebody gives it another name. */
export function useNameOf(): (named: Named) => string {
  const { t } = useTranslation('people');
  return ({ name, builtIn }) => (builtIn !== undefined && name === builtIn ? t(`builtIn.${builtIn}`) : name);
}
