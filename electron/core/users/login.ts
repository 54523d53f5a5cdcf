import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { createLockout } from './lockout.ts';
import { hashPassword, isPassword } from './password.ts';

export interface LoginOptions {
  readonly repositories: Pick<Repositories, 'users' | 'logins' | 'audit'>;
  readonly now: () => number;
}

/** Whether somebody is who he says he is. */
export function createLogin({ repositories, now }: LoginOptions) {
  const { users, logins, audit } = repositories;
  const lockout = createLockout(logins, now);
  const folded = (name: string) => name.trim().toLowerCase();

  function failed(userId: string | undefined, action: string): void {
    // The name that was typed is not kept: it may be a password in the wrong field.
    audit.add({
      kind: 'login',
      action,
      subject: 'user',
      subjectId: userId,
      detail: {},
      ...(userId === undefined ? {} : { actorId: userId }),
    });
  }

  async function prove(userId: string | undefined, name: string, password: string): Promise<void> {
    const credential = userId === undefined ? undefined : logins.credential(userId);
    try {
      lockout.check(userId, name);
    } catch (error) {
      failed(userId, 'session.wait');
      throw error;
    }
    // Counted before it is known: many at once must not be more than five.
    lockout.failed(userId, name);
    if (!(await isPassword(password, credential?.hash)) || userId === undefined) {
      failed(userId, 'session.failed');
      throw new Failure('loginWrong');
    }
    lockout.right(userId);
  }

  return {
    /** @returns whose name and password these are. @throws Failure `loginWrong`, `loginWait` */
    async byName(name: string, password: string): Promise<string> {
      const member = users.members().find((one) => one.active && folded(one.name) === folded(name));
      const userId = member && logins.hasPassword(member.id) ? member.id : undefined;
      await prove(userId, name, password);
      return userId ?? '';
    },
    /** @throws Failure `loginWrong`, `loginWait` */
    again: (userId: string, password: string) => prove(userId, '', password),
    async setPassword(userId: string, password: string): Promise<void> {
      logins.setPassword(userId, await hashPassword(password));
    },
  };
}

export type Login = ReturnType<typeof createLogin>;
