import type { Holding } from '../../../db/repositories/handovers/handovers.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { HandOverRule } from '../../../shared/domain/handover/hand-over.ts';

export type KeyRepositories = Pick<Repositories, 'handOvers' | 'segments'>;

/** To which parts of the rule a thing belongs, in the order of the rule's keys. Reads segments and lists once, as a whole. */
export function keysBy(
  { by, parts }: HandOverRule,
  { handOvers, segments }: KeyRepositories,
): (holding: Holding) => readonly string[] {
  if (by === undefined || parts.length === 0) return () => [];
  if (by === 'stage') return ({ stage }) => (stage === null ? [] : [stage]);
  const members = parts.map(
    ({ key }) => [key, new Set(by === 'list' ? handOvers.inList(key) : inSegment(key))] as const,
  );
  return ({ contactId, listId }) =>
    members.flatMap(([key, contacts]) =>
      (by === 'list' && listId === key) || (contactId !== null && listId === null && contacts.has(contactId))
        ? [key]
        : [],
    );

  function* inSegment(id: string): Iterable<string> {
    const segment = segments.get(id);
    if (segment) for (const portion of segments.contacts(segment.filter)) yield* portion;
  }
}
