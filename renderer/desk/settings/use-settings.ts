import { useCallback, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toastUndo } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useSession } from '../state/session.tsx';
import { asFailure } from '../state/use-ask.ts';

export type SettingsChange = Partial<Settings>;

export interface SettingsEditor {
  /** With what the person has changed already and the core has not confirmed yet. */
  readonly settings: Settings;
  readonly failure: Failure | undefined;
  /** Saves at once. `what`: the name of the setting, for those that are worth an "Undo". */
  save(change: SettingsChange, what?: string): void;
  retry(): void;
}

const pick = (settings: Settings, change: SettingsChange): SettingsChange =>
  Object.fromEntries(Object.keys(change).map((key) => [key, settings[key as keyof Settings]]));

/** The settings and how they are changed; undefined until they are known. What could not be saved stays on the screen. */
export function useSettings(): SettingsEditor | undefined {
  const core = useCore();
  const { t } = useTranslation(['settings', 'common']);
  const saved = useSession((session) => session.settings);
  const [pending, setPending] = useState<SettingsChange>({});
  const [failure, setFailure] = useState<Failure>();

  const send = useCallback(
    async (change: SettingsChange): Promise<boolean> => {
      setPending((before) => ({ ...before, ...change }));
      try {
        await core.request('settings.save', change);
      } catch (error) {
        setFailure(asFailure(error));
        return false;
      }
      setFailure(undefined);
      // Only what is still as it was sent: the person may have gone on meanwhile.
      setPending((before) =>
        Object.fromEntries(
          Object.entries(before).filter(([key, value]) => change[key as keyof Settings] !== value),
        ),
      );
      return true;
    },
    [core],
  );

  if (!saved) return undefined;
  return {
    settings: { ...saved, ...pending },
    failure,
    save: (change, what) => {
      const before = pick(saved, change);
      void send(change).then((done) => {
        if (done && what !== undefined) {
          toastUndo(t('changed', { what }), t('common:undo'), () => void send(before));
        }
      });
    },
    retry: () => void send(pending),
  };
}
