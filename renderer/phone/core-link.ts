import type { CoreClient } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import type { PhoneConfig, PhoneFact, Registration } from '../../shared/contract/phone.ts';
import type { DeviceList } from './media/devices.ts';
import { Outbox } from './recorder/chunk-outbox.ts';

/** Another page may be about to go: asked again after so many milliseconds. */
const ASK_AGAIN = 2_000;
/** Far more facts than a day of calls has. */
const MAX_FACTS = 20_000;

export interface CoreLinkOptions {
  readonly core: CoreClient;
  readonly phoneId: string;
  readonly liveCallIds: () => string[];
  readonly recordingCallIds: () => string[];
  /** The core knows us (again), and this is what we are to be. */
  readonly onAttached: (config: PhoneConfig) => void;
  readonly onLost: () => void;
  readonly note: (message: string, cause?: unknown) => void;
}

/** What the phone tells the core, and how it comes back to it. Nothing of it throws. */
export interface CoreLink {
  fact(fact: PhoneFact): void;
  registration(registration: Registration): void;
  devices(list: DeviceList): void;
  level(level: { microphone: number; remote: number }): void;
  problem(code: 'microphoneRefused' | 'microphoneMissing' | 'internal', callId?: string): void;
  close(): void;
}

/**
 * Facts wait for their acknowledgement and are sent again after the core was away: first they, in order, and only then
 * `phone.attach` with what still lives. So a core that was restarted never takes a call for lost of whose end it was
 * about to be told. Of the rest only the newest counts.
 */
export function createCoreLink(options: CoreLinkOptions): CoreLink {
  const { core } = options;
  const facts = new Outbox({
    maxBytes: MAX_FACTS,
    onFull: () => options.note('the core is away for too long: facts are being lost'),
    onRefused: (error) => options.note('the core refused a fact', error),
  });
  let attached = false;
  let registration: Registration | undefined;
  let devices: DeviceList | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stopListening = core.onConnection((state) => {
    if (state === 'connected') void attach();
    else if (state === 'lost') {
      attached = false;
      facts.pause();
      options.onLost();
    }
  });

  async function attach(): Promise<void> {
    clearTimeout(timer);
    facts.resume();
    if (!(await facts.settled())) return;
    try {
      const config = await core.request('phone.attach', {
        phoneId: options.phoneId,
        liveCallIds: options.liveCallIds(),
        recordingCallIds: options.recordingCallIds(),
      });
      attached = true;
      options.onAttached(config);
      if (registration) say(core.request('phone.registration', registration));
      if (devices) say(core.request('phone.devices', devices));
    } catch (error) {
      // A core that is gone tells by `connected` when it is back.
      if (error instanceof Failure && error.code === 'coreUnreachable') return;
      options.note('the core does not take this page as its phone', error);
      timer = setTimeout(() => void attach(), ASK_AGAIN);
    }
  }

  /** What is newest is said again at the next attach, so a failure needs nothing more. */
  function say(request: Promise<unknown>): void {
    request.catch((error) => options.note('the core did not hear', error));
  }

  return {
    fact(fact) {
      // Beside the engine's mark of the INVITE: the benchmark of the screen pop reads both.
      if (fact.kind === 'incoming') performance.mark(`ringdesk:fact:${fact.callId}`);
      facts.put({ size: 1, send: () => core.request('phone.fact', { fact }) });
    },
    registration(next) {
      registration = next;
      if (attached) say(core.request('phone.registration', next));
    },
    devices(next) {
      devices = next;
      if (attached) say(core.request('phone.devices', next));
    },
    level(level) {
      if (attached) core.request('phone.level', level).catch(() => {});
    },
    problem(code, callId) {
      if (attached) say(core.request('phone.problem', { code, ...(callId ? { callId } : {}) }));
    },
    close() {
      clearTimeout(timer);
      stopListening();
      facts.pause();
    },
  };
}
