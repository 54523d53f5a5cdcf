import { z } from 'zod';
import { Bytes, Changed, Done, Id, text } from './common.ts';
import { request } from './define.ts';
import { needOf } from './need.ts';

/** Of any format. A contract with all of its pictures is a tenth of it; a film belongs elsewhere. */
export const DOCUMENT_LIMIT = 100 * 1024 * 1024;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Files of a customer. One comes in pieces, and counts only after `finish`, which has it on the disk whole; one that was never
 * finished leaves nothing.
 */
export const documentRequests = {
  /** @throws `documentTooLarge` */
  'documents.begin': request(
    ['desk'],
    z.object({
      contactId: Id,
      fileName: text(255).refine((name) => name.trim() !== '', 'empty'),
      mediaType: text(200),
      size: z.number().int().min(0),
    }),
    z.object({ uploadId: Id }),
    needOf('customers.edit', 'contact', 'contactId'),
  ),
  /** In order; one whose answer was lost may come again. */
  'documents.chunk': request(
    ['desk'],
    z.object({ contactId: Id, uploadId: Id, offset: z.number().int().min(0), bytes: Bytes }),
    Done,
    needOf('customers.edit', 'contact', 'contactId'),
  ),
  /** Fails with `documentBroken` when what came is not what `sha256` says. */
  'documents.finish': request(
    ['desk'],
    z.object({ contactId: Id, uploadId: Id, sha256: Sha256 }),
    Changed,
    needOf('customers.edit', 'contact', 'contactId'),
  ),
  'documents.cancel': request(
    ['desk'],
    z.object({ contactId: Id, uploadId: Id }),
    Done,
    needOf('customers.edit', 'contact', 'contactId'),
  ),
  /** A piece of what it holds, from `offset`; the next one begins behind it, until `size`. `documentGone`: the bytes are not there. */
  'documents.read': request(
    ['desk'],
    z.object({ id: Id, offset: z.number().int().min(0) }),
    z.object({ bytes: Bytes, size: z.number().int(), fileName: z.string() }),
    needOf('customers.view', 'goods', 'id'),
  ),
} as const;
