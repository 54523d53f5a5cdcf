import { z } from 'zod';
import { Done, Id } from './common.ts';
import { request } from './define.ts';
import { ImportOptions, REJECTION_REASONS } from './imports.ts';
import { need } from './need.ts';

/** What an import can change in a customer, as people know it. */
export const CHANGED_FIELDS = [
  'name',
  'organisation',
  'role',
  'relation',
  'stage',
  'responsible',
  'channel',
  'region',
  'field',
  'headCount',
  'needs',
  'consent',
  'birthday',
  'contractEndsOn',
  'own',
  'tags',
  'language',
  'zone',
  'about',
  'phones',
  'emails',
  'phoneNotes',
  'addresses',
] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** `before` is empty where nothing was there. Codes (stage, relation, channel, consent) are the contract's. */
const FieldChange = z.object({ field: z.enum(CHANGED_FIELDS), before: z.string(), after: z.string() });

/** What a whole file would do, without doing it. */
export const ImportDryRun = z.object({
  importId: Id,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  rows: z.number().int(),
  processed: z.number().int(),
  created: z.number().int(),
  merged: z.number().int(),
  /** Of the merged ones: those that say nothing new. */
  unchanged: z.number().int(),
  rejected: z.number().int(),
  /** What would wait for a person. */
  asked: z.number().int(),
  /** Numbers that would be kept as text. */
  asText: z.number().int(),
  /** Why rows would be refused, most frequent first. */
  reasons: z.array(z.object({ reason: z.enum(REJECTION_REASONS), count: z.number().int() })),
  /** Customers in whom a field would be filled, and in whom what stands there would be replaced; most frequent first. */
  fields: z.array(
    z.object({ field: z.enum(CHANGED_FIELDS), filled: z.number().int(), replaced: z.number().int() }),
  ),
  /** The first of each kind. */
  examples: z.object({
    created: z.array(z.object({ line: z.number().int(), name: z.string(), number: z.string() })),
    merged: z.array(
      z.object({
        line: z.number().int(),
        /** Of the customer whom it joins. */
        name: z.string(),
        changes: z.array(FieldChange),
      }),
    ),
    rejected: z.array(
      z.object({ line: z.number().int(), reason: z.enum(REJECTION_REASONS), cells: z.array(z.string()) }),
    ),
  }),
  /** Code of `errors`. */
  failure: z.string().optional(),
});
export type ImportDryRun = z.infer<typeof ImportDryRun>;

const Import = z.object({ importId: Id });
const IMPORT = need('customers.import');

/** The whole file planned before any of it is done. One at a time for each file: a new one ends the one before. */
export const importDryRunRequests = {
  'imports.dryRun': request(['desk'], Import.extend({ options: ImportOptions }), Done, IMPORT),
  /** Fails with `notFound` when there was none since the program started. */
  'imports.dryRunState': request(['desk'], Import, ImportDryRun, IMPORT),
  'imports.dryRunStop': request(['desk'], Import, Done, IMPORT),
} as const;

export const importDryRunEvents = { 'imports.dryRun': ImportDryRun } as const;
