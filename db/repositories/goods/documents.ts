import type { CardDocument } from '../../../shared/contract/goods.ts';
import { documents } from '../../schema/goods.ts';
import type { RowOf } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { createGoodsStore, type GoodsStore } from './store.ts';

export interface DocumentFields {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Files of a customer; what they hold is on disk (`electron/core/documents`). */
export interface Documents extends GoodsStore<DocumentFields, CardDocument, RowOf<typeof documents>> {
  /** The SHA-256 of the bytes, also of a document that is deleted. */
  sha256Of(id: string): string | undefined;
  /** Whether a row names these bytes that is there, or was deleted after this moment: an undo could bring it back. */
  isNamed(sha256: string, deletedAfter: number): boolean;
}

export const DOCUMENT_COLUMNS = `g.id, g.version, g.contact_id as contactId, g.file_name as fileName, g.media_type as mediaType,
  g.size, g.at, (select u.name from users u where u.id = g.author_id) as authorName`;

export const toDocument = (raw: CardDocument): CardDocument => present(raw) as CardDocument;

export function createDocuments(deps: Deps, changes: Changes): Documents {
  const { db, now, actorId } = deps;
  const sha256 = db.sqlite.prepare('select sha256 from documents where id = +?').pluck();
  const named = db.sqlite.prepare(
    'select 1 from documents where sha256 = +? and (deleted_at is null or deleted_at > +?) limit 1',
  );
  return {
    ...createGoodsStore(deps, changes, {
      table: documents,
      columns: DOCUMENT_COLUMNS,
      order: 'g.at desc, g.id desc',
      view: toDocument,
      state: (contactId, fields: DocumentFields, before) => ({
        contactId,
        ...fields,
        authorId: before?.authorId ?? actorId(),
        at: before?.at ?? now(),
      }),
    }),
    sha256Of: (id) => sha256.get(id) as string | undefined,
    isNamed: (bytes, deletedAfter) => named.get(bytes, deletedAfter) !== undefined,
  };
}
