import type { CallStreams } from './engine/port.ts';
import type { Recorder } from './recorder/recorder.ts';

/** Starts the recorder of a call. */
export type StartRecorder = (
  callId: string,
  recordingId: string,
  streams: CallStreams,
  paused: boolean,
) => Recorder;

/** The recorders at work, at most one per call, and those that still have something to bring to the core. */
export class Recordings {
  readonly #start: StartRecorder;
  readonly #running = new Map<string, Recorder>();
  readonly #all = new Set<Recorder>();
  #coreIsThere = false;

  constructor(start: StartRecorder) {
    this.#start = start;
  }

  /** A repeated order changes nothing; one for another file ends the first. */
  start(callId: string, recordingId: string, streams: CallStreams, paused: boolean): void {
    if (this.#running.get(callId)?.recordingId === recordingId) return;
    void this.stop(callId);
    const recorder = this.#start(callId, recordingId, streams, paused);
    this.#running.set(callId, recorder);
    this.#all.add(recorder);
    if (this.#coreIsThere) recorder.resume();
  }

  /** Whose sound is being recorded now. */
  get callIds(): string[] {
    return [...this.#running.keys()];
  }

  use(callId: string, streams: CallStreams): void {
    this.#running.get(callId)?.use(streams);
  }

  /** @returns whether there is a recording of it */
  leaveOut(callId: string, on: boolean): boolean {
    this.#running.get(callId)?.leaveOut(on);
    return this.#running.has(callId);
  }

  async stop(callId: string): Promise<void> {
    const recorder = this.#running.get(callId);
    this.#running.delete(callId);
    await recorder?.stop();
    this.#forgetDelivered();
  }

  resume(): void {
    this.#coreIsThere = true;
    this.#forgetDelivered();
    for (const recorder of this.#all) recorder.resume();
  }

  pause(): void {
    this.#coreIsThere = false;
    for (const recorder of this.#all) recorder.pause();
  }

  #forgetDelivered(): void {
    const running = new Set(this.#running.values());
    for (const recorder of this.#all) {
      if (recorder.pending === 0 && !running.has(recorder)) this.#all.delete(recorder);
    }
  }
}
