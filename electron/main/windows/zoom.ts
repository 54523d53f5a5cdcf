import type { WebContents } from 'electron';

/** Larger letters without a menu: Ctrl (⌘) with plus, minus and zero, as in every browser. */
export function zoomByKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    if (
      input.type !== 'keyDown' ||
      input.alt ||
      !(process.platform === 'darwin' ? input.meta : input.control)
    )
      return;
    const level = zoomLevel(contents.getZoomLevel(), input.key);
    if (level === undefined) return;
    event.preventDefault();
    contents.setZoomLevel(level);
  });
}

/** Steps of 20 %, from about a half to three times; undefined: the key means nothing here. */
export function zoomLevel(now: number, key: string): number | undefined {
  if (key === '0') return 0;
  if (key === '+' || key === '=') return Math.min(now + 1, 6);
  if (key === '-' || key === '_') return Math.max(now - 1, -3);
  return undefined;
}
