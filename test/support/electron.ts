// In place of `electron` in the unit tests: outside of its own program that package is but the path of one.

/** Whoever is asked says yes. */
export const dialog = { showMessageBox: async () => ({ response: 1 }) };
