import type { Running } from './launch.ts';

/**
 * Hands and eyes on the desk by way of the main process. Playwright's own page is of no use once its renderer was
 * killed, although the shell has brought the window back.
 */
export function deskBar(running: Running): Promise<string | undefined> {
  return answered(
    running.app.evaluate(async ({ webContents }) => {
      const desk = webContents.getAllWebContents().find((page) => page.getURL().includes('/desk/'));
      if (!desk || desk.isCrashed() || desk.isLoading()) return undefined;
      const bar: unknown = await desk.executeJavaScript("document.querySelector('[data-bar]')?.dataset.bar");
      return typeof bar === 'string' ? bar : undefined;
    }),
  );
}

export async function pressOnDesk(running: Running, keyCode: string): Promise<void> {
  await answered(
    running.app.evaluate(({ webContents }, key) => {
      const desk = webContents.getAllWebContents().find((page) => page.getURL().includes('/desk/'));
      if (!desk || desk.isCrashed()) return;
      desk.sendInputEvent({ type: 'keyDown', keyCode: key });
      desk.sendInputEvent({ type: 'keyUp', keyCode: key });
    }, keyCode),
  );
}

export function pagePid(running: Running, role: 'desk' | 'phone'): Promise<number | undefined> {
  return answered(
    running.app.evaluate(({ webContents }, name) => {
      const page = webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().includes(`/${name}/`));
      return page && !page.isCrashed() ? page.getOSProcessId() : undefined;
    }, role),
  );
}

const PATIENCE_MS = 2_000;

/** A question to a renderer that dies at this very moment is never answered, not even with an error: ask again then. */
async function answered<T>(question: Promise<T>): Promise<T | undefined> {
  return Promise.race([
    question.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS)),
  ]);
}
