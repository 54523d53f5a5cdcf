/** Order of names as people look for them: whatever the case, and line 2 before line 10. */
export const byName = new Intl.Collator(undefined, { numeric: true }).compare;
