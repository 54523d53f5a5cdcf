import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { AudioSettings, type PhoneAccount, type Registration } from '../../../shared/contract/phone.ts';
import type { CheckStep } from '../../../shared/contract/quality.ts';
import { CheckRunner } from './check-runner.ts';
import type { LoopResult } from './media-loop.ts';
import { pause, type Tone, ToneRefused } from './test-tone.ts';

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
const registered: Registration = { accountId: 'main', state: 'registered', expiresAt: 600_000 };

function bench() {
  const steps: CheckStep[] = [];
  const tones: Tone[] = [];
  const world = {
    voice: 0.1,
    microphone: undefined as Failure | undefined,
    gone: [] as string[],
    loop: { sound: true, roundTripMs: 1, relay: undefined } as LoopResult,
  };
  let meter: ReturnType<typeof setInterval> | undefined;
  const held = new Set<string>();
  const runner = new CheckRunner({
    microphone: {
      acquire: async (holder) => {
        if (world.microphone) throw world.microphone;
        held.add(holder);
        return {} as MediaStream;
      },
      release: (holder) => void held.delete(holder),
    },
    levelMeter: (tell) => ({
      listen: () => {
        meter ??= setInterval(() => tell({ microphone: world.voice }), 100);
      },
      stop: () => {
        clearInterval(meter);
        meter = undefined;
      },
    }),
    playTone: async (tone, signal) => {
      tones.push(tone);
      await pause(tone.ms, signal);
      if (world.gone.includes(tone.deviceId ?? '')) throw new ToneRefused('speakerGone');
    },
    loopMedia: async () => world.loop,
    tell: (step) => steps.push(step),
    note: vi.fn(),
  });
  runner.registration = registered;
  return {
    runner,
    steps,
    tones,
    world,
    held,
    start: (audio: Partial<AudioSettings> = {}) => runner.start(account, AudioSettings.parse(audio)),
    seconds: (count: number) => vi.advanceTimersByTimeAsync(count * 1000),
    result: () =>
      Object.fromEntries(
        steps
          .filter(({ state }) => state !== 'running')
          .map(({ step, state, advice }) => [step, advice ?? state]),
      ),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(0);
});
afterEach(() => void vi.useRealTimers());

const ALL_PASSED = {
  microphone: 'passed',
  registration: 'passed',
  media: 'passed',
  earpiece: 'passed',
  ringer: 'passed',
};

describe('the check before the shift', () => {
  it('passes within seconds when all is well, and lets go of everything', async () => {
    const { start, seconds, result, tones, held, steps } = bench();
    start({ speakerId: 'headset', ringerIds: ['headset', 'desk'], ringVolume: 0.4 });
    await seconds(3);
    expect(result()).toEqual(ALL_PASSED);
    expect(tones.map(({ deviceId, volume }) => [deviceId, volume])).toEqual([
      ['headset', 1],
      ['headset', 0.4],
      ['desk', 0.4],
    ]);
    expect(steps.find(({ step, state }) => step === 'registration' && state === 'passed')?.figures).toEqual({
      minutes: 10,
    });
    expect(held.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is over in ten seconds however bad things are', async () => {
    const { start, seconds, result, world, runner } = bench();
    world.voice = 0;
    world.gone = ['', 'a', 'b', 'c', 'd', 'e'];
    world.loop = { sound: false, roundTripMs: undefined, relay: undefined };
    runner.registration = { accountId: 'main', state: 'connecting' };
    start({ ringerIds: ['a', 'b', 'c', 'd', 'e'] });
    await seconds(10);
    expect(result()).toEqual({
      microphone: 'microphoneDead',
      registration: 'notRegistered',
      media: 'mediaBlocked',
      earpiece: 'speakerGone',
      ringer: 'ringerGone',
    });
  });

  it.each([
    ['microphoneQuiet', { voice: 0.004 }],
    ['microphoneRefused', { microphone: new Failure('microphoneRefused') }],
    ['microphoneMissing', { microphone: new Failure('microphoneMissing') }],
  ])('says %s', async (advice, change) => {
    const { start, seconds, result, world } = bench();
    Object.assign(world, change);
    start();
    await seconds(10);
    expect(result()).toEqual({ ...ALL_PASSED, microphone: advice });
  });

  it('knows a relay that does not answer, a bell that was turned off, and a wrong password', async () => {
    const { start, seconds, result, world, runner } = bench();
    world.loop = { sound: true, roundTripMs: 1, relay: false };
    runner.registration = { accountId: 'main', state: 'refused', problem: 'wrongPassword' };
    start({ ringVolume: 0 });
    await seconds(10);
    expect(result()).toMatchObject({
      media: 'relayUnreachable',
      ringer: 'ringerSilent',
      registration: 'wrongPassword',
    });
  });

  it('waits for a registration that is under way, and believes none of another account', async () => {
    const { start, seconds, result, runner } = bench();
    runner.registration = { ...registered, accountId: 'other' };
    start();
    await seconds(2);
    expect(result()).not.toHaveProperty('registration');
    runner.registration = registered;
    await seconds(1);
    expect(result()).toMatchObject({ registration: 'passed' });
  });

  it('gives way to a call, at once and with the reason', async () => {
    const { start, seconds, result, runner, held, tones } = bench();
    start();
    await seconds(0.5);
    runner.stop('callCame');
    await seconds(0);
    expect(result()).toMatchObject({ earpiece: 'callCame', ringer: 'callCame' });
    expect(held.size).toBe(0);
    await seconds(10);
    expect(tones.length).toBeLessThanOrEqual(1);
  });

  it('begins anew without a word of the old one', async () => {
    const { start, seconds, steps, result } = bench();
    start();
    await seconds(0.2);
    start();
    await seconds(4);
    expect(steps.some(({ state }) => state === 'skipped')).toBe(false);
    expect(result()).toEqual(ALL_PASSED);
  });
});
