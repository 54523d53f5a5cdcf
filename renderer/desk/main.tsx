import { createRoot } from 'react-dom/client';
import { connectCore } from '../channel/connect.ts';
import { startI18n, systemLanguage } from '../i18n/index.ts';
import { App } from './app/app.tsx';
import { phoneTicket } from './state/phone-ticket.ts';

startI18n(systemLanguage());
const core = connectCore('desk');
const root = document.getElementById('root');
if (root) createRoot(root).render(<App core={core} />);
void startPhoneInBrowser();

/** In the desktop the phone is a window of its own; in a browser it is part of this page. */
async function startPhoneInBrowser(): Promise<void> {
  const { mode } = await core.request('system.info', {});
  document.documentElement.dataset.mode = mode;
  if (mode !== 'browser') return;
  const { startPhone } = await import('../phone/start-phone.ts');
  startPhone(() => phoneTicket(core));
}
