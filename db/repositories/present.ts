type Present<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** SQL's null is the contract's absence: the object without the fields that are null. */
export function present<T extends object>(row: T): Present<T> {
  const kept: Record<string, unknown> = {};
  // A plain loop: Object.entries and fromEntries cost a third of a card.
  for (const key in row) {
    if (row[key] !== null && row[key] !== undefined) kept[key] = row[key];
  }
  return kept as Present<T>;
}
