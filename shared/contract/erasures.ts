import { z } from 'zod';
import { ERASED_KINDS, ERASURE_CAUSES } from '../domain/erasure/erasure.ts';
import { Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

const Count = z.number().int();
export const ErasedCounts = z.partialRecord(z.enum(ERASED_KINDS), Count);
export const WhatStays = z.object({
  heldCalls: Count,
  sharedNumbers: Count,
  doNotCall: Count,
  statistics: Count,
  auditLines: Count,
  backups: z.boolean(),
  backupsUntil: Time.optional(),
  setAside: Count,
});

/** Proof of an erasure. It names nobody: the customer is an id that means nothing any more. */
export const ErasureCertificate = z.object({
  id: Id,
  contactId: Id,
  at: Time,
  /** Who did it. */
  by: z.string(),
  cause: z.enum(ERASURE_CAUSES),
  counts: ErasedCounts,
  stays: WhatStays,
  auditId: Id,
  auditHash: z.string(),
  /** When the files of the base were found clean; absent: it is being seen to. */
  cleanedAt: Time.optional(),
  /** His name or number still stands in what was written of others. */
  mentioned: z.boolean().optional(),
});
export type ErasureCertificate = z.infer<typeof ErasureCertificate>;

export const ErasureLook = z.object({
  name: z.string(),
  counts: ErasedCounts,
  stays: WhatStays,
  /** The erasure would be refused, and why. */
  refused: z.enum(['erasureOpenCall', 'erasureHeld', 'erasureImport']).optional(),
});
export type ErasureLook = z.infer<typeof ErasureLook>;

const ERASE = need('customers.erase');

export const erasureRequests = {
  /** What would go and what would stay; erases nothing. Fails with `notFound`; `notAllowed` for an organisation. */
  'erasures.look': request(['desk'], z.object({ contactId: Id }), ErasureLook, ERASE),
  /**
   * For good. Fails with `erasureNotConfirmed` when `typed` is not the customer's name, with `erasureOpenCall`, `erasureHeld`,
   * `erasureImport`, and as `erasures.look`.
   */
  'erasures.erase': request(
    ['desk'],
    z.object({
      contactId: Id,
      typed: text(300),
      /** His numbers stay in the do-not-call list, as hashes. Those that are in it stay there anyway. */
      keepFromCalls: z.boolean(),
    }),
    ErasureCertificate,
    ERASE,
  ),
  /** Newest first. */
  'erasures.list': request(['desk'], Empty, z.array(ErasureCertificate), ERASE),
} as const;

export const erasureEvents = {
  'erasures.changed': ErasureCertificate,
} as const;
