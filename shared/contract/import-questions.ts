import { z } from 'zod';
import { Done, Id } from './common.ts';
import { request } from './define.ts';
import { CHANGED_FIELDS } from './import-dry-runs.ts';
import { need } from './need.ts';

/** `fillGaps`, `overwrite`: it is this customer; `create`: somebody else; `skip`: it stays out. */
export const IMPORT_ANSWERS = ['fillGaps', 'overwrite', 'create', 'skip'] as const;
export type ImportAnswer = (typeof IMPORT_ANSWERS)[number];

const Side = z.object({ field: z.enum(CHANGED_FIELDS), inFile: z.string(), onCard: z.string() });

/** A row that was set aside, beside the customer whom it seems to mean. */
export const ImportQuestion = z.object({
  /** Of the file; it names the question. */
  line: z.number().int(),
  name: z.string(),
  /** Absent: nobody is known by it any more. */
  customer: z.object({ id: Id, name: z.string() }).optional(),
  by: z.enum(['id', 'number', 'email', 'name']),
  /** Field by field, where either side says something: what the file has, and what stands on the card. */
  sides: z.array(Side),
  /** What an answer would put there: of `fillGaps` and of `overwrite`. */
  fills: z.array(z.enum(CHANGED_FIELDS)),
  replaces: z.array(z.enum(CHANGED_FIELDS)),
});
export type ImportQuestion = z.infer<typeof ImportQuestion>;

const Import = z.object({ importId: Id });
const IMPORT = need('customers.import');

/** Rows of an import that wait for a person. What is not answered stays, and can be taken up later. */
export const importQuestionRequests = {
  /** In the order of the file. `waiting`: of all of the import. */
  'imports.questions': request(
    ['desk'],
    Import.extend({
      after: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(50).default(10),
    }),
    z.object({ questions: z.array(ImportQuestion), waiting: z.number().int() }),
    IMPORT,
  ),
  /** Answers one row; `similar`: and all others whose customer was known by the same. Fails with `notFound` when nobody asks it any more. */
  'imports.answer': request(
    ['desk'],
    Import.extend({
      line: z.number().int(),
      answer: z.enum(IMPORT_ANSWERS),
      similar: z.boolean().default(false),
    }),
    Done,
    IMPORT,
  ),
} as const;
