// Who is at this desk. Until somebody has said who he is, the rest of the desk finds no core to talk to.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Entered, SessionState } from '../../../shared/contract/users.ts';
import { BUILT_IN_GRANTS } from '../../../shared/domain/rights/profiles.ts';
import type { Right } from '../../../shared/domain/rights/rights.ts';
import type { Connection } from './session.tsx';

export interface Seat {
  /** Undefined until the core has answered for the first time. */
  readonly session: SessionState | undefined;
  /** As the desk sees it: connected only while somebody is in and the screen is open. */
  readonly connection: Connection;
  /** This channel's standing was asked: until then nothing else may be, or it would be refused to whoever is about to be in. */
  readonly known: boolean;
  /** Language and theme are known before anybody is. */
  readonly settings: Settings | undefined;
}

export interface SeatKeeper {
  readonly store: StoreApi<Seat>;
  readonly core: CoreClient;
  /** Somebody said who he is. */
  entered(entered: Entered): void;
  /** Asks again how it stands. */
  look(): Promise<void>;
  /** Keeps the store true; returns how to stop. */
  feed(): () => void;
}

/** For one page: it survives a reload, and ends with the tab. Each token is good for one way back. */
const TOKEN = 'ringdesk-session';
/** As long as the client itself waits for a core that is away. */
const PATIENCE_MS = 15_000;

export function createSeat(core: CoreClient): SeatKeeper {
  const store = createStore<Seat>(() => ({
    session: undefined,
    connection: 'connecting',
    known: false,
    settings: undefined,
  }));
  let turn = 0;

  function take(session: SessionState): void {
    const open = session.who !== undefined && !session.locked;
    store.setState({ session, known: true, connection: open ? 'connected' : 'connecting' });
  }
  function entered({ token, state }: Entered): void {
    turn++;
    sessionStorage.setItem(TOKEN, token);
    take(state);
  }
  /** An answer that a newer question has overtaken is dropped. */
  async function look(): Promise<void> {
    const mine = ++turn;
    const session = await core.request('session.state', {});
    if (mine === turn) take(session);
  }
  /** A channel of ours that is new to the core shows the token of the one before. */
  async function arrive(): Promise<void> {
    const mine = ++turn;
    const [session, info] = await Promise.all([
      core.request('session.state', {}),
      core.request('system.info', {}),
    ]);
    store.setState({ settings: info.settings });
    const token = sessionStorage.getItem(TOKEN);
    if (!session.asked || session.who !== undefined || token === null) {
      if (mine === turn) take(session);
      return;
    }
    // Whatever comes of it: it has had its turn.
    sessionStorage.removeItem(TOKEN);
    try {
      entered(await core.request('session.resume', { token }));
    } catch {
      await look();
    }
  }
  // What failed because the core went away again is asked anew at the next connection.
  const quietly = (work: Promise<void>) => void work.catch(() => undefined);

  return {
    store,
    entered,
    look,
    core: {
      ...core,
      request: (name, input) =>
        store.getState().known
          ? core.request(name, input)
          : untilKnown(store).then(() => core.request(name, input)),
      onConnection: (listener) => onConnection(store, listener),
    },
    feed() {
      const stops = [
        core.on('settings.changed', (settings) => store.setState({ settings })),
        core.on('session.changed', () => quietly(look())),
        core.onConnection((connection) => {
          if (connection === 'connected') quietly(arrive());
          else {
            turn++;
            store.setState({ connection, known: false });
          }
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function untilKnown(store: StoreApi<Seat>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Failure('coreUnreachable'));
    }, PATIENCE_MS);
    const stop = store.subscribe(({ known }) => {
      if (!known) return;
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}

function onConnection(store: StoreApi<Seat>, listener: (state: Connection) => void): () => void {
  let told: Connection | undefined;
  const tell = ({ connection }: Seat) => {
    if (connection === told) return;
    told = connection;
    listener(connection);
  };
  tell(store.getState());
  return store.subscribe(tell);
}

/** Of a part of the desk that stands by itself, as in a test: one person alone, who may do everything. */
const ALONE = createStore<Seat>(() => ({
  session: { asked: false, locked: false, grants: BUILT_IN_GRANTS.administrator, onLine: [] },
  connection: 'connected',
  known: true,
  settings: undefined,
}));

const KeeperContext = createContext<SeatKeeper | undefined>(undefined);
export const SeatProvider = KeeperContext;

export function useSeat<T>(select: (seat: Seat) => T): T {
  return useStore(useContext(KeeperContext)?.store ?? ALONE, select);
}

/** For whoever logs somebody in. Undefined where nobody is asked. */
export const useSeatKeeper = (): SeatKeeper | undefined => useContext(KeeperContext);

/**
 * Whether to show what needs this right. The core judges by itself whatever a page shows; until it has answered, everything
 * is as for one person alone.
 */
export function useMay(right: Right): boolean {
  return useSeat(({ session }) => session === undefined || session.grants[right] !== undefined);
}

/** One of these suffices. */
export function useMayAny(rights: readonly Right[]): boolean {
  return useSeat(({ session }) => session === undefined || rights.some((right) => right in session.grants));
}
