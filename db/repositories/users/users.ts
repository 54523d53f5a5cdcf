import { users } from '../../schema/people.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly me: boolean;
}

/** Where somebody stands, and whether he may log in. */
export interface Membership {
  readonly roleId: string;
  readonly groupIds: readonly string[];
  readonly active: boolean;
}

export type Member = Membership & { readonly id: string; readonly name: string };

export interface Users {
  /** Makes the user, or renames it, or gives it another place. */
  save(user: { readonly id: string; readonly name: string } & Partial<Membership>): Changed;
  get(id: string): User | undefined;
  /** By name. */
  list(): User[];
  /** An import's "responsible": by name, whatever its case. */
  findByName(name: string): User | undefined;
  /** Those with a place in the firm, by name. Who was only named by an import has none. */
  members(): Member[];
}

export function createUsers({ db, actorId }: Deps, changes: Changes): Users {
  // Not made known to `changes.undo`: nobody takes back by it what was decided about his rights.
  const aggregate = rowAggregate(db.sqlite, users);
  const all = db.sqlite.prepare('select id, name from users where deleted_at is null order by name, id');
  const placed = db.sqlite.prepare(
    `select id, name, role_id as roleId, group_ids as groupIds, active from users
     where role_id is not null and deleted_at is null order by name, id`,
  );
  const list = (): User[] =>
    (all.all() as { id: string; name: string }[]).map((user) => ({ ...user, me: user.id === actorId() }));
  const key = (name: string): string => name.trim().toLowerCase();

  return {
    save: ({ id, name, roleId, groupIds, active }) =>
      db.transaction(() => {
        const before = aggregate.read(id)?.state;
        return changes.save(aggregate, id, {
          name,
          roleId: roleId ?? before?.roleId ?? null,
          groupIds: [...(groupIds ?? before?.groupIds ?? [])],
          active: active ?? before?.active ?? true,
        });
      }),
    get: (id) => list().find((user) => user.id === id),
    list,
    findByName: (name) => list().find((user) => key(user.name) === key(name)),
    members: () =>
      (placed.all() as { id: string; name: string; roleId: string; groupIds: string; active: number }[]).map(
        ({ groupIds, active, ...rest }) => ({
          ...rest,
          groupIds: JSON.parse(groupIds) as string[],
          active: active === 1,
        }),
      ),
  };
}
