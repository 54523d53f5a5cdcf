// What every entry script needs before it can do its own work. Node 20, no dependencies: this runs first on a fresh clone.
export { ensureBuilt } from './built.mjs';
export { ensureInstalled } from './install.mjs';
export { findNode24 } from './node24.mjs';
export { PlainError, runEntry } from './plain-error.mjs';
