import { amplitudeAt, loudness } from '../bench/pitch.ts';

/** Samples that are listened to at once; at 48 kHz a third of a second. */
const WINDOW = 16_384;

/** Listens to the remote stream of each call, all the time, so that a question is answered without waiting. */
export class Ears {
  readonly #context: AudioContext;
  readonly #calls = new Map<string, { stream: MediaStream; source: AudioNode; analyser: AnalyserNode }>();

  constructor(context: AudioContext) {
    this.#context = context;
  }

  listen(callId: string, stream: MediaStream): void {
    if (this.#calls.get(callId)?.stream === stream) return;
    this.forget(callId);
    const source = this.#context.createMediaStreamSource(stream);
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = WINDOW;
    source.connect(analyser);
    this.#calls.set(callId, { stream, source, analyser });
  }

  forget(callId: string): void {
    this.#calls.get(callId)?.source.disconnect();
    this.#calls.delete(callId);
  }

  heard(callId: string, pitches: readonly number[]): number[] {
    const sound = this.#sound(callId);
    return pitches.map((pitch) => amplitudeAt(sound, this.#context.sampleRate, pitch));
  }

  loudness(callId: string): number {
    return loudness(this.#sound(callId));
  }

  #sound(callId: string): Float32Array {
    const samples = new Float32Array(WINDOW);
    this.#calls.get(callId)?.analyser.getFloatTimeDomainData(samples);
    return samples;
  }
}
