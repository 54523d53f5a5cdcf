import { BUILT_IN_PROFILES, BUILT_IN_ROLES } from '../../../shared/domain/rights/built-in.ts';
import type { Directory, Group, RolePlace } from '../../../shared/domain/rights/directory.ts';
import { type Grants, PROFILE_IDS, type Profile } from '../../../shared/domain/rights/profiles.ts';
import { profiles, roles, userGroups } from '../../schema/people.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { Users } from './users.ts';

/**
 * Profiles, roles and groups. What the program brings needs no row; a row of the same id stands in its place, but for the
 * administrator's profile.
 */
export interface Places {
  directory(): Directory;
  saveProfile(profile: Profile): Changed;
  saveRole(role: RolePlace): Changed;
  saveGroup(group: Group): Changed;
  remove(kind: 'profile' | 'role' | 'group', id: string): Changed;
}

export function createPlaces({ db }: Deps, changes: Changes, users: Users): Places {
  // None is made known to `changes.undo`, see `users.ts`.
  const tables = {
    profile: rowAggregate(db.sqlite, profiles),
    role: rowAggregate(db.sqlite, roles),
    group: rowAggregate(db.sqlite, userGroups),
  };
  const rows = (columns: string, table: string) =>
    db.sqlite.prepare(`select ${columns} from ${table} where deleted_at is null order by name, id`);
  const profileRows = rows('id, name, grants', 'profiles');
  const roleRows = rows('id, name, parent_id as parentId, profile_id as profileId', 'roles');
  const groupRows = rows('id, name', 'user_groups');

  return {
    directory() {
      const kept = (profileRows.all() as { id: string; name: string; grants: string }[]).map(
        ({ grants, ...rest }): Profile => ({ ...rest, grants: JSON.parse(grants) as Grants }),
      );
      const places = (roleRows.all() as (Omit<RolePlace, 'parentId'> & { parentId: string | null })[]).map(
        ({ parentId, ...rest }): RolePlace => (parentId === null ? rest : { ...rest, parentId }),
      );
      return {
        profiles: overlaid(
          BUILT_IN_PROFILES,
          kept.filter(({ id }) => id !== PROFILE_IDS.administrator),
        ),
        roles: overlaid(BUILT_IN_ROLES, places),
        groups: groupRows.all() as Group[],
        people: users.members(),
      };
    },
    saveProfile: ({ id, name, grants }) => changes.save(tables.profile, id, { name, grants }),
    saveRole: ({ id, name, parentId, profileId }) =>
      changes.save(tables.role, id, { name, parentId: parentId ?? null, profileId }),
    saveGroup: ({ id, name }) => changes.save(tables.group, id, { name }),
    remove: (kind, id) =>
      kind === 'profile'
        ? changes.remove(tables.profile, id)
        : kind === 'role'
          ? changes.remove(tables.role, id)
          : changes.remove(tables.group, id),
  };
}

function overlaid<T extends { readonly id: string }>(brought: readonly T[], kept: readonly T[]): T[] {
  const own = new Map(kept.map((row) => [row.id, row]));
  const known = new Set(brought.map(({ id }) => id));
  return [...brought.map((row) => own.get(row.id) ?? row), ...kept.filter(({ id }) => !known.has(id))];
}
