import type { RolePlace } from '../../../shared/contract/users.ts';

/** Each role under the one above it, with how deep it stands. What hangs on nothing stands at the top. */
export function inOrder(roles: readonly RolePlace[]): { role: RolePlace; depth: number }[] {
  const known = new Set(roles.map(({ id }) => id));
  const below = (parentId: string | undefined, depth: number): { role: RolePlace; depth: number }[] =>
    roles
      .filter((role) => (role.parentId && known.has(role.parentId) ? role.parentId : undefined) === parentId)
      .flatMap((role) => [{ role, depth }, ...below(role.id, depth + 1)]);
  return below(undefined, 0);
}
