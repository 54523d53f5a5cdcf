import { z } from 'zod';
import { Bytes, Done, Id } from './common.ts';
import { request } from './define.ts';
import { needListed } from './need.ts';
import { SegmentFilter } from './segments.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'vcard3', 'vcard4'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** How the name of a file of each kind ends. */
export const EXPORT_ENDINGS = {
  csv: 'csv',
  xlsx: 'xlsx',
  vcard3: 'vcf',
  vcard4: 'vcf',
} as const satisfies Record<ExportFormat, string>;
export const EXPORT_DELIMITERS = [',', ';', '\t'] as const;
/** What a sheet of Excel holds, its titles left out. */
export const EXPORT_SHEET_ROWS = 1_048_575;

export const CustomerExport = z.object({
  /** Empty: everybody. */
  filter: SegmentFilter,
  format: z.enum(EXPORT_FORMATS),
  /** Of CSV. Absent: the one at which Excel cuts in the program's language. */
  delimiter: z.enum(EXPORT_DELIMITERS).optional(),
});
export type CustomerExport = z.infer<typeof CustomerExport>;

export const ExportProgress = z.object({
  exportId: Id,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Customers in the file so far, and how many it looks like there will be. */
  done: z.number().int(),
  total: z.number().int(),
  /** Of the finished file. */
  fileName: z.string().optional(),
  bytes: z.number().int().optional(),
  /** Code of `errors`. */
  failure: z.string().optional(),
});
export type ExportProgress = z.infer<typeof ExportProgress>;

const Export = z.object({ exportId: Id });
const TAKE_OUT = needListed('customers.export');

/** Customers as a file, made in a thread, and given out in pieces to whoever began it. */
export const exportRequests = {
  'exports.begin': request(['desk'], CustomerExport, Export, TAKE_OUT),
  'exports.progress': request(['desk'], Export, ExportProgress, TAKE_OUT),
  /** Of a finished file. Fails with `notFound` when it is not there any more. */
  'exports.read': request(
    ['desk'],
    Export.extend({ offset: z.number().int().min(0) }),
    z.object({ bytes: Bytes, total: z.number().int() }),
    TAKE_OUT,
  ),
  /** Stops it, or lets go of the file that is not needed any more. */
  'exports.cancel': request(['desk'], Export, Done, TAKE_OUT),
} as const;

export const exportEvents = { 'exports.progress': ExportProgress } as const;
