import { asc, eq } from 'drizzle-orm';
import type { PbxProfile } from '../../../shared/contract/agent.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Account } from '../../../shared/contract/settings.ts';
import { presetProfile } from '../../../shared/domain/pbx/presets.ts';
import { accounts } from '../../schema/local.ts';
import type { Deps } from '../context.ts';

/** An account with the names under which the core keeps its secrets; the secrets themselves are never here. */
export type StoredAccount = Omit<Account, 'hasPassword'> & {
  readonly secretRef: string | null;
  readonly turnSecretRef: string | null;
};

export interface Accounts {
  /** Oldest first. */
  list(): StoredAccount[];
  get(id: string): StoredAccount | undefined;
  active(): StoredAccount | undefined;
  /** Makes or replaces it. An account that is saved as active is the only active one. */
  save(account: StoredAccount): void;
  /** Makes it the line in use; null: none is. @throws Failure `notFound` */
  use(id: string | null): void;
  remove(id: string): void;
}

export function createAccounts({ db, now }: Deps): Accounts {
  const { orm } = db;
  const list = (): StoredAccount[] =>
    orm
      .select()
      .from(accounts)
      .orderBy(asc(accounts.createdAt), asc(accounts.id))
      .all()
      .map(({ createdAt: _created, updatedAt: _updated, profile, ...account }) => ({
        ...account,
        profile: profile ? withAllCodes(profile) : profileOf(account),
      }));
  const get = (id: string): StoredAccount | undefined => list().find((account) => account.id === id);
  const rest = (): void =>
    void orm.update(accounts).set({ active: false }).where(eq(accounts.active, true)).run();

  return {
    list,
    get,
    active: () => list().find((account) => account.active),
    save: (account) =>
      db.transaction(() => {
        if (account.active) rest();
        const row = { ...account, updatedAt: now() };
        orm
          .insert(accounts)
          .values({ ...row, createdAt: now() })
          .onConflictDoUpdate({ target: accounts.id, set: row })
          .run();
      }),
    use: (id) =>
      db.transaction(() => {
        if (id !== null && get(id) === undefined) throw new Failure('notFound', { id });
        rest();
        if (id !== null)
          orm.update(accounts).set({ active: true, updatedAt: now() }).where(eq(accounts.id, id)).run();
      }),
    remove: (id) => db.transaction(() => void orm.delete(accounts).where(eq(accounts.id, id)).run()),
  };
}

/** A profile from before there was some code has its family's. */
const withAllCodes = (profile: PbxProfile): PbxProfile => ({
  ...profile,
  codes: { ...presetProfile(profile.preset).codes, ...profile.codes },
});

/** A line from before there were profiles: most PBXs with WebSockets are of Asterisk's family. */
const profileOf = ({ training }: { training: boolean }): PbxProfile =>
  presetProfile(training ? 'none' : 'asterisk');
