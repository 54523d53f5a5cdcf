import type { SegmentFilter } from '../../../../shared/contract/segments.ts';

/** A filter without what was left empty, so that an empty field asks for nothing. */
export function tidyFilter(filter: SegmentFilter): SegmentFilter {
  const given = Object.entries(filter).filter(([, value]) => {
    if (typeof value === 'string') return value.trim() !== '';
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  return Object.fromEntries(
    given.map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]),
  );
}
