/** Chromium's Network Information; missing in other browsers and in TypeScript's library. */
interface WithConnection {
  readonly connection?: EventTarget;
}

/** Tells when the machine came onto a network, or onto another one. Returns how to stop. */
export function onNetworkChange(listener: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  globalThis.addEventListener?.('online', listener, { signal });
  (globalThis.navigator as Navigator & WithConnection)?.connection?.addEventListener('change', listener, {
    signal,
  });
  return () => listening.abort();
}
