// Who works here, with which settings, over which connection, and what stands in the way.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { PhoneState } from '../../../shared/contract/phone.ts';
import type { Account, Problem, Settings, SystemInfo } from '../../../shared/contract/settings.ts';

export type User = Output<'users.list'>[number];
export type Connection = 'connecting' | 'connected' | 'lost';

export interface Session {
  readonly connection: Connection;
  /** Undefined until the core has answered for the first time. */
  readonly info: SystemInfo | undefined;
  readonly settings: Settings | undefined;
  readonly users: readonly User[];
  readonly accounts: readonly Account[];
  readonly phone: PhoneState | undefined;
  /** Standing troubles told by the core, by their code. */
  readonly problems: readonly Problem[];
}

export type SessionStore = StoreApi<Session>;

export const EMPTY_SESSION: Session = {
  connection: 'connecting',
  info: undefined,
  settings: undefined,
  users: [],
  accounts: [],
  phone: undefined,
  problems: [],
};

export function withProblem(problems: readonly Problem[], problem: Problem): readonly Problem[] {
  const others = problems.filter((other) => other.code !== problem.code);
  return problem.active ? [...others, problem] : others;
}

/** Fills the store and keeps it true; returns how to stop. */
export function feedSession(core: CoreClient, store: SessionStore): () => void {
  const load = async () => {
    const [info, phone, users, accounts] = await Promise.all([
      core.request('system.info', {}),
      core.request('phone.state', {}),
      core.request('users.list', {}),
      core.request('accounts.list', {}),
    ]);
    store.setState({ info, settings: info.settings, phone, users, accounts });
  };
  const stops = [
    core.onConnection((connection) => {
      store.setState({ connection });
      // What failed because the core went away again is asked anew at the next connection.
      if (connection === 'connected') load().catch(() => undefined);
    }),
    core.on('session.changed', () => void load().catch(() => undefined)),
    core.on('settings.changed', (settings) => store.setState({ settings })),
    core.on('accounts.changed', (accounts) => store.setState({ accounts })),
    core.on('phone.changed', (phone) => store.setState({ phone })),
    core.on('system.problem', (problem) =>
      store.setState((session) => ({ problems: withProblem(session.problems, problem) })),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const createSessionStore = (): SessionStore => createStore<Session>(() => EMPTY_SESSION);

export const SessionContext = createContext<SessionStore | undefined>(undefined);

/** `useSession((session) => session.settings)`. */
export function useSession<T>(select: (session: Session) => T): T {
  const store = useContext(SessionContext);
  if (!store) throw new Error('useSession outside of DeskState');
  return useStore(store, select);
}
