import type { CoreClient } from '../../../shared/contract/client.ts';
import type { Task } from '../../../shared/contract/contacts.ts';
import type { EventPayload } from '../../../shared/contract/index.ts';
import type { PhoneState } from '../../../shared/contract/phone.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Log } from '../log.ts';
import { fromList, type LiveCalls, noCalls, withCall } from './live-calls.ts';

export interface Situation {
  readonly calls: LiveCalls;
  readonly settings: Settings | undefined;
  /** The phone is registered with the PBX. */
  readonly registered: boolean;
}

type Wire = Pick<CoreClient, 'request' | 'on' | 'onConnection'>;

/** What the shell knows of the world, from the core and nobody else; each change is told whole. */
export function watchCalls(
  core: Wire,
  log: Log,
  listener: (now: Situation) => void,
  onDue: (task: Task) => void,
  onLate: (late: EventPayload<'missed.late'>) => void,
): { readonly now: Situation } {
  const watch = { now: { calls: noCalls, settings: undefined, registered: false } as Situation };
  const set = (change: Partial<Situation>) => {
    watch.now = { ...watch.now, ...change };
    listener(watch.now);
  };

  core.on('calls.changed', (live) => set({ calls: withCall(watch.now.calls, live) }));
  core.on('settings.changed', (settings) => set({ settings }));
  core.on('phone.changed', (phone) => set({ registered: isRegistered(phone) }));
  // Another person sits here, or nobody, or the screen was locked or opened.
  core.on('session.changed', () => void load());
  core.on('tasks.due', onDue);
  core.on('missed.late', onLate);
  core.onConnection((state) => {
    if (state === 'connected') void load();
    // What rings or talks is not known now; a card of a call that may be over would be a lie.
    else if (watch.now.calls.size > 0 || watch.now.registered) set({ calls: noCalls, registered: false });
  });

  async function load(): Promise<void> {
    try {
      const [info, session] = await Promise.all([
        core.request('system.info', {}),
        core.request('session.state', {}),
      ]);
      set({ settings: info.settings });
      if (session.who === undefined) set({ calls: noCalls, registered: false });
      // Of a locked screen the events go on to tell what rings, without names; nothing more may be asked.
      if (session.who === undefined || session.locked) return;
      const [live, phone] = await Promise.all([
        core.request('calls.live', {}),
        core.request('phone.state', {}),
      ]);
      set({ calls: fromList(live), registered: isRegistered(phone) });
    } catch (error) {
      log.warn('state of the core not read', {
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return watch;
}

const isRegistered = (phone: PhoneState): boolean => phone.registration?.state === 'registered';
