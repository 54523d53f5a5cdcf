import type { z } from 'zod';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { SettingsPatch, SystemInfo, settingsRequests } from '../../../shared/contract/settings.ts';
import type { Context } from '../host/dispatch.ts';
import type { Session } from '../host/session.ts';
import type { Troubles } from '../host/troubles.ts';
import type { Warnings } from '../phone/warnings.ts';
import type { SettingsKept } from './settings.ts';

/** The accounts' own are with `pbx/accounts.ts`. */
type SystemRequests = Pick<typeof settingsRequests, 'system.info' | 'settings.save'>;

export function settingsHandlers(options: {
  readonly settings: SettingsKept;
  readonly troubles: Troubles;
  readonly warnings: Warnings;
  readonly info: Omit<z.input<typeof SystemInfo>, 'settings' | 'me'>;
  /** As far as this satellite may know. */
  readonly me: (session: Session) => z.input<typeof SystemInfo>['me'];
  readonly onSaved: (patch: z.output<typeof SettingsPatch>) => void;
}): Handlers<SystemRequests, Context> {
  const { settings, troubles, warnings, info, me, onSaved } = options;
  return {
    'system.info': (_, { session }) => {
      // The first question of every desk: it has to learn what stands in the way.
      if (session.role === 'desk') {
        queueMicrotask(() => {
          troubles.tellAgain();
          warnings.tellAgain();
        });
      }
      return { ...info, me: me(session), settings: settings.get() };
    },
    'settings.save': (patch) => {
      const saved = settings.save(patch);
      onSaved(patch);
      return saved;
    },
  };
}
