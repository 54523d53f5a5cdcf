import type { ContactKind, Relation, Stage } from '../../../shared/contract/contacts.ts';
import type { KeyKind } from '../../../shared/domain/goods/kinds.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';
import type { TypedWord } from './typed-word.ts';

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

/** By what a contact was found. */
export type Why =
  | { readonly by: 'words'; readonly typed: readonly TypedWord[] }
  /** As it is stored: E.164 without the plus, or digits; and the typed digits, in the ways in which they may stand in it. */
  | { readonly by: 'number'; readonly number: string; readonly digits: readonly string[] }
  | { readonly by: 'email'; readonly address: string; readonly part: string }
  /** The number of a paper or a thing as it is written there, and its beginning as it was typed, folded (`findKey`). */
  | { readonly by: KeyKind; readonly written: string; readonly key: string };

export interface FoundOne {
  readonly id: string;
  readonly why: Why;
}

export interface Found {
  readonly found: readonly FoundOne[];
  /** How many there are, as far as they were counted. */
  readonly total: number;
  /** There are more than `total`. */
  readonly uncounted: boolean;
}

/** Nobody reads on behind so many, and to count ten times as many costs ten times the search. */
export const COUNT_LIMIT = 1_000;

/** What of a list of all that was found lies on a page. */
export const onPage = (found: readonly FoundOne[], { offset, limit }: Page): Found => ({
  found: found.slice(offset, offset + limit),
  total: found.length,
  uncounted: false,
});

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
