import { z } from 'zod';
import { Bytes, Country, Done, Id, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** Where a column goes. `ignore` keeps it out. */
export const IMPORT_TARGETS = [
  'ignore',
  'name',
  'lastName',
  'firstName',
  'middleName',
  'organisation',
  'role',
  'phone',
  'mobile',
  'workPhone',
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
  'about',
] as const;
export const ImportTarget = z.enum(IMPORT_TARGETS);
export type ImportTarget = z.infer<typeof ImportTarget>;

export const ImportOptions = z.object({
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
  duplicates: z.enum(['fillGaps', 'skip', 'overwrite']).default('fillGaps'),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** Reasons for a refused row; each is a sentence of the catalogue (`imports:reason.<code>`). */
export const REJECTION_REASONS = [
  'noName',
  'noNumber',
  'badNumber',
  'brokenRow',
  'tooLong',
  'duplicateInFile',
  'ownNumber',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export const ImportPreview = z.object({
  importId: Id,
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()), suggested: ImportTarget })),
  hasHeader: z.boolean(),
  rows: z.number().int(),
  sample: z.array(
    z.object({
      line: z.number().int(),
      cells: z.array(z.string()),
      /** What would happen to this row with these options. */
      fate: z.enum(['create', 'merge', 'reject']),
      reason: z.enum(REJECTION_REASONS).optional(),
      name: z.string(),
      phones: z.array(z.object({ raw: z.string(), e164: z.string().optional(), display: z.string() })),
    }),
  ),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportProgress = z.object({
  importId: Id,
  state: z.enum(['receiving', 'ready', 'running', 'done', 'cancelled', 'failed']),
  rows: z.number().int(),
  processed: z.number().int(),
  created: z.number().int(),
  merged: z.number().int(),
  rejected: z.number().int(),
  failure: z.string().optional(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;

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
