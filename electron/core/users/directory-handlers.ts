import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { directoryRequests, SessionState } from '../../../shared/contract/users.ts';
import { BUILT_IN_ROLES, ROLE_IDS } from '../../../shared/domain/rights/built-in.ts';
import { type Directory, faultsOf } from '../../../shared/domain/rights/directory.ts';
import { BUILT_IN, builtInOf, PROFILE_IDS } from '../../../shared/domain/rights/profiles.ts';
import type { Context } from '../host/dispatch.ts';
import type { Session } from '../host/session.ts';
import { hashPassword } from './password.ts';
import type { Seat } from './seat.ts';

/** What the list of sessions shows, ms. */
const SESSIONS_MS = 90 * 86_400_000;

export interface DirectoryHandlersOptions {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly seat: Seat;
  readonly lock: { minutes(): number; set(minutes: number): void };
  readonly now: () => number;
  readonly newId: () => string;
  /** @throws Failure `talkGoesOn` */
  readonly needQuiet: () => void;
  readonly onRenamed: () => void;
  readonly stateOf: (session: Session) => SessionState;
}

export function directoryHandlers(
  options: DirectoryHandlersOptions,
): Handlers<typeof directoryRequests, Context> {
  const { db, repositories, seat, now, newId } = options;
  const { users, places, logins } = repositories;
  const folded = (name: string) => name.trim().toLowerCase();

  /** @throws Failure `lastAdministrator`, `rightsFault` */
  function needSound(next: Directory): void {
    const [fault] = faultsOf(next);
    if (fault === undefined) return;
    throw new Failure(fault.kind === 'noAdministrator' ? 'lastAdministrator' : 'rightsFault');
  }
  const withRow = <T extends { readonly id: string }>(rows: readonly T[], row: T): T[] => [
    ...rows.filter(({ id }) => id !== row.id),
    row,
  ];
  function needFreeName(name: string, id: string): void {
    const other = users.members().find((one) => folded(one.name) === folded(name) && one.id !== id);
    if (other) throw new Failure('nameTaken', { name: other.name });
  }
  function judged<T>(change: T): T {
    seat.judgeAnew();
    return change;
  }

  return {
    'users.directory': () => {
      const { profiles, roles, groups, people } = places.directory();
      const me = seat.person().id;
      const brought = (id: string) => BUILT_IN.find((name) => ROLE_IDS[name] === id);
      const named = new Map(users.members().map(({ id, name }) => [id, name]));
      return {
        asked: seat.asked(),
        lockMinutes: options.lock.minutes(),
        profiles: profiles.map((profile) => ({ ...profile, ...keyOf(builtInOf(profile.id)) })),
        roles: roles.map((role) => ({ ...role, ...keyOf(brought(role.id)) })),
        groups: [...groups],
        people: people.map(({ id, roleId, groupIds, active }) => ({
          id,
          name: named.get(id) ?? '',
          roleId,
          groupIds: [...groupIds],
          active,
          hasPassword: logins.hasPassword(id),
          me: id === me,
        })),
      };
    },
    'users.rename': ({ name }) => {
      if (seat.asked()) throw new Failure('notAllowed');
      const { id } = seat.person();
      needFreeName(name, id);
      const change = users.save({ id, name: name.trim() });
      options.onRenamed();
      return change;
    },
    'users.turnOn': async ({ name, password }, context) => {
      if (seat.asked()) throw new Failure('badRequest');
      const { id } = seat.person();
      needFreeName(name, id);
      const hash = await hashPassword(password);
      db.transaction(() => {
        users.save({ id, name: name.trim(), roleId: ROLE_IDS.administrator, groupIds: [], active: true });
        logins.setPassword(id, hash);
      });
      seat.setAsked(true);
      const token = seat.enter(id, context.session);
      return { token, state: options.stateOf(context.session) };
    },
    'users.turnOff': () => {
      options.needQuiet();
      logins.forgetAll();
      seat.setAsked(false);
      return DONE;
    },
    'users.setLock': ({ minutes }) => {
      options.lock.set(minutes);
      return DONE;
    },
    'users.save': async ({ id = newId(), name, roleId, groupIds, active, password }) => {
      needFreeName(name, id);
      const hash = password === undefined ? undefined : await hashPassword(password);
      const change = db.transaction(() => {
        const directory = places.directory();
        const people = withRow(directory.people, { id, roleId, groupIds, active });
        needSound({ ...directory, people });
        if (hash !== undefined) logins.setPassword(id, hash);
        return users.save({ id, name: name.trim(), roleId, groupIds, active });
      });
      // Who has a new password because the old one is known to others must not stay in by it.
      if (hash !== undefined || !active) seat.endAllOf(id);
      return judged(change);
    },
    'users.saveProfile': ({ id = newId(), name, grants }) => {
      if (id === PROFILE_IDS.administrator) throw new Failure('notAllowed');
      return judged(places.saveProfile({ id, name: name.trim(), grants }));
    },
    'users.saveRole': ({ id = newId(), name, parentId, profileId }) => {
      const role = { id, name: name.trim(), profileId, ...(parentId === undefined ? {} : { parentId }) };
      const directory = places.directory();
      needSound({ ...directory, roles: withRow(directory.roles, role) });
      return judged(places.saveRole(role));
    },
    'users.saveGroup': ({ id = newId(), name }) => judged(places.saveGroup({ id, name: name.trim() })),
    'users.remove': ({ kind, id }) => {
      const { roles, people } = places.directory();
      const brought = builtInOf(id) !== undefined || BUILT_IN_ROLES.some((role) => role.id === id);
      if (brought) throw new Failure('notAllowed');
      const used = {
        profile: roles.some(({ profileId }) => profileId === id),
        role: people.some(({ roleId }) => roleId === id) || roles.some(({ parentId }) => parentId === id),
        group: people.some(({ groupIds }) => groupIds.includes(id)),
      };
      if (used[kind]) throw new Failure('stillUsed');
      return judged(places.remove(kind, id));
    },
    'users.sessions': (_, { session }) => {
      const mine = seat.sessionOf(session);
      return logins.list(now() - SESSIONS_MS).map(({ endedAt, end, ...rest }) => ({
        ...rest,
        mine: rest.id === mine,
        ...(endedAt === null ? {} : { endedAt }),
        ...(end === null ? {} : { end }),
      }));
    },
    'users.endSession': ({ id }) => {
      if (!logins.open().some((open) => open.id === id)) throw new Failure('notFound', { id });
      options.needQuiet();
      seat.end(id, 'ended');
      return DONE;
    },
  };
}

const keyOf = <T>(builtIn: T | undefined) => (builtIn === undefined ? {} : { builtIn });
