import type { CoreClient } from '../../shared/contract/client.ts';
import { MAX_MESSAGE_MS } from '../../shared/domain/machine-message/wav.ts';
import type { Microphone } from './engine/port.ts';
import type { VoiceRecorder } from './media/voice-recorder.ts';

export interface MessageRecordingOptions {
  readonly core: Pick<CoreClient, 'request'>;
  readonly microphone: Microphone;
  readonly record: (stream: MediaStream) => VoiceRecorder;
}

const HOLDER = 'message';

/** Records what the operator wants to say to answering machines, with the microphone of the talks. */
export class MessageRecording {
  readonly #options: MessageRecordingOptions;
  #recorder: VoiceRecorder | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;
  #sound: Promise<Uint8Array> | undefined;

  constructor(options: MessageRecordingOptions) {
    this.#options = options;
  }

  /** The end resolves when the core has the sound. Rejects as the microphone does. */
  async turn(on: boolean): Promise<void> {
    if (on) return this.#begin();
    this.#end();
    const bytes = await this.#sound;
    this.#sound = undefined;
    if (bytes) await this.#options.core.request('machineMessage.recorded', { bytes });
  }

  /** A call needs the microphone more. */
  giveUp(): void {
    this.#end();
    this.#sound = undefined;
  }

  async #begin(): Promise<void> {
    this.giveUp();
    const { microphone, record } = this.#options;
    // A microphone that changes over ends the recording there.
    const stream = await microphone.acquire(HOLDER, () => this.#end());
    this.#recorder = record(stream);
    this.#limit = setTimeout(() => this.#end(), MAX_MESSAGE_MS);
  }

  #end(): void {
    clearTimeout(this.#limit);
    const recorder = this.#recorder;
    this.#recorder = undefined;
    if (recorder) this.#sound = recorder.stop();
    this.#options.microphone.release(HOLDER);
  }
}
