// What the customers' list shows, and with which question the core is asked for it. Pure.
import type { ContactKind, Relation, Stage } from '../../../../shared/contract/contacts.ts';
import type { ListSort } from '../../../../shared/contract/list-sort.ts';
import type { Segment, SegmentFilter } from '../../../../shared/contract/segments.ts';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';

export interface ListFilter {
  /** As it stands in the fields: the search is not trimmed yet. */
  readonly filter: SegmentFilter;
  readonly sort: ListSort;
  /** The saved filter that was opened; `filter` may have been changed since. */
  readonly segment: Segment | undefined;
}

export const EVERYBODY: ListFilter = { filter: {}, sort: 'recent', segment: undefined };

export interface PlainFilter {
  readonly search?: string;
  readonly kind?: ContactKind;
  readonly relation?: Relation;
  readonly stage?: Stage;
}

/** The filter as the plain list knows it, which counts and pages by index; undefined: it asks for more than that. */
export function plainOf(filter: SegmentFilter): PlainFilter | undefined {
  const { search, kind, stages = [], relations = [], ...rest } = tidyFilter(filter);
  if (stages.length > 1 || relations.length > 1 || Object.keys(rest).length > 0) return undefined;
  const [[stage], [relation]] = [stages, relations];
  return {
    ...(search === undefined ? {} : { search }),
    ...(kind === undefined ? {} : { kind }),
    ...(relation === undefined ? {} : { relation }),
    ...(stage === undefined ? {} : { stage }),
  };
}

/** What a search finds stands in the order in which one was in touch. */
export const sortOf = ({ filter, sort }: ListFilter): ListSort =>
  (filter.search ?? '').trim() === '' ? sort : 'recent';

export const isNarrow = (filter: SegmentFilter): boolean => Object.keys(tidyFilter(filter)).length > 0;

/** Whether the opened segment asks for something else by now. */
export const isChanged = ({ segment, filter }: ListFilter): boolean =>
  segment !== undefined && keyOf(segment.filter) !== keyOf(filter);

function keyOf(filter: SegmentFilter): string {
  const entries = Object.entries(tidyFilter(filter)).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}
