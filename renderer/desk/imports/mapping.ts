// What a mapping of columns means. Pure.
import {
  type IMPORT_TARGETS,
  ImportOptions,
  type ImportPreview,
  type ImportTarget,
} from '../../../shared/contract/imports.ts';
import { ADDRESS_TARGETS, PHONE_TARGETS } from '../../../shared/domain/import/column.ts';
import { isCustomerKey } from '../../../shared/domain/import/goods-header.ts';
import { GOODS_COLUMNS, type GoodsKind, type ImportKind } from '../../../shared/domain/import/goods-row.ts';

/** The targets of customers as they are grouped in the choice. */
export const TARGET_GROUPS = {
  ignore: ['ignore'],
  who: ['id', 'name', 'lastName', 'firstName', 'middleName', 'organisation', 'role'],
  numbers: [...PHONE_TARGETS, 'phoneNotes', 'email'],
  addresses: [...ADDRESS_TARGETS],
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
    'language',
    'zone',
    'about',
  ],
} as const satisfies Record<string, readonly ImportTarget[]>;

type NamedTarget = (typeof IMPORT_TARGETS)[number];
type Groups = Readonly<Record<string, readonly NamedTarget[]>>;

/** What the columns of a file of this kind can be; of goods, what they are and whose. */
export function targetGroups(kind: ImportKind): Groups {
  if (kind === 'customers') return TARGET_GROUPS;
  const { ignore, who, numbers } = TARGET_GROUPS;
  return { ignore, goods: GOODS_COLUMNS[kind], who: who.filter((target) => target !== 'role'), numbers };
}

/** By what a customer is recognised; the core refuses a file that has none of them. */
const KEYS = new Set<ImportTarget>([...PHONE_TARGETS, 'email']);
const NAMES = new Set<ImportTarget>(['name', 'lastName', 'firstName', 'organisation']);

export type MappingGap =
  | { readonly code: 'noNumber' | 'noName' | 'noKey' }
  | { readonly code: 'noGoods'; readonly target: NamedTarget };

/** What the mapping still lacks: without a number nothing can be imported, without a name nobody is recognised. */
export function mappingGap(
  mapping: readonly ImportTarget[],
  kind: ImportKind = 'customers',
): MappingGap | undefined {
  if (kind !== 'customers') return goodsGap(mapping, kind);
  if (!mapping.some((target) => KEYS.has(target))) return { code: 'noNumber' };
  if (!mapping.some((target) => NAMES.has(target))) return { code: 'noName' };
  return undefined;
}

function goodsGap(mapping: readonly ImportTarget[], kind: GoodsKind): MappingGap | undefined {
  const needed: readonly NamedTarget[] =
    kind === 'invoices' ? ['invoiceNumber', 'amount', 'issuedOn'] : [GOODS_COLUMNS[kind][0]];
  const lacking = needed.find((target) => !mapping.includes(target));
  // A serial number alone names the thing as well.
  if (lacking !== undefined && !(kind === 'purchases' && mapping.includes('serial')))
    return { code: 'noGoods', target: lacking };
  const byContract = kind !== 'contracts' && mapping.includes('contractNumber');
  return byContract || mapping.some(isCustomerKey) ? undefined : { code: 'noKey' };
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

/** Whether a file would be read alike, whatever the order of the fields. */
export const sameOptions = (one: ImportOptions, other: ImportOptions): boolean =>
  JSON.stringify(ImportOptions.parse(one)) === JSON.stringify(ImportOptions.parse(other));

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
