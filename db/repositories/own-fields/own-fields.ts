import { Failure } from '../../../shared/contract/failure.ts';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { type OwnFieldDraft, optionsAfter, ownFault } from '../../../shared/domain/own-field/definition.ts';
import { inOrder } from '../../../shared/domain/own-field/field.ts';
import type { Sqlite } from '../../open.ts';
import { ownFields } from '../../schema/people.ts';
import { type RowOf, rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';

/** The definitions, of a connection that only reads too. */
export interface OwnFieldReader {
  /** In the order of the card, archived ones too. */
  list(): readonly OwnField[];
}

/** Fields that the firm made for its cards. Their values stand in the contacts and are never touched from here. */
export interface OwnFields extends OwnFieldReader {
  get(id: string): OwnField | undefined;
  /** @throws Failure `ownFieldFault`, `changedMeanwhile`, `notFound` */
  save(draft: OwnFieldDraft, existing?: { id: string; version?: number | undefined }): Changed;
  /** @throws Failure `notFound` */
  reorder(order: ReadonlyArray<{ readonly id: string; readonly group: string }>): void;
  /** @throws Failure `ownFieldFault` (its name was taken meanwhile), `notFound` */
  archive(id: string, archived: boolean): Changed;
}

/**
 * Reads the definitions once for each change of the base: every card, search and import asks for them. Another connection's
 * commit moves `data_version`, one's own is told by `forget`.
 */
export function createOwnFieldReader(sqlite: Sqlite): OwnFieldReader & { forget(): void } {
  const version = sqlite.prepare('pragma data_version').pluck();
  const all = sqlite.prepare(
    `select id, version, name, type, options, currency, group_name as "group", holders, mandatory, searchable, position, archived
     from own_fields where deleted_at is null`,
  );
  let known: { readonly at: unknown; readonly fields: readonly OwnField[] } | undefined;
  return {
    list() {
      const at = version.get();
      if (known === undefined || known.at !== at)
        known = { at, fields: inOrder((all.all() as Raw[]).map(fieldOf)) };
      return known.fields;
    },
    forget() {
      known = undefined;
    },
  };
}

type Raw = Omit<OwnField, 'options' | 'mandatory' | 'searchable' | 'archived'> & {
  readonly options: string;
  readonly mandatory: string;
  readonly searchable: number;
  readonly archived: number;
};

const fieldOf = ({ options, mandatory, searchable, archived, ...rest }: Raw): OwnField => ({
  ...rest,
  options: JSON.parse(options) as OwnField['options'],
  mandatory: JSON.parse(mandatory) as OwnField['mandatory'],
  searchable: searchable === 1,
  archived: archived === 1,
});

export function createOwnFields(
  { db, newId }: Deps,
  changes: Changes,
  reader: OwnFieldReader & { forget(): void },
): OwnFields {
  const aggregate = rowAggregate(db.sqlite, ownFields);
  changes.register(aggregate, () => reader.forget());
  const { list } = reader;
  const get = (id: string) => list().find((field) => field.id === id);
  const others = (id: string | undefined) => list().filter((field) => field.id !== id);

  /** A transaction that fails has been read from while it lasted. */
  function changing<T>(work: () => T): T {
    try {
      return db.transaction(work);
    } catch (error) {
      reader.forget();
      throw error;
    }
  }

  function refuse(draft: OwnFieldDraft, before: OwnField | undefined): void {
    const fault = ownFault(draft, before, others(before?.id));
    if (fault !== undefined) throw new Failure('ownFieldFault', { fault });
  }

  return {
    list,
    get,
    save: (draft, existing) =>
      changing(() => {
        const before = existing && get(existing.id);
        if (existing && before === undefined) throw new Failure('notFound', { id: existing.id });
        refuse(draft, before);
        const state: RowOf<typeof ownFields> = {
          ...draft,
          name: draft.name.trim(),
          group: draft.group.trim(),
          options: optionsAfter(draft.options, before?.options ?? [], newId),
          position: before?.position ?? (list().at(-1)?.position ?? -1) + 1,
          archived: before?.archived ?? false,
        };
        const { version } = existing ?? {};
        return changes.save(
          aggregate,
          before?.id ?? newId(),
          state,
          version === undefined ? {} : { version },
        );
      }),
    reorder: (order) =>
      changing(() => {
        const named = new Set(order.map(({ id }) => id));
        const rest = list().filter(({ id }) => !named.has(id));
        for (const [position, { id, group }] of [...order, ...rest].entries()) {
          const before = get(id);
          if (before?.position !== position || before.group !== group.trim())
            changes.patch(aggregate, id, { position, group: group.trim() });
        }
      }),
    archive: (id, archived) =>
      changing(() => {
        const before = get(id);
        if (before === undefined) throw new Failure('notFound', { id });
        const { name } = before;
        if (!archived && ownFault({ ...before, type: 'text', name }, undefined, others(id)) === 'nameTaken')
          throw new Failure('ownFieldFault', { fault: 'nameTaken' });
        return changes.patch(aggregate, id, { archived });
      }),
  };
}
