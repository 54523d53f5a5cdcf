import type { CallWarning, QualitySample } from '../../../shared/contract/quality.ts';
import { DEAD } from '../../../shared/domain/quality/sample.ts';

type Kind = CallWarning['kind'];

/** Seconds of nothing before it is said. */
const SILENT_SECONDS = 5;
/** RMS of a voice near a microphone; breath, keys and the neighbour stay below (-34 dB). */
const VOICE = 0.02;
/** Of the readings of the last moments, ten a second: so many with a voice in them are speech and no cough. */
const WINDOW = 15;
const SPOKEN = 10;
/** A speaker who stops for so many readings has noticed. */
const QUIET_READINGS = 30;

/** What the operator of one talk should be told now. Each warning comes once, and once goes. */
export class TalkWarnings {
  readonly #tell: (kind: Kind, active: boolean) => void;
  readonly #active = new Set<Kind>();
  #deadSeconds = 0;
  #deafSeconds = 0;
  #heardOnce = false;
  #voiced: boolean[] = [];
  #quiet = 0;

  constructor(tell: (kind: Kind, active: boolean) => void) {
    this.#tell = tell;
  }

  /** A second of talk. `muted`: for all of it or a part. */
  second({ lossPct, levelIn, levelOut }: QualitySample, muted: boolean): void {
    this.#deadSeconds = !muted && levelOut < DEAD ? this.#deadSeconds + 1 : 0;
    this.#set('silentMicrophone', this.#deadSeconds >= SILENT_SECONDS);
    if (levelIn >= DEAD) this.#heardOnce = true;
    // Digital silence is a fault only as long as nobody was heard: later it is a customer who listens, or has muted us.
    const deaf = lossPct >= 100 || (levelIn < DEAD && !this.#heardOnce);
    this.#deafSeconds = deaf ? this.#deafSeconds + 1 : 0;
    this.#set('noSoundFromCustomer', this.#deafSeconds >= SILENT_SECONDS);
  }

  /** How loud the microphone is while the talk is muted, about ten a second. */
  mutedLevel(level: number): void {
    const voice = level >= VOICE;
    this.#voiced = [...this.#voiced, voice].slice(-WINDOW);
    this.#quiet = voice ? 0 : this.#quiet + 1;
    if (this.#voiced.filter(Boolean).length >= SPOKEN) this.#set('talkingWhileMuted', true);
    else if (this.#quiet >= QUIET_READINGS) this.#set('talkingWhileMuted', false);
  }

  unmuted(): void {
    this.#voiced = [];
    this.#quiet = 0;
    this.#set('talkingWhileMuted', false);
  }

  /** The talk pauses or is over: nothing of it is true any more. */
  stop(): void {
    this.#deadSeconds = 0;
    this.#deafSeconds = 0;
    this.unmuted();
    for (const kind of [...this.#active]) this.#set(kind, false);
  }

  #set(kind: Kind, active: boolean): void {
    if (this.#active.has(kind) === active) return;
    if (active) this.#active.add(kind);
    else this.#active.delete(kind);
    this.#tell(kind, active);
  }
}
