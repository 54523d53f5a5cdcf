import type { Grants, Profile } from './profiles.ts';
import { PROFILE_IDS } from './profiles.ts';

/** A place in the hierarchy. Whoever stands above sees, at the reach `group`, what those below own. */
export interface RolePlace {
  readonly id: string;
  readonly name: string;
  /** Absent: at the top. */
  readonly parentId?: string | undefined;
  readonly profileId: string;
}

/** People who see each other's records at the reach `group`, whatever their roles. */
export interface Group {
  readonly id: string;
  readonly name: string;
}

export interface Person {
  readonly id: string;
  readonly roleId: string;
  readonly groupIds: readonly string[];
  /** May log in. Who has left stays as the owner of what was done. */
  readonly active: boolean;
}

export interface Directory {
  readonly profiles: readonly Profile[];
  readonly roles: readonly RolePlace[];
  readonly groups: readonly Group[];
  readonly people: readonly Person[];
}

export type DirectoryFault =
  | { readonly kind: 'roleCycle' | 'roleWithoutParent' | 'roleWithoutProfile'; readonly id: string }
  | { readonly kind: 'personWithoutRole' | 'personInNoGroup'; readonly id: string }
  | { readonly kind: 'noAdministrator' };

/** What must not come about by a change; empty when all is well. */
export function faultsOf(directory: Directory): DirectoryFault[] {
  const { profiles, roles, groups, people } = directory;
  const has = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id);
  const faults: DirectoryFault[] = [];
  for (const role of roles) {
    const { id, parentId, profileId } = role;
    if (parentId !== undefined && !has(roles, parentId)) faults.push({ kind: 'roleWithoutParent', id });
    if (!has(profiles, profileId)) faults.push({ kind: 'roleWithoutProfile', id });
    if (above(roles, role).has(id)) faults.push({ kind: 'roleCycle', id });
  }
  for (const { id, roleId, groupIds } of people) {
    if (!has(roles, roleId)) faults.push({ kind: 'personWithoutRole', id });
    if (!groupIds.every((group) => has(groups, group))) faults.push({ kind: 'personInNoGroup', id });
  }
  const administers = ({ active, roleId }: Person) =>
    active && roles.find(({ id }) => id === roleId)?.profileId === PROFILE_IDS.administrator;
  if (people.length > 0 && !people.some(administers)) faults.push({ kind: 'noAdministrator' });
  return faults;
}

/** The roles over this one. Ends on a cycle too, and then holds the role itself. */
function above(roles: readonly RolePlace[], role: RolePlace): ReadonlySet<string> {
  const found = new Set<string>();
  let next = role.parentId;
  while (next !== undefined && !found.has(next)) {
    found.add(next);
    const id = next;
    next = roles.find((place) => place.id === id)?.parentId;
  }
  return found;
}

/** Somebody as the rules see him: all that `may` has to know, looked up once and not at each question. */
export interface Permit {
  readonly userId: string;
  readonly grants: Grants;
  /** Whose records the reach `group` covers, oneself included. */
  readonly group: ReadonlySet<string>;
}

/** @returns `undefined` for who is not there, has left, or has a role that is no more */
export function permitOf(directory: Directory, userId: string): Permit | undefined {
  const person = directory.people.find(({ id }) => id === userId);
  const role = directory.roles.find(({ id }) => id === person?.roleId);
  const profile = directory.profiles.find(({ id }) => id === role?.profileId);
  if (!person?.active || !role || !profile) return undefined;
  const below = new Set(
    directory.roles.filter((other) => above(directory.roles, other).has(role.id)).map(({ id }) => id),
  );
  below.delete(role.id);
  const shares = (other: Person) => other.groupIds.some((id) => person.groupIds.includes(id));
  const group = directory.people.filter((other) => shares(other) || below.has(other.roleId));
  return { userId, grants: profile.grants, group: new Set([userId, ...group.map(({ id }) => id)]) };
}
