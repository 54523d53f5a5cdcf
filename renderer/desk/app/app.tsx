import { type ReactNode, useEffect, useState } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { setLanguage, systemLanguage } from '../../i18n/index.ts';
import { UiProvider } from '../../ui/index.ts';
import { Gate, Lockable } from '../session/gate.tsx';
import { DeskState } from '../state/desk-state.tsx';
import { createSeat, SeatProvider, useSeat } from '../state/seat.tsx';
import { Shell } from './shell.tsx';

export function App({ core }: { core: CoreClient }) {
  const [seat] = useState(() => createSeat(core));
  useEffect(() => seat.feed(), [seat]);
  return (
    <SeatProvider value={seat}>
      <Appearance>
        <Gate core={core}>
          <DeskState core={seat.core}>
            <Lockable core={core}>
              <Shell />
            </Lockable>
          </DeskState>
        </Gate>
      </Appearance>
    </SeatProvider>
  );
}

/** Language, theme and zone follow the settings while the program runs. */
function Appearance({ children }: { children: ReactNode }) {
  const language = useSeat(({ settings }) => settings?.language) ?? systemLanguage();
  const theme = useSeat(({ settings }) => settings?.theme) ?? 'system';
  const zone = useSeat(({ settings }) => settings?.zone);
  useEffect(() => setLanguage(language), [language]);
  return (
    <UiProvider scheme={theme} language={language} zone={zone}>
      {children}
    </UiProvider>
  );
}
