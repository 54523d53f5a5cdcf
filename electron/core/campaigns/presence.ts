/** A desk that is reloaded is back by then; one that is closed is not, ms. */
const GRACE_MS = 30_000;

/** Whether anybody sits there: desks come and go, and a page that is loaded again is no end of a shift. */
export function createPresence(options: { readonly graceMs?: number; readonly onGone: () => void }) {
  let desks = 0;
  let grace: NodeJS.Timeout | undefined;
  return {
    came(): void {
      desks += 1;
      clearTimeout(grace);
    },
    left(): void {
      desks -= 1;
      clearTimeout(grace);
      if (desks > 0) return;
      grace = setTimeout(options.onGone, options.graceMs ?? GRACE_MS);
      grace.unref();
    },
    stop: () => clearTimeout(grace),
  };
}
