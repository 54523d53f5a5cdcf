import { useCallback, useEffect, useState } from 'react';
import type { BackupState } from '../../../shared/contract/backups.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

/** The backups as the core tells them; a failure when this person may not know. */
export function useBackups(): {
  state: BackupState | undefined;
  failure: Failure | undefined;
  load: () => void;
} {
  const core = useCore();
  const [state, setState] = useState<BackupState>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(() => {
    core.request('backups.state', {}).then(
      (now) => {
        setState(now);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(asFailure(error)),
    );
  }, [core]);
  useEffect(() => {
    const stops = [
      core.on('backups.changed', setState),
      core.onConnection((connection) => {
        if (connection === 'connected') load();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, load]);
  return { state, failure, load };
}

/** "3.4 GB" in the words of the language. */
export function bytesIn(language: string, bytes: number): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = Math.min(units.length, Math.max(1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power - 1] ?? 'kilobyte',
    maximumFractionDigits: power === 1 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
