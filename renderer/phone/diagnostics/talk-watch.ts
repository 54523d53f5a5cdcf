import type { CallWarning, QualitySample } from '../../../shared/contract/quality.ts';
import { type Counters, readCounters } from './counters.ts';
import { measure } from './measure.ts';
import { TalkWarnings } from './talk-warnings.ts';

/** A look at the counters costs a fraction of a millisecond; once a second is what a graph of a talk can show. */
const EVERY = 1_000;
/** Seconds in a bundle for the core: each one is what the desk's dot waits for, and a write to the disk. */
const BUNDLE = 2;

export interface TalkWatchOptions {
  readonly stats: () => Promise<RTCStatsReport | undefined>;
  readonly bundle: (samples: QualitySample[]) => void;
  readonly warn: (kind: CallWarning['kind'], active: boolean) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

/** Measures one talk once a second while it runs, and neither while it is on hold nor after its end. */
export class TalkWatch {
  readonly warnings: TalkWarnings;
  readonly #options: TalkWatchOptions;
  #samples: QualitySample[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Grows with every start and stop: an answer to an older question is not compared with a newer one. */
  #stretch = 0;
  #looking = false;
  #before: Counters | undefined;
  #silentBefore = false;
  #muted = false;
  #mutedInSecond = false;

  constructor(options: TalkWatchOptions) {
    this.#options = options;
    this.warnings = new TalkWarnings(options.warn);
  }

  run(muted: boolean): void {
    this.#muted = muted;
    this.#mutedInSecond ||= muted;
    if (!muted) this.warnings.unmuted();
    if (this.#timer !== undefined) return;
    this.#stretch += 1;
    this.#timer = setInterval(() => void this.#look(), EVERY);
    void this.#look();
  }

  /** What is measured goes out at once; nobody waits for it. */
  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#stretch += 1;
    this.#before = undefined;
    this.#silentBefore = false;
    this.warnings.stop();
    this.#send();
  }

  async #look(): Promise<void> {
    // A busy page may be late with its answers: one question at a time.
    if (this.#looking) return;
    this.#looking = true;
    const stretch = this.#stretch;
    try {
      const report = await this.#options.stats();
      const now = report && readCounters(report, Date.now());
      if (now && stretch === this.#stretch) this.#take(now);
    } catch (error) {
      this.#options.note('a talk could not be measured', error);
    } finally {
      this.#looking = false;
    }
  }

  #take(now: Counters): void {
    const before = this.#before;
    this.#before = now;
    const sample = before && measure(before, now, this.#silentBefore);
    if (!sample) return;
    this.#silentBefore = sample.lossPct >= 100;
    this.warnings.second(sample, this.#mutedInSecond);
    this.#mutedInSecond = this.#muted;
    this.#samples.push(sample);
    if (this.#samples.length >= BUNDLE) this.#send();
  }

  #send(): void {
    if (this.#samples.length === 0) return;
    this.#options.bundle(this.#samples);
    this.#samples = [];
  }
}
