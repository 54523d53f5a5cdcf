/**
 * Who gets the prospect: the owners in turns, so that each has as many of the list's beginning as of its end. Without
 * owners nobody: the pool.
 *
 * @param position place of the prospect in its list, from 0
 */
export function ownerInTurn(owners: readonly string[], position: number): string | undefined {
  return owners.length === 0 ? undefined : owners[position % owners.length];
}
