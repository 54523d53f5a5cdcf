import type { ContactKind, Relation, Stage } from '../../../shared/contract/contacts.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';

export interface SearchFilter {
  readonly kind?: ContactKind | undefined;
  readonly relation?: Relation | undefined;
  readonly stage?: Stage | undefined;
  /** Only customers for whom one of these is responsible, or nobody; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export interface Found {
  readonly ids: readonly string[];
  /** How many there are, as far as they were counted: 10,000 by words, 2,000 by digits or an address. */
  readonly total: number;
}

export const COUNT_LIMIT = 10_000;

/** The filter as parameters of `WHERE`. */
export type Bound = { readonly [K in keyof SearchFilter]-?: string | null };

export const boundOf = ({ kind, relation, stage, owners }: SearchFilter): Bound => ({
  kind: kind ?? null,
  relation: relation ?? null,
  stage: stage ?? null,
  owners: ownersParameter(owners),
});

/** Contacts `c` that are there and pass the filter. */
export const WHERE = `c.deleted_at is null and (@kind is null or c.kind = @kind)
  and (@relation is null or c.relation = @relation) and (@stage is null or c.stage = @stage)
  and ${withinOwners('c.responsible_id')}`;
