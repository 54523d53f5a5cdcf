import { type ReactNode, useEffect } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { setLanguage, systemLanguage } from '../../i18n/index.ts';
import { UiProvider } from '../../ui/index.ts';
import { DeskState } from '../state/desk-state.tsx';
import { useSession } from '../state/session.tsx';
import { Shell } from './shell.tsx';

export function App({ core }: { core: CoreClient }) {
  return (
    <DeskState core={core}>
      <Appearance>
        <Shell />
      </Appearance>
    </DeskState>
  );
}

/** Language, theme and zone follow the settings while the program runs. */
function Appearance({ children }: { children: ReactNode }) {
  const language = useSession((session) => session.settings?.language) ?? systemLanguage();
  const theme = useSession((session) => session.settings?.theme) ?? 'system';
  const zone = useSession((session) => session.settings?.zone);
  useEffect(() => setLanguage(language), [language]);
  return (
    <UiProvider scheme={theme} language={language} zone={zone}>
      {children}
    </UiProvider>
  );
}
