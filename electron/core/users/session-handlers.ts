import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Entered, SessionState, sessionRequests } from '../../../shared/contract/users.ts';
import { BUILT_IN_GRANTS } from '../../../shared/domain/rights/profiles.ts';
import type { Context } from '../host/dispatch.ts';
import type { Session } from '../host/session.ts';
import type { Login } from './login.ts';
import type { Seat } from './seat.ts';

export interface SessionHandlersOptions {
  readonly repositories: Pick<Repositories, 'audit' | 'logins'>;
  readonly seat: Seat;
  readonly login: Login;
  /** Calls on the line now. */
  readonly calls: () => readonly CallView[];
  readonly moved: () => void;
}

export function createSessionHandlers(options: SessionHandlersOptions) {
  const { seat, login, calls, moved } = options;
  const { audit, logins } = options.repositories;

  function state(session: Session): SessionState {
    const asked = seat.asked();
    const inside = session.role === 'shell' ? seat.taken() : seat.isIn(session);
    if (!asked)
      return { asked, who: seat.person(), locked: false, grants: BUILT_IN_GRANTS.administrator, onLine: [] };
    if (!inside) return { asked, locked: false, grants: {}, onLine: [] };
    const locked = seat.locked();
    return {
      asked,
      who: seat.person(),
      locked,
      grants: seat.asker(session).permit?.grants ?? {},
      onLine: locked ? calls().map(onLine) : [],
    };
  }

  const wrote = (action: string, userId: string) =>
    audit.add({ kind: 'login', action, subject: 'user', subjectId: userId, actorId: userId, detail: {} });

  /** One phone, one person: whose talk goes on keeps his place. @throws Failure `placeTaken` */
  function needFreePlace(userId?: string): void {
    const { id, name } = seat.person();
    if (seat.taken() && id !== userId && calls().length > 0) throw new Failure('placeTaken', { name });
  }

  function needQuiet(): void {
    if (calls().length > 0) throw new Failure('talkGoesOn');
  }

  const handlers: Handlers<typeof sessionRequests, Context> = {
    'session.state': (_, { session }) => state(session),
    'session.login': async ({ name, password }, { session }): Promise<Entered> => {
      if (!seat.asked()) throw new Failure('badRequest');
      const userId = await login.byName(name, password);
      needFreePlace(userId);
      const token = seat.enter(userId, session);
      wrote('session.login', userId);
      moved();
      return { token, state: state(session) };
    },
    'session.resume': ({ token }, { session }): Entered => {
      if (!seat.asked()) throw new Failure('loginNeeded');
      const next = seat.resume(token, session);
      if (next === 'used')
        audit.add({ kind: 'login', action: 'session.replayed', subject: 'user', detail: {} });
      if (next === 'used' || next === undefined) throw new Failure('loginNeeded');
      return { token: next, state: state(session) };
    },
    'session.logout': (_, { session }) => {
      needQuiet();
      const id = seat.sessionOf(session);
      if (id !== undefined) {
        wrote('session.logout', seat.person().id);
        seat.end(id, 'loggedOut');
      }
      return DONE;
    },
    'session.lock': () => {
      seat.setLocked(true);
      return DONE;
    },
    'session.unlock': async ({ password }, { session }) => {
      const { id } = seat.person();
      if (seat.asked() && seat.locked()) {
        await login.again(id, password);
        // Meanwhile another one may have come.
        if (seat.person().id !== id) throw new Failure('loginNeeded');
        moved();
        seat.setLocked(false);
        wrote('session.unlock', id);
      }
      return state(session);
    },
    'session.active': (_, { session }) => {
      moved();
      const id = seat.sessionOf(session);
      if (id !== undefined) logins.seen(id);
      return DONE;
    },
    'session.changePassword': async ({ old, password }, { session }) => {
      if (!seat.asked()) throw new Failure('badRequest');
      const { id } = seat.person();
      await login.again(id, old);
      await login.setPassword(id, password);
      seat.endOthers(id, session);
      audit.add({
        kind: 'rights',
        action: 'session.changePassword',
        subject: 'user',
        subjectId: id,
        detail: {},
      });
      return DONE;
    },
    'session.phoneTicket': () => ({ ticket: seat.ticket() }),
  };
  return { handlers, state, needQuiet };
}

const onLine = (call: CallView): SessionState['onLine'][number] => ({
  callId: call.id,
  state: call.answeredAt === undefined ? (call.direction === 'inbound' ? 'ringing' : 'dialing') : 'talking',
  since: call.answeredAt ?? call.startedAt,
  muted: call.muted,
  held: call.hold.operator,
});
