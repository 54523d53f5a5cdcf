import { Failure } from '../../../shared/contract/failure.ts';
import type { PhoneCommandInput, PhoneCommandName } from '../../../shared/contract/index.ts';
import type { AudioDevice, PhoneState, Registration } from '../../../shared/contract/phone.ts';
import type { Session } from '../host/session.ts';

/** A phone page that lost its channel may be reloading or crossing a restart of the core: this long we wait for it. */
const GRACE_MS = 5_000;

export interface Held {
  readonly liveCallIds: readonly string[];
  readonly recordingCallIds: readonly string[];
}

export interface PhoneLinkOptions {
  readonly onState: (state: PhoneState) => void;
  /** A phone said what it still holds; every other live call is lost. */
  readonly onAttached: (held: Held) => void;
  /** The phone did not come back. */
  readonly onGone: () => void;
  readonly graceMs?: number;
}

/** The one phone page of this core: who it is, what it last said of itself, and the way to command it. */
export function createPhoneLink(options: PhoneLinkOptions) {
  const graceMs = options.graceMs ?? GRACE_MS;
  let attached: { session: Session; phoneId: string } | undefined;
  let grace: NodeJS.Timeout | undefined;
  /** Whoever has a command for the phone that is expected. */
  let waiting: Array<() => void> = [];
  let registration: Registration | undefined;
  let devices: AudioDevice[] = [];
  let microphone: PhoneState['microphone'] = 'prompt';

  const state = (): PhoneState => ({
    attached: attached !== undefined,
    ...(registration && attached ? { registration } : {}),
    devices,
    microphone,
  });
  const tell = () => options.onState(state());

  function wakeWaiting(): void {
    const awake = waiting;
    waiting = [];
    for (const wake of awake) wake();
  }

  /** The phone; one that is expected back is waited for: a key that was pressed just now must not fail. */
  async function reach(): Promise<Session> {
    if (!attached && grace) await new Promise<void>((resolve) => waiting.push(resolve));
    if (!attached) throw new Failure('noPhone');
    return attached.session;
  }

  function startGrace(): void {
    clearTimeout(grace);
    grace = setTimeout(() => {
      grace = undefined;
      wakeWaiting();
      try {
        options.onGone();
      } catch {
        // A full disk: its calls are ended when there is room again.
        startGrace();
      }
    }, graceMs);
  }

  return {
    state,
    /** The core has begun and knows of live calls in its base: their phone may come and claim them. */
    expect: startGrace,
    attach(session: Session, phoneId: string, held: Held): void {
      if (attached && attached.phoneId !== phoneId && attached.session !== session)
        throw new Failure('phoneElsewhere');
      attached?.session !== session && attached?.session.close();
      clearTimeout(grace);
      grace = undefined;
      const mine = { session, phoneId };
      attached = mine;
      session.onClose(() => {
        if (attached !== mine) return;
        attached = undefined;
        registration = undefined;
        startGrace();
        tell();
      });
      options.onAttached(held);
      tell();
      wakeWaiting();
    },
    /** @throws Failure `noPhone` when there is none and none is expected, or what the phone says. */
    async command<K extends PhoneCommandName>(name: K, input: PhoneCommandInput<K>): Promise<void> {
      const session = await reach();
      try {
        await session.command(name, input);
      } catch (cause) {
        throw cause instanceof Failure ? cause : new Failure('noPhone', {}, { cause });
      }
    },
    registered: () => attached !== undefined && registration?.state === 'registered',
    setRegistration(next: Registration): void {
      registration = next;
      tell();
    },
    setDevices(next: { devices: AudioDevice[]; microphone: PhoneState['microphone'] }): void {
      ({ devices, microphone } = next);
      tell();
    },
    close(): void {
      clearTimeout(grace);
      grace = undefined;
      wakeWaiting();
    },
  };
}

export type PhoneLink = ReturnType<typeof createPhoneLink>;
