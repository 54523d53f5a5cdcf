import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import {
  AudioSettings,
  type PhoneAccount,
  type PhoneConfig,
  type PhoneFact,
} from '../../shared/contract/phone.ts';
import type { EngineOptions, SipEngine } from './engine/port.ts';
import type { PhoneMedia } from './media/media.ts';
import { createPhone } from './phone.ts';

const account: PhoneAccount = {
  id: 'main',
  engine: 'jssip',
  server: 'ws://x',
  login: '1',
  password: 'p',
  domain: 'x',
  displayName: '',
  iceServers: [],
  dtmf: 'rfc4733',
  iceTimeoutMs: 1000,
};
const CALL = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';
const remote = { number: '1', displayName: '', anonymous: false };
const incoming = (callId = CALL): PhoneFact => ({
  callId,
  at: 1,
  kind: 'incoming',
  accountId: 'main',
  remote,
});
const answered = (callId = CALL): PhoneFact => ({ callId, at: 2, kind: 'answered', by: 'operator' });
const ended = (callId = CALL): PhoneFact => ({
  callId,
  at: 3,
  kind: 'ended',
  cause: 'hangup',
  by: 'customer',
});

/** A core that can die and come back, an engine that says what it is told, and sound without a sound card. */
function bench() {
  const asked: [name: string, input: unknown][] = [];
  let config: PhoneConfig = {
    account,
    audio: AudioSettings.parse({}),
    recordAutomatically: true,
    announcement: { how: 'none', everySeconds: 15, heardBy: 'customer' },
    incoming: { mode: 'ring' },
    watch: { mailbox: false, extensions: [] },
  };
  let there = true;
  let failing: Failure | undefined;
  let watcher: (state: 'connecting' | 'connected' | 'lost') => void = () => {};
  const core = {
    request: async (name: string, input: unknown) => {
      if (!there) throw new Failure('coreUnreachable');
      asked.push([name, structuredClone(input)]);
      if (failing) throw failing;
      return name === 'phone.attach' ? config : { done: true };
    },
    onConnection: (listener: typeof watcher) => {
      watcher = listener;
      listener('connected');
      return () => {};
    },
    close: vi.fn(),
  } as unknown as CoreClient;

  const engines: {
    options: EngineOptions;
    engine: SipEngine;
    live: string[];
    stop: ReturnType<typeof vi.fn>;
  }[] = [];
  const engineFactory = async (options: EngineOptions) => {
    const live: string[] = [];
    const stop = vi.fn(async () => {});
    const ok = vi.fn(async () => {});
    const engine: SipEngine = {
      start: vi.fn(),
      stop,
      dial: ok,
      answer: vi.fn(async () => {}),
      decline: ok,
      hangUp: ok,
      mute: ok,
      hold: ok,
      say: ok,
      sendTones: ok,
      transfer: ok,
      transferTo: ok,
      join: ok,
      part: ok,
      setIncoming: vi.fn(),
      watch: vi.fn(),
      stats: vi.fn(async () => undefined),
      probeNow: vi.fn(),
      reconnectNow: vi.fn(),
      streams: () => ({}),
      liveCallIds: live,
    };
    engines.push({ options, engine, live, stop });
    return engine;
  };

  const sounds: (string | undefined)[] = [];
  const recorder = {
    use: vi.fn(),
    leaveOut: vi.fn(),
    stop: vi.fn(async () => {}),
    resume: vi.fn(),
    pause: vi.fn(),
    pending: 0,
  };
  const needsAudio: boolean[] = [];
  const media = {
    audio: { user: () => (needsIt: boolean) => needsAudio.push(needsIt) },
    playback: { play: vi.fn(), stop: vi.fn(), chooseSpeaker: vi.fn(), dispose: vi.fn() },
    signals: { play: (sounding?: { signal: string }) => sounds.push(sounding?.signal) },
    microphone: () => ({
      acquire: vi.fn(),
      release: vi.fn(),
      configure: vi.fn(),
      devicesChanged: vi.fn(),
      dispose: vi.fn(),
    }),
    watchDevices: (tell: (list: object) => void) => {
      tell({ devices: [], microphone: 'granted' });
      return { refresh() {}, stop() {} };
    },
    levelMeter: () => ({ listen: vi.fn(), stop: vi.fn() }),
    dispose: vi.fn(),
  } as unknown as PhoneMedia;

  const phone = createPhone({
    connect: () => core,
    engineFactory,
    media,
    recorder: () => (_callId, recordingId) => ({ recordingId, ...recorder }),
    phoneId: OTHER,
    onWake: () => () => {},
    note: vi.fn(),
  });
  return {
    phone,
    asked,
    engines,
    sounds,
    recorder,
    needsAudio,
    names: () => asked.map(([name]) => name),
    state: (fact: PhoneFact) => engines.at(-1)?.options.listener.fact(fact),
    configure: (next: PhoneConfig) => {
      config = next;
      return phone.handlers['phone.configure'](next);
    },
    config: () => config,
    fail: (failure?: Failure) => {
      failing = failure;
    },
    die() {
      there = false;
      watcher('lost');
    },
    comeBack() {
      there = true;
      watcher('connected');
    },
  };
}

const soon = () => vi.advanceTimersByTimeAsync(0);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the phone', () => {
  it('attaches, becomes what the core says, and tells its state', async () => {
    const { phone, names, engines, asked } = bench();
    phone.start();
    await soon();
    expect(asked[0]).toEqual(['phone.attach', { phoneId: OTHER, liveCallIds: [], recordingCallIds: [] }]);
    expect(names()).toContain('phone.devices');
    expect(engines[0]?.engine.start).toHaveBeenCalledOnce();
    engines[0]?.options.listener.registration({ accountId: 'main', state: 'connecting' });
    await soon();
    expect(asked.at(-1)).toEqual(['phone.registration', { accountId: 'main', state: 'connecting' }]);
  });

  it('states facts in order, and brings those of a dead core before it attaches again', async () => {
    const { phone, asked, state, die, comeBack } = bench();
    phone.start();
    await soon();
    state(incoming());
    state(incoming(OTHER));
    await soon();
    die();
    state(answered());
    state(ended(OTHER));
    await soon();
    asked.length = 0;
    comeBack();
    await soon();
    expect(asked.slice(0, 3)).toEqual([
      ['phone.fact', { fact: answered() }],
      ['phone.fact', { fact: ended(OTHER) }],
      ['phone.attach', { phoneId: OTHER, liveCallIds: [CALL], recordingCallIds: [] }],
    ]);
  });

  it('needs the sound from the first call to the end of the last', async () => {
    const { phone, state, needsAudio } = bench();
    phone.start();
    await soon();
    state(incoming());
    state(incoming(OTHER));
    state(ended(CALL));
    expect(needsAudio).not.toContain(false);
    state(ended(OTHER));
    expect(needsAudio.at(-1)).toBe(false);
  });

  it('keeps asking while another page is the phone, and starts no engine meanwhile', async () => {
    const { phone, names, fail, engines } = bench();
    fail(new Failure('phoneElsewhere'));
    phone.start();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(names()).toEqual(['phone.attach', 'phone.attach', 'phone.attach']);
    expect(engines).toEqual([]);
    fail(undefined);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(engines.length).toBe(1);
  });

  it('rings, and falls silent on command and on the answer', async () => {
    const { phone, sounds, state } = bench();
    phone.start();
    await soon();
    state(incoming());
    expect(sounds.at(-1)).toBe('ring');
    await phone.handlers['phone.silence']({ callId: CALL });
    expect(sounds.at(-1)).toBeUndefined();
    state(incoming(OTHER));
    expect(sounds.at(-1)).toBe('ring');
    state(answered(OTHER));
    expect(sounds.at(-1)).toBeUndefined();
  });

  it('rings for a test, once', async () => {
    const { phone, sounds } = bench();
    phone.start();
    await phone.handlers['phone.testRing']({});
    expect(sounds.at(-1)).toBe('ring');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sounds.at(-1)).toBeUndefined();
  });

  it('changes the account only when no call is live', async () => {
    const { phone, engines, state, configure, config } = bench();
    phone.start();
    await soon();
    state(incoming());
    engines[0]?.live.push(CALL);
    await configure({ ...config(), account: { ...account, engine: 'sipjs' } });
    await soon();
    expect(engines.length).toBe(1);
    engines[0]?.live.pop();
    state(ended());
    await soon();
    expect(engines.map(({ stop }) => stop.mock.calls.length)).toEqual([1, 0]);
    expect(engines[1]?.options.account.engine).toBe('sipjs');
  });

  it('does not restart the engine for other settings', async () => {
    const { phone, engines, configure, config } = bench();
    phone.start();
    await soon();
    await configure({ ...config(), audio: AudioSettings.parse({ ringVolume: 0.2 }) });
    await soon();
    expect(engines.length).toBe(1);
  });

  it('refuses commands without an account', async () => {
    const { phone, configure, config } = bench();
    const { account: _, ...without } = config();
    await configure(without);
    phone.start();
    await soon();
    await expect(phone.handlers['phone.dial']({ callId: CALL, target: '1' })).rejects.toMatchObject({
      code: 'noAccount',
    });
  });

  it('tells the desk when the microphone is refused, and the call rings on', async () => {
    const { phone, engines, asked, state, sounds } = bench();
    phone.start();
    await soon();
    state(incoming());
    vi.mocked(engines[0]?.engine as SipEngine).answer = vi
      .fn()
      .mockRejectedValue(new Failure('microphoneRefused'));
    await expect(phone.handlers['phone.answer']({ callId: CALL })).rejects.toMatchObject({
      code: 'microphoneRefused',
    });
    await soon();
    expect(asked.at(-1)).toEqual(['phone.problem', { code: 'microphoneRefused', callId: CALL }]);
    expect(sounds.at(-1)).toBe('ring');
  });

  it('records on command, once, and ends with the call', async () => {
    const { phone, state, recorder, die, comeBack } = bench();
    phone.start();
    await soon();
    await expect(
      phone.handlers['phone.record']({ callId: CALL, recordingId: OTHER, paused: false }),
    ).rejects.toMatchObject({
      code: 'callGone',
    });
    state(incoming());
    state(answered());
    await phone.handlers['phone.record']({ callId: CALL, recordingId: OTHER, paused: false });
    await phone.handlers['phone.record']({ callId: CALL, recordingId: OTHER, paused: false });
    expect(recorder.resume).toHaveBeenCalledOnce();
    await phone.handlers['phone.pauseRecording']({ callId: CALL, paused: true });
    expect(recorder.leaveOut).toHaveBeenCalledWith(true);
    die();
    expect(recorder.pause).toHaveBeenCalledOnce();
    comeBack();
    await soon();
    expect(recorder.resume).toHaveBeenCalledTimes(2);
    state(ended());
    await soon();
    expect(recorder.stop).toHaveBeenCalledOnce();
    await expect(
      phone.handlers['phone.pauseRecording']({ callId: CALL, paused: false }),
    ).rejects.toMatchObject({ code: 'callGone' });
  });

  it('brings what it measured and traced when the core is back, after the facts and the attach', async () => {
    const { phone, engines, state, asked, die, comeBack, names } = bench();
    phone.start();
    await soon();
    die();
    state(incoming());
    engines[0]?.options.listener.trace({ at: 1, direction: 'received', text: 'INVITE' }, CALL);
    await vi.advanceTimersByTimeAsync(3_000);
    asked.length = 0;
    comeBack();
    await soon();
    expect(names().filter((name) => ['phone.fact', 'phone.attach', 'phone.trace'].includes(name))).toEqual([
      'phone.fact',
      'phone.attach',
      'phone.trace',
    ]);
    expect(asked.find(([name]) => name === 'phone.trace')?.[1]).toEqual({
      callId: CALL,
      messages: [{ at: 1, direction: 'received', text: 'INVITE' }],
    });
  });

  it('does not check devices in the ear of somebody who is called', async () => {
    const { phone, state } = bench();
    phone.start();
    await soon();
    state(incoming());
    await expect(phone.handlers['phone.check']({ on: true })).rejects.toMatchObject({
      code: 'alreadyTalking',
    });
    await phone.handlers['phone.check']({ on: false });
  });
});
