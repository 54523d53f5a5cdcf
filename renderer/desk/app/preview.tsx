// The desk on the double, in a state named by the address: `?state=ringing&lang=ru&theme=dark`. For looking at it.
import { createRoot } from 'react-dom/client';
import { Language } from '../../../shared/contract/common.ts';
import { startI18n } from '../../i18n/index.ts';
import { createFakeCore, type FakeCore } from '../testing/fake-core.ts';
import { previewStates } from '../testing/preview-states.ts';
import { INFO, SETTINGS } from '../testing/sample.ts';
import { App } from './app.tsx';

declare global {
  interface Window {
    /** For the hand that drives the preview. */
    fakeCore?: FakeCore;
  }
}

const query = new URLSearchParams(location.search);
const language = Language.catch('en').parse(query.get('lang'));
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const settings = { ...SETTINGS, language, theme } as const;
const state = previewStates[query.get('state') ?? 'free'];

const core = createFakeCore({
  'system.info': () => ({ ...INFO, settings }),
  'settings.save': (patch) => {
    const saved = { ...settings, ...(patch as Partial<typeof settings>) };
    core.emit('settings.changed', saved);
    return saved;
  },
  ...state?.handlers,
});
window.fakeCore = core;
startI18n(language);
const root = document.getElementById('root');
if (root) createRoot(root).render(<App core={core} />);
setTimeout(() => state?.start?.(core), 300);
