import type { ColleagueState, Voicemail } from '../../shared/contract/agent.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import type { Input } from '../../shared/contract/index.ts';
import type { PhoneConfig, PhoneFact, Registration } from '../../shared/contract/phone.ts';
import type { CallWarning, CheckStep, QualitySample, TraceMessage } from '../../shared/contract/quality.ts';
import { markCall } from '../call-marks.ts';
import type { DeviceList } from './media/devices.ts';
import { Outbox } from './recorder/chunk-outbox.ts';

/** Another page may be about to go: asked again after so many milliseconds. */
const ASK_AGAIN = 2_000;
/** Far more facts than a day of calls has. */
const MAX_FACTS = 20_000;
/** Characters of measurements and messages that wait for a core that is away: an hour of a busy line. */
const MAX_REPORTS = 8 * 1024 * 1024;
/** Of a measured second, as JSON. */
const SAMPLE_SIZE = 120;

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
  voicemail(voicemail: Voicemail): void;
  colleague(state: ColleagueState): void;
  level(level: { microphone: number; remote: number }): void;
  /** A button of a headset. Forgotten while the core is away: pressed for a moment that is over then. */
  headset(action: Input<'phone.headset'>): void;
  quality(callId: string, samples: QualitySample[]): void;
  trace(messages: TraceMessage[], callId: string | undefined): void;
  warning(warning: CallWarning): void;
  checkStep(step: CheckStep): void;
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
  /** Behind the facts: the core must know a call before it is told how it sounded. */
  const reports = new Outbox({
    maxBytes: MAX_REPORTS,
    onFull: () => options.note('the core is away for too long: measurements are being lost'),
    onRefused: (error) => options.note('the core refused a measurement', error),
  });
  let attached = false;
  let registration: Registration | undefined;
  let devices: DeviceList | undefined;
  let voicemail: Voicemail | undefined;
  const colleagues = new Map<string, ColleagueState>();
  const warnings = new Map<string, CallWarning>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stopListening = core.onConnection((state) => {
    if (state === 'connected') void attach();
    else if (state === 'lost') {
      attached = false;
      facts.pause();
      reports.pause();
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
      reports.resume();
      if (registration) say(core.request('phone.registration', registration));
      if (devices) say(core.request('phone.devices', devices));
      if (voicemail) say(core.request('phone.voicemail', voicemail));
      for (const state of colleagues.values()) say(core.request('phone.colleague', state));
      for (const warning of warnings.values()) say(core.request('phone.warning', warning));
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
      if (fact.kind === 'incoming') markCall('fact', fact.callId);
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
    voicemail(next) {
      voicemail = next;
      if (attached) say(core.request('phone.voicemail', next));
    },
    colleague(state) {
      colleagues.set(state.extension, state);
      if (attached) say(core.request('phone.colleague', state));
    },
    level(level) {
      if (attached) core.request('phone.level', level).catch(() => {});
    },
    headset(action) {
      if (attached) say(core.request('phone.headset', action));
    },
    quality(callId, samples) {
      const size = samples.length * SAMPLE_SIZE;
      reports.put({ size, send: () => core.request('phone.quality', { callId, samples }) });
    },
    trace(messages, callId) {
      const size = messages.reduce((sum, { text }) => sum + text.length, 0);
      const send = () => core.request('phone.trace', { messages, ...(callId ? { callId } : {}) });
      reports.put({ size, send });
    },
    warning(warning) {
      const key = `${warning.callId} ${warning.kind}`;
      if (warning.active) warnings.set(key, warning);
      else warnings.delete(key);
      if (attached) say(core.request('phone.warning', warning));
    },
    checkStep(step) {
      if (attached) say(core.request('phone.checkStep', step));
    },
    problem(code, callId) {
      if (attached) say(core.request('phone.problem', { code, ...(callId ? { callId } : {}) }));
    },
    close() {
      clearTimeout(timer);
      stopListening();
      facts.pause();
      reports.pause();
    },
  };
}
