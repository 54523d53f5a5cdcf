import type { Running } from './launch.ts';

/**
 * Hands and eyes on the desk by way of the main process. Playwright's own page is of no use once its renderer was
 * killed, although the shell has brought the window back.
 */
export async function deskBar(running: Running): Promise<string | undefined> {
  return running.app.evaluate(async ({ webContents }) => {
    const desk = webContents.getAllWebContents().find((page) => page.getURL().includes('/desk/'));
    if (!desk || desk.isCrashed() || desk.isLoading()) return undefined;
    const bar = await desk
      .executeJavaScript("document.querySelector('[data-bar]')?.dataset.bar")
      .catch(() => undefined);
    return typeof bar === 'string' ? bar : undefined;
  });
}

export async function pressOnDesk(running: Running, keyCode: string): Promise<void> {
  await running.app.evaluate(({ webContents }, key) => {
    const desk = webContents.getAllWebContents().find((page) => page.getURL().includes('/desk/'));
    if (!desk || desk.isCrashed()) return;
    desk.sendInputEvent({ type: 'keyDown', keyCode: key });
    desk.sendInputEvent({ type: 'keyUp', keyCode: key });
  }, keyCode);
}
