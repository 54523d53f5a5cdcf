import { isDeepStrictEqual } from 'node:util';
import type { ImportMemory } from '../../../shared/contract/imports.ts';
import { importMappings } from '../../schema/importing.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';

/** How files were imported, by their headers (`fileKey`). */
export interface ImportMappings {
  /** The latest one. */
  get(fileKey: string): ImportMemory | undefined;
  put(fileKey: string, memory: ImportMemory): void;
}

export function createImportMappings({ db, newId, now }: Deps, changes: Changes): ImportMappings {
  const aggregate = rowAggregate(db.sqlite, importMappings);
  changes.register(aggregate);
  // Two machines may each have made one before they met.
  const latest = db.sqlite
    .prepare(
      `select id from import_mappings where file_key = +? and deleted_at is null order by used_at desc, id desc limit 1`,
    )
    .pluck();
  const idOf = (fileKey: string) => latest.get(fileKey) as string | undefined;

  return {
    get(fileKey) {
      const id = idOf(fileKey);
      return id === undefined ? undefined : aggregate.read(id)?.state.memory;
    },
    put(fileKey, memory) {
      const id = idOf(fileKey);
      // Every night the same file: not every night a change that goes to everybody.
      if (id !== undefined && isDeepStrictEqual(aggregate.read(id)?.state.memory, memory)) return;
      changes.save(aggregate, id ?? newId(), { fileKey, memory, usedAt: now() });
    },
  };
}
