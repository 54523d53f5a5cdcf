import type { Directory, Permit, RolePlace } from './directory.ts';
import { BUILT_IN, BUILT_IN_GRANTS, type BuiltIn, PROFILE_IDS, type Profile } from './profiles.ts';

/** See `PROFILE_IDS`. */
export const ROLE_IDS: Readonly<Record<BuiltIn, string>> = {
  administrator: '01900000-0000-7000-8000-0000000000b1',
  supervisor: '01900000-0000-7000-8000-0000000000b2',
  operator: '01900000-0000-7000-8000-0000000000b3',
  caller: '01900000-0000-7000-8000-0000000000b4',
};

const PARENT: Readonly<Record<BuiltIn, BuiltIn | undefined>> = {
  administrator: undefined,
  supervisor: 'administrator',
  operator: 'supervisor',
  caller: 'supervisor',
};

/** Their names are keys: the desk says them in its language until somebody gives another. */
export const BUILT_IN_PROFILES: readonly Profile[] = BUILT_IN.map((name) => ({
  id: PROFILE_IDS[name],
  name,
  grants: BUILT_IN_GRANTS[name],
}));

export const BUILT_IN_ROLES: readonly RolePlace[] = BUILT_IN.map((name) => {
  const parent = PARENT[name];
  return {
    id: ROLE_IDS[name],
    name,
    profileId: PROFILE_IDS[name],
    ...(parent === undefined ? {} : { parentId: ROLE_IDS[parent] }),
  };
});

/** A firm that has changed nothing yet, with these people. */
export const builtInDirectory = (people: Directory['people']): Directory => ({
  profiles: BUILT_IN_PROFILES,
  roles: BUILT_IN_ROLES,
  groups: [],
  people,
});

/** One person alone on a machine, who need not say who he is: whoever sits there may do everything. */
export const aloneHere = (userId: string): Permit => ({
  userId,
  grants: BUILT_IN_GRANTS.administrator,
  group: new Set([userId]),
});
