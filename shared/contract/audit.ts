import { z } from 'zod';
import { Bytes, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

export const AUDIT_KINDS = [
  'seen',
  'heard',
  'changed',
  'deleted',
  'exported',
  'overridden',
  'refused',
  'login',
  'rights',
] as const;
export const AuditKind = z.enum(AUDIT_KINDS);
export type AuditKind = z.infer<typeof AuditKind>;

export const AuditLine = z.object({
  id: Id,
  at: Time,
  actorId: z.string(),
  actorName: z.string(),
  /** `area.verb` */
  action: z.string(),
  kind: AuditKind,
  subject: z.string(),
  subjectId: z.string().optional(),
  /** Of the customer whom it was about, as far as he is known. */
  contactId: Id.optional(),
  contactName: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const AuditFilter = z.object({
  actorId: Id.optional(),
  kind: AuditKind.optional(),
  /** What was done about this customer, his calls and recordings included. */
  contactId: Id.optional(),
  /** Of the person, the customer, what was asked for: among the newest 20,000 lines that the rest leaves. */
  words: text(200).optional(),
  from: Time.optional(),
  to: Time.optional(),
});

export const AUDIT_EXPORT_ROWS = 100_000;

/** `broken`: the first line that is not as it was written, or does not follow the one before. */
export const AuditVerdict = z.object({
  lines: z.number().int(),
  /** From before there was a chain: told apart, not proven. */
  unchained: z.number().int(),
  /** The last hash. Written down elsewhere it proves that not the whole of it was made anew. */
  head: z.string().optional(),
  broken: z
    .object({
      id: z.string(),
      at: Time,
      seq: z.number().int(),
      because: z.enum(['content', 'order', 'gap', 'earlier']),
    })
    .optional(),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

export const auditRequests = {
  /** Newest first. `before`: the id of the last line of the page before. */
  'audit.list': request(
    ['desk'],
    AuditFilter.extend({ before: Id.optional(), limit: z.number().int().min(1).max(500).default(100) }),
    z.object({ lines: z.array(AuditLine), more: z.boolean() }),
    need('audit.view'),
  ),
  'audit.verify': request(['desk'], Empty, AuditVerdict, need('audit.view')),
  /** CSV (UTF-8 with BOM, formula-safe). Fails with `exportTooLarge`. */
  'audit.export': request(
    ['desk'],
    AuditFilter.extend({ headings: z.array(text(100)).length(8) }),
    z.object({ fileName: z.string(), bytes: Bytes }),
    need('audit.export'),
  ),
} as const;
