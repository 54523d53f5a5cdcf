import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import type { CoreSupervisor } from '../core/core-supervisor.ts';
import type { PageRegistry } from './page-registry.ts';

/** IPC between the preload and the shell; the same words are in electron/preload/bridge.ts. */
const IPC = {
  connect: 'ringdesk:connect',
  port: 'ringdesk:port',
  lost: 'ringdesk:lost',
  failed: 'ringdesk:failed',
  resume: 'ringdesk:resume',
} as const;

/**
 * Introduces pages to the core: a page that asks gets one end of a fresh channel, the core the other, and the
 * shell hears none of what they say (or relays it unread, to a forked core).
 */
export function introducePages(core: CoreSupervisor, pages: PageRegistry): void {
  const waiting = new Set<WebContents>();

  const serve = (contents: WebContents) => {
    waiting.delete(contents);
    const role = pages.roleOf(contents);
    if (contents.isDestroyed() || (role !== 'desk' && role !== 'phone')) return;
    const { port1, port2 } = new MessageChannelMain();
    core.introduce(role, port2);
    contents.postMessage(IPC.port, { role }, [port1]);
  };

  ipcMain.on(IPC.connect, (event) => {
    const sender = pages.senderOf(event);
    if (!sender || (sender.role !== 'desk' && sender.role !== 'phone')) return;
    const state = core.state;
    if (state.name === 'ready') return serve(sender.contents);
    waiting.add(sender.contents);
    if (state.name === 'failed') sender.contents.send(IPC.failed, state.code, state.params);
  });

  core.onState((state) => {
    if (state.name === 'ready') return [...waiting].forEach(serve);
    const tell = (channel: string, ...args: unknown[]) => {
      for (const contents of [...pages.with('desk'), ...pages.with('phone')]) contents.send(channel, ...args);
    };
    if (state.name === 'down') tell(IPC.lost);
    if (state.name === 'failed') tell(IPC.failed, state.code, state.params);
  });
}

/** The machine was asleep: the phone must not trust a socket that looks open. */
export function tellResumed(pages: PageRegistry): void {
  for (const contents of pages.with('phone')) contents.send(IPC.resume);
}
