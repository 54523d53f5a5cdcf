// What a mapping of columns means. Pure.
import type { ImportOptions, ImportPreview, ImportTarget } from '../../../shared/contract/imports.ts';

/** The targets as they are grouped in the choice; together they are all of `IMPORT_TARGETS`. */
export const TARGET_GROUPS = {
  ignore: ['ignore'],
  who: ['name', 'lastName', 'firstName', 'middleName', 'organisation', 'role'],
  numbers: ['phone', 'mobile', 'workPhone', 'email'],
  facts: [
    'stage',
    'relation',
    'responsible',
    'channel',
    'region',
    'field',
    'headCount',
    'needs',
    'consent',
    'birthday',
    'contractEndsOn',
    'tags',
    'about',
  ],
} as const satisfies Record<string, readonly ImportTarget[]>;

/** By what a customer is recognised; the core refuses a file that has none of them. */
const KEYS = new Set<ImportTarget>(['phone', 'mobile', 'workPhone', 'email']);
const NAMES = new Set<ImportTarget>(['name', 'lastName', 'firstName', 'organisation']);

export type MappingGap = 'noNumber' | 'noName';

/** What the mapping still lacks: without a number nothing can be imported, without a name nobody is recognised. */
export function mappingGap(mapping: readonly ImportTarget[]): MappingGap | undefined {
  if (!mapping.some((target) => KEYS.has(target))) return 'noNumber';
  if (!mapping.some((target) => NAMES.has(target))) return 'noName';
  return undefined;
}

/** The options that belong to the first preview, which the core made from the file and the firm's settings. */
export function firstOptions(
  preview: ImportPreview,
  firm: { readonly country: string; readonly areaCode: string },
): ImportOptions {
  return {
    mapping: preview.columns.map((column) => column.suggested),
    hasHeader: preview.hasHeader,
    country: firm.country,
    areaCode: firm.areaCode,
    duplicates: 'fillGaps',
  };
}

export function withTarget(options: ImportOptions, column: number, target: ImportTarget): ImportOptions {
  return {
    ...options,
    mapping: options.mapping.map((before, index) => (index === column ? target : before)),
  };
}

/** "12.4 MB" in the person's language. */
export function fileSize(bytes: number, language: string): string {
  const [value, unit] =
    bytes < 1000
      ? [bytes, 'byte']
      : bytes < 1_000_000
        ? [bytes / 1000, 'kilobyte']
        : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
  }).format(value);
}
