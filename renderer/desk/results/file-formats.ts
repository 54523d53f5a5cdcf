export const FORMATS = ['csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

export const FILE_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A word of the catalogue for each key. */
export const named = <T extends string>(keys: readonly T[], nameOf: (key: T) => string) =>
  Object.fromEntries(keys.map((key) => [key, nameOf(key)])) as Record<T, string>;
