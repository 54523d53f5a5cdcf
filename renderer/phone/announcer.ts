import type { CoreClient } from '../../shared/contract/client.ts';
import type { Announcement, PhoneFact } from '../../shared/contract/phone.ts';
import type { SipEngine } from './engine/port.ts';
import type { Announced } from './media/recording-tone.ts';
import type { SpokenMessage } from './media/spoken-message.ts';

export interface AnnouncerOptions {
  readonly core: Pick<CoreClient, 'request'>;
  readonly engine: () => Pick<SipEngine, 'say' | 'streams'>;
  readonly speak: (bytes: Uint8Array) => Promise<SpokenMessage>;
  readonly tone: (voice: MediaStream | undefined) => Announced;
  /** The operator hears it too, until it is undefined. */
  readonly hear: (stream: MediaStream | undefined) => void;
  readonly state: (fact: PhoneFact) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

interface Told {
  /** Nothing is recorded now, so nothing is told. */
  paused: boolean;
  sounding?: SpokenMessage;
  timer?: ReturnType<typeof setInterval>;
  stated: boolean;
}

/**
 * Tells the customer that the call is recorded: by kept words at the beginning of the recording, or by a tone every so often over
 * the operator's voice. Both are part of what is sent, so the recording has them too.
 */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #told = new Map<string, Told>();
  #announcement: Announcement = { how: 'none', everySeconds: 15, heardBy: 'customer' };

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** From the next recording on. */
  configure(announcement: Announcement): void {
    this.#announcement = announcement;
  }

  /** A recording of this call has begun; a repeated word changes nothing. */
  begin(callId: string, paused: boolean): void {
    const { how } = this.#announcement;
    if (how === 'none' || this.#told.has(callId)) return;
    const told: Told = { paused, stated: false };
    this.#told.set(callId, told);
    if (how === 'tone') this.#tones(callId, told);
    else
      void this.#words(callId, told).catch((error) => {
        this.#options.note('the words of the announcement were not said; a tone takes their place', error);
        // Recorded without a word would be worse than by a tone.
        if (this.#told.get(callId) === told) this.#tones(callId, told);
      });
  }

  pause(callId: string, paused: boolean): void {
    const told = this.#told.get(callId);
    if (told) told.paused = paused;
  }

  /** The call is over, and so is what was told in it. */
  ended(callId: string): void {
    const told = this.#told.get(callId);
    clearInterval(told?.timer);
    told?.sounding?.stop();
    this.#told.delete(callId);
  }

  async #words(callId: string, told: Told): Promise<void> {
    const { core, speak } = this.#options;
    const { bytes } = await core.request('announcement.read', {});
    const clip = await speak(bytes);
    await this.#say(callId, told, { ...clip, alone: clip.voice });
  }

  #tones(callId: string, told: Told): void {
    const { everySeconds } = this.#announcement;
    const sound = () => {
      if (told.paused || told.sounding) return;
      const tone = this.#options.tone(this.#options.engine().streams(callId).local);
      // On hold or in a conference nobody alone is talked to; the next one comes.
      this.#say(callId, told, tone, everySeconds).catch(() => {});
    };
    told.timer = setInterval(sound, everySeconds * 1000);
    sound();
  }

  /** Rejects when it could not begin. */
  async #say(callId: string, told: Told, sound: Announced, everySeconds?: number): Promise<void> {
    const { engine, hear, state, note } = this.#options;
    if (this.#told.get(callId) !== told) return sound.stop();
    told.sounding = sound;
    try {
      await engine().say(callId, sound.voice);
    } catch (error) {
      delete told.sounding;
      sound.stop();
      throw error;
    }
    if (this.#announcement.heardBy === 'both') hear(sound.alone);
    if (!told.stated) {
      told.stated = true;
      const how =
        everySeconds === undefined ? { how: 'clip' as const } : { how: 'tone' as const, everySeconds };
      state({ kind: 'announced', callId, at: Date.now(), ...how });
    }
    void sound.over.then(() => {
      if (told.sounding === sound) delete told.sounding;
      hear(undefined);
      // Something else is being said by now, or the talk was put on hold.
      if (engine().streams(callId).local !== sound.voice) return;
      engine()
        .say(callId, undefined)
        .catch((error) => note('the operator was not heard again after an announcement', error));
    });
  }
}
