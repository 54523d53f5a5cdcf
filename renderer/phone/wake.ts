/** How late a timer must be to mean that the machine slept, milliseconds. Throttled pages are late by up to a minute. */
const TICK = 5_000;
const SLEPT = 65_000;

/**
 * Tells when the world may have changed without us: the network came back, the page is looked at again, the machine
 * woke up. Returns how to stop.
 */
export function onWake(listener: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('online', listener, { signal });
  // Chromium's own word for "thawed after being frozen" (Page Lifecycle).
  document.addEventListener('resume', listener, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener(), {
    signal,
  });
  let last = Date.now();
  const ticking = setInterval(() => {
    const now = Date.now();
    if (now - last > TICK + SLEPT) listener();
    last = now;
  }, TICK);
  return () => {
    listening.abort();
    clearInterval(ticking);
  };
}
