import { Failure } from '../../../shared/contract/failure.ts';
import type { AudioSettings, PhoneAccount, Registration } from '../../../shared/contract/phone.ts';
import { CHECK_STEPS, type CheckStep } from '../../../shared/contract/quality.ts';
import { DEAD } from '../../../shared/domain/quality/sample.ts';
import type { Microphone } from '../engine/port.ts';
import type { LevelMeter } from '../media/level-meter.ts';
import type { LoopResult } from './media-loop.ts';
import { pause, type Tone, ToneRefused } from './test-tone.ts';

export interface ShiftCheckOptions {
  readonly microphone: Microphone;
  readonly levelMeter: (tell: (level: { microphone: number }) => void) => LevelMeter;
  readonly playTone: (tone: Tone, signal: AbortSignal) => Promise<void>;
  readonly loopMedia: (iceServers: PhoneAccount['iceServers'], signal: AbortSignal) => Promise<LoopResult>;
  readonly registration: () => Registration | undefined;
  readonly account: PhoneAccount | undefined;
  readonly audio: AudioSettings;
  readonly tell: (step: CheckStep) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

type Name = CheckStep['step'];
type Outcome = { readonly advice?: string | undefined; readonly figures?: Record<string, number> };

/** Holds the microphone for the length of its step. */
const HOLDER = 'check';
/** RMS of a person who speaks towards the microphone (-34 dB), and so many readings of a tenth of a second of it. */
const VOICE = 0.02;
const SPOKEN = 3;
/** As long as a person needs to read the line and say a word, milliseconds. */
const SPEAK_WITHIN = 5_000;
/** A registration under way is waited for, milliseconds. */
const REGISTER_WITHIN = 4_000;
const LOOK_EVERY = 200;
const EARPIECE = { hz: 440, ms: 600 };
const RING = { hz: 740, ms: 500 };
/** All ringing devices together, milliseconds; each is rung by itself so that one hears which is which. */
const RING_WITHIN = 2_000;

/**
 * The ten seconds before the shift. Microphone, registration and media are looked at together; then the ear piece and
 * each ringing device sound one after the other. Each step is told when it begins and when it is decided.
 *
 * @param signal calls it off; what is not decided is told as skipped. Its reason, if a string, is the advice.
 */
export async function checkShift(options: ShiftCheckOptions, signal: AbortSignal): Promise<void> {
  const decided = new Set<Name>();

  async function step(name: Name, work: () => Promise<Outcome>): Promise<void> {
    if (signal.aborted) return;
    options.tell({ step: name, state: 'running', figures: {} });
    const { advice, figures = {} } = await work().catch((error): Outcome => {
      options.note(`the check of ${name} failed`, error);
      return { advice: 'checkFailed' };
    });
    if (signal.aborted) return;
    decided.add(name);
    options.tell({
      step: name,
      state: advice === undefined ? 'passed' : 'failed',
      ...(advice === undefined ? {} : { advice }),
      figures,
    });
  }

  await Promise.all([
    step('microphone', () => microphoneStep(options, signal)),
    step('registration', () => registrationStep(options, signal)),
    step('media', () => mediaStep(options, signal)),
  ]);
  await step('earpiece', () => earpieceStep(options, signal));
  await step('ringer', () => ringerStep(options, signal));
  if (!signal.aborted) return;
  const advice = typeof signal.reason === 'string' ? signal.reason : 'cancelled';
  for (const name of CHECK_STEPS) {
    if (!decided.has(name)) options.tell({ step: name, state: 'skipped', advice, figures: {} });
  }
}

async function microphoneStep(options: ShiftCheckOptions, signal: AbortSignal): Promise<Outcome> {
  const { microphone } = options;
  let loudest = 0;
  let voiced = 0;
  let readings = 0;
  const over = new AbortController();
  const patience = pause(SPEAK_WITHIN, AbortSignal.any([signal, over.signal]));
  const meter = options.levelMeter(({ microphone: level }) => {
    loudest = Math.max(loudest, level);
    if (level >= VOICE) voiced += 1;
    readings += 1;
    // Twice a second, so that the line on the screen moves with the voice.
    if (readings % 5 === 0 && !signal.aborted && !over.signal.aborted) {
      options.tell({ step: 'microphone', state: 'running', figures: { level } });
    }
    if (voiced >= SPOKEN) over.abort();
  });
  try {
    const listen = (local: MediaStream) => meter.listen({ local });
    const stream = await Promise.race([microphone.acquire(HOLDER, listen), patience.then(() => undefined)]);
    // The browser asks for permission and nobody has answered yet.
    if (stream === undefined) return { advice: 'microphoneAsked' };
    listen(stream);
    await patience;
  } catch (error) {
    if (error instanceof Failure) return { advice: error.code };
    throw error;
  } finally {
    over.abort();
    meter.stop();
    microphone.release(HOLDER);
  }
  const figures = { level: loudest };
  if (voiced >= SPOKEN) return { figures };
  return { advice: loudest < DEAD ? 'microphoneDead' : 'microphoneQuiet', figures };
}

async function registrationStep(options: ShiftCheckOptions, signal: AbortSignal): Promise<Outcome> {
  if (options.account === undefined) return { advice: 'noAccount' };
  const until = Date.now() + REGISTER_WITHIN;
  const waiting = () =>
    ['connecting', 'reconnecting'].includes(options.registration()?.state ?? 'connecting');
  while (waiting() && Date.now() < until && !signal.aborted) await pause(LOOK_EVERY, signal);
  const registration = options.registration();
  if (registration?.state !== 'registered') return { advice: registration?.problem ?? 'notRegistered' };
  const { expiresAt } = registration;
  return {
    figures:
      expiresAt === undefined ? {} : { minutes: Math.max(0, Math.round((expiresAt - Date.now()) / 60_000)) },
  };
}

async function mediaStep(options: ShiftCheckOptions, signal: AbortSignal): Promise<Outcome> {
  const { sound, roundTripMs, relay } = await options.loopMedia(options.account?.iceServers ?? [], signal);
  if (!sound) return { advice: 'mediaBlocked' };
  const figures = roundTripMs === undefined ? {} : { roundTripMs };
  return relay === false ? { advice: 'relayUnreachable', figures } : { figures };
}

function earpieceStep({ audio, playTone }: ShiftCheckOptions, signal: AbortSignal): Promise<Outcome> {
  return sounded(playTone({ ...EARPIECE, deviceId: audio.speakerId, volume: 1 }, signal));
}

async function ringerStep({ audio, playTone }: ShiftCheckOptions, signal: AbortSignal): Promise<Outcome> {
  if (audio.ringVolume === 0) return { advice: 'ringerSilent' };
  const devices = audio.ringerIds.length > 0 ? audio.ringerIds : [undefined];
  const ms = Math.min(RING.ms, RING_WITHIN / devices.length);
  const failed: Outcome[] = [];
  for (const deviceId of devices) {
    const outcome = await sounded(playTone({ ...RING, ms, deviceId, volume: audio.ringVolume }, signal));
    if (outcome.advice !== undefined) failed.push(outcome);
  }
  const figures = { devices: devices.length, failed: failed.length };
  const [first] = failed;
  if (first === undefined) return { figures };
  return { advice: first.advice === 'speakerGone' ? 'ringerGone' : first.advice, figures };
}

async function sounded(playing: Promise<void>): Promise<Outcome> {
  try {
    await playing;
    return {};
  } catch (error) {
    if (error instanceof ToneRefused) return { advice: error.advice };
    throw error;
  }
}
