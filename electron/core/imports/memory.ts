import type { Db } from '../../../db/open.ts';
import { type Context, createRepositories } from '../../../db/repositories/index.ts';
import { ImportMemory, type ImportOptions } from '../../../shared/contract/imports.ts';
import { fileKey, rememberColumns } from '../../../shared/domain/import/remembered.ts';
import type { Inspection } from './inspect.ts';

/** What the firm knows of its files, by their headers: where the columns go, and how they are read. */
export function createImportMemory(db: Db, context: Context) {
  const { importMappings } = createRepositories(db, context);
  return {
    recall(header: readonly string[]): ImportMemory | undefined {
      const key = fileKey(header);
      const kept = key === undefined ? undefined : importMappings.get(key);
      // A later program may have targets that this one does not know.
      return kept === undefined ? undefined : ImportMemory.safeParse(kept).data;
    },
    remember({ head }: Pick<Inspection, 'head'>, { mapping, ...options }: ImportOptions): void {
      const header = options.hasHeader ? head[0]?.cells : undefined;
      const key = header && fileKey(header);
      if (header === undefined || key === undefined) return;
      importMappings.put(key, { ...options, columns: rememberColumns(header, mapping) });
    },
  };
}
