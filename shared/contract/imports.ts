import { z } from 'zod';
import { TEXT_REASONS } from '../domain/call/text-number.ts';
import { ADDRESS_TARGETS, GOODS_TARGETS, type OwnTarget } from '../domain/import/column.ts';
import { IMPORT_KINDS } from '../domain/import/goods-row.ts';
import { Bytes, Country, Done, Id, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** Where a column goes. `ignore` keeps it out. */
export const IMPORT_TARGETS = [
  'ignore',
  'id',
  'name',
  'lastName',
  'firstName',
  'middleName',
  'organisation',
  'role',
  'phone',
  'mobile',
  'workPhone',
  'homePhone',
  'fax',
  'otherPhone',
  'phoneNotes',
  'email',
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
  ...ADDRESS_TARGETS,
  'about',
  ...GOODS_TARGETS,
] as const;
/** Or one of the firm's own fields, by its id. */
const OWN_TARGET = /^own:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const ImportTarget = z.union([
  z.enum(IMPORT_TARGETS),
  z.custom<OwnTarget>((target) => typeof target === 'string' && OWN_TARGET.test(target)),
]);
export type ImportTarget = z.infer<typeof ImportTarget>;

export const ImportOptions = z.object({
  /** What each row is; absent: a customer. */
  kind: z.enum(IMPORT_KINDS).optional(),
  /** Of amounts that do not say theirs (ISO 4217); absent: that of the country. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** One target for each column, by position. */
  mapping: z.array(ImportTarget).max(500),
  hasHeader: z.boolean(),
  country: Country,
  /** Put before numbers that have no area code. */
  areaCode: z
    .string()
    .regex(/^\d{0,6}$/)
    .default(''),
  /** What to do with a row whose number is already a customer's. */
  duplicates: z.enum(['fillGaps', 'skip', 'overwrite', 'ask']).default('fillGaps'),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** How a file with the same headers was imported the last time. */
export const ImportMemory = ImportOptions.omit({ mapping: true }).extend({
  /** Where a column went, by its name (`columnKeys`). */
  columns: z.record(z.string(), ImportTarget),
});
export type ImportMemory = z.infer<typeof ImportMemory>;

/** Reasons for a refused row; each is a sentence of the catalogue (`imports:reason.<code>`). */
export const REJECTION_REASONS = [
  'noName',
  'noNumber',
  'brokenRow',
  'tooLong',
  'duplicateInFile',
  'ownNumber',
  'noItem',
  'badValue',
  'noCustomer',
  'severalCustomers',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** What a file was: a table, electronic cards, or the phone book of a phone or an exchange (XML). */
export const IMPORT_FORMATS = ['csv', 'xlsx', 'vcard', 'phoneBook'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const ImportPreview = z.object({
  importId: Id,
  fileName: z.string(),
  format: z.enum(IMPORT_FORMATS),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()), suggested: ImportTarget })),
  hasHeader: z.boolean(),
  /** As the last time with these headers; the first preview is made with them. Absent: there was none. */
  remembered: ImportOptions.optional(),
  rows: z.number().int(),
  /** Of those of its numbers that name their country, when others do not: `country-of-most.ts`. */
  countryOfMost: Country.optional(),
  sample: z.array(
    z.object({
      line: z.number().int(),
      cells: z.array(z.string()),
      /** What would happen to this row with these options. */
      fate: z.enum(['create', 'merge', 'ask', 'reject']),
      reason: z.enum(REJECTION_REASONS).optional(),
      name: z.string(),
      /** Of goods: what it is. */
      what: z.string().optional(),
      phones: z.array(
        z.object({
          raw: z.string(),
          e164: z.string().optional(),
          display: z.string(),
          text: z.enum(TEXT_REASONS).optional(),
        }),
      ),
    }),
  ),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** How an import is, or was, taken back. Numbers are of changes: a customer made, or completed from one row. */
export const ImportUndo = z.object({
  /** `cancelled` and `failed` can go on from where they are. */
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  total: z.number().int(),
  processed: z.number().int(),
  /** Customers that were made and are deleted again. */
  deleted: z.number().int(),
  /** Changes of customers that were taken back. */
  restored: z.number().int(),
  /** Left, at least in part: somebody has worked with them since. */
  kept: z.number().int(),
  failure: z.string().optional(),
});
export type ImportUndo = z.infer<typeof ImportUndo>;

export const ImportProgress = z.object({
  importId: Id,
  /** `paused`, `cancelled` and `failed` runs can go on from where they are, while their file is there. */
  state: z.enum(['receiving', 'ready', 'running', 'paused', 'done', 'cancelled', 'failed']),
  rows: z.number().int(),
  processed: z.number().int(),
  created: z.number().int(),
  merged: z.number().int(),
  rejected: z.number().int(),
  /** Numbers that were kept as text. */
  asText: z.number().int(),
  failure: z.string().optional(),
  undo: ImportUndo.optional(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;

/** One import of the past, or the present one. */
export const ImportRun = ImportProgress.extend({
  fileName: z.string(),
  /** UTC ms. */
  startedAt: z.number().int(),
  finishedAt: z.number().int().optional(),
  /** Who began it. */
  by: z.string().optional(),
  canResume: z.boolean(),
  canUndo: z.boolean(),
  /** The file of refused rows can still be had. */
  hasRejected: z.boolean(),
});
export type ImportRun = z.infer<typeof ImportRun>;

export const importRequests = {
  'imports.begin': request(
    ['desk'],
    z.object({ fileName: text(300), size: z.number().int().min(0) }),
    z.object({ importId: Id }),
    need('customers.import'),
  ),
  'imports.chunk': request(
    ['desk'],
    z.object({ importId: Id, offset: z.number().int().min(0), bytes: Bytes }),
    Done,
    need('customers.import'),
  ),
  /** After the last chunk, and again whenever the options change. Without options: as guessed from the file. */
  'imports.preview': request(
    ['desk'],
    z.object({ importId: Id, options: ImportOptions.optional() }),
    ImportPreview,
    need('customers.import'),
  ),
  'imports.start': request(
    ['desk'],
    z.object({ importId: Id, options: ImportOptions }),
    Done,
    need('customers.import'),
  ),
  'imports.cancel': request(['desk'], z.object({ importId: Id }), Done, need('customers.import')),
  /** What is in stays in; the run goes on from there with `imports.resume`, also after a restart. */
  'imports.pause': request(['desk'], z.object({ importId: Id }), Done, need('customers.import')),
  /** Goes on with a paused, cancelled or failed run. */
  'imports.resume': request(['desk'], z.object({ importId: Id }), Done, need('customers.import')),
  /** Newest first. */
  'imports.list': request(
    ['desk'],
    z.object({ before: Id.optional(), limit: z.number().int().min(1).max(100).default(50) }),
    z.object({ runs: z.array(ImportRun), more: z.boolean() }),
    need('customers.import'),
  ),
  /** Takes everything back that the import did, or goes on with it; its progress is `imports.progress`. */
  'imports.undo': request(['desk'], z.object({ importId: Id }), Done, need('customers.import')),
  /** What is taken back stays so; `imports.undo` goes on. */
  'imports.stopUndo': request(['desk'], z.object({ importId: Id }), Done, need('customers.import')),
  'imports.progress': request(['desk'], z.object({ importId: Id }), ImportProgress, need('customers.import')),
  /** The refused rows as CSV (UTF-8 with BOM, formula-safe) with line and reason in front. */
  'imports.rejected': request(
    ['desk'],
    z.object({ importId: Id, offset: z.number().int().min(0) }),
    z.object({ bytes: Bytes, total: z.number().int(), fileName: z.string() }),
    need('customers.import'),
  ),
} as const;

export const importEvents = { 'imports.progress': ImportProgress } as const;
