// A screen in jsdom, on a double of the core, as the page would mount it.
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications, notifications } from '@mantine/notifications';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Language } from '../../../shared/contract/common.ts';
import { startI18n } from '../../i18n/index.ts';
import { ZoneContext } from '../../i18n/use-format.ts';
import { theme } from '../../ui/theme.ts';
import { DeskState } from '../state/desk-state.tsx';
import type { FakeCore } from './fake-core.ts';
import { SETTINGS } from './sample.ts';

/** What Mantine asks of a browser and jsdom does not have. */
function completeDom(): void {
  window.matchMedia ??= (query) =>
    ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }) as unknown as MediaQueryList;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Element.prototype.scrollIntoView ??= () => undefined;
}

/**
 * React's own `act` and not the testing library's: this file stands among the sources, which know no test tools. Outside
 * of it updates come when they come, as in a page; `waitFor` and `findBy` wait for them.
 */
function atOnce(work: () => void): void {
  const flags = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean | undefined };
  const before = flags.IS_REACT_ACT_ENVIRONMENT;
  flags.IS_REACT_ACT_ENVIRONMENT = true;
  act(work);
  flags.IS_REACT_ACT_ENVIRONMENT = before;
}

let mounted: { root: Root; container: HTMLElement } | undefined;

/** For `afterEach`: what is left on the screen would tell, or be timed, in the next test. */
export function unmount(): void {
  atOnce(() => {
    notifications.clean();
    mounted?.root.unmount();
  });
  mounted?.container.remove();
  mounted = undefined;
}

/** Mounts in place of whatever was mounted before. */
export function mount(core: FakeCore, screen: ReactNode, language: Language = 'en'): HTMLElement {
  unmount();
  completeDom();
  startI18n(language);
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  mounted = { root, container };
  atOnce(() =>
    root.render(
      // Not the page's provider: `env="test"` leaves out the transitions and the measuring that jsdom cannot do.
      <MantineProvider theme={theme} env="test">
        <DatesProvider settings={{ locale: language }}>
          <ZoneContext value={SETTINGS.zone}>
            <Notifications />
            <DeskState core={core}>{screen}</DeskState>
          </ZoneContext>
        </DatesProvider>
      </MantineProvider>,
    ),
  );
  return container;
}
