// What waits for the operator: the next promise and the customers who called in vain. For the status line.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { Task } from '../../../shared/contract/contacts.ts';
import type { MissedCounts } from '../../../shared/contract/missed.ts';

export interface Work {
  readonly nextTask: Task | undefined;
  /** Customers who called and wait to be called back. */
  readonly missed: number;
  /** Of them those that have waited too long. */
  readonly missedLate: number;
  /** My open promises whose time has come. */
  readonly due: number;
  /** The last call that came to its end, for "call again". */
  readonly lastCall: CallView | undefined;
  /** The last attempt of ours, for the redial. */
  readonly lastDialled: CallView | undefined;
}

export type WorkStore = StoreApi<Work>;
export const createWorkStore = (): WorkStore =>
  createStore<Work>(() => ({
    nextTask: undefined,
    missed: 0,
    missedLate: 0,
    due: 0,
    lastCall: undefined,
    lastDialled: undefined,
  }));

const PAGE = 300;
/** A count beyond this tells nobody more. */
const MOST_DUE = 100;
export function feedWork(core: CoreClient, store: WorkStore): () => void {
  const loadCalls = async () => {
    const { calls } = await core.request('calls.list', { limit: PAGE });
    store.setState({
      lastCall: calls.find(
        (call) => call.state === 'ended' && !call.remote.anonymous && call.purpose === 'talk',
      ),
      lastDialled: calls.find((call) => call.direction === 'outbound' && call.purpose !== 'service'),
    });
  };
  const takeMissed = ({ open, late }: MissedCounts) => store.setState({ missed: open, missedLate: late });
  const loadTasks = async () => {
    const [due, tasks] = await Promise.all([
      core.request('tasks.list', { state: 'open', before: Date.now() + 1, limit: MOST_DUE }),
      core.request('tasks.list', { state: 'open', limit: 1 }),
    ]);
    store.setState({ nextTask: tasks[0], due: due.length });
  };
  // A figure in the status line that is a moment late harms nobody; a failed ask is repeated at the next event.
  const quietly = (work: () => Promise<void>) => void work().catch(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    // Behind the screen pop and the next ring, never in front of them.
    clearTimeout(timer);
    timer = setTimeout(() => quietly(loadCalls), 400);
  };
  const stops = [
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      quietly(loadCalls);
      quietly(loadTasks);
      quietly(async () => takeMissed(await core.request('missed.counts', {})));
    }),
    core.on('missed.changed', takeMissed),
    core.on('calls.changed', ({ call }) => {
      if (call.state === 'ended') soon();
    }),
    core.on('tasks.changed', () => quietly(loadTasks)),
    core.on('tasks.due', () => quietly(loadTasks)),
    () => clearTimeout(timer),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const WorkContext = createContext<WorkStore | undefined>(undefined);

export function useWork<T>(select: (work: Work) => T): T {
  const store = useContext(WorkContext);
  if (!store) throw new Error('useWork outside of DeskState');
  return useStore(store, select);
}
