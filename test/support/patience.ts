import { vi } from 'vitest';

/** What is waited for comes within milliseconds; on a machine whose two cores belong to others too it may take its time. */
const PATIENCE_MS = 30_000;

const { waitFor } = vi;
/** As Vitest's own, but for its second of patience. */
vi.waitFor = (callback, options = {}) =>
  waitFor(
    callback,
    typeof options === 'number' ? { timeout: options } : { timeout: PATIENCE_MS, ...options },
  );
