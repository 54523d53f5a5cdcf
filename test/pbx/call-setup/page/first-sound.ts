/** A hundredth of full scale: far above the silence that a decoder makes, far below any voice. */
const AUDIBLE = 0.01;
const EVERY_MS = 4;
/** 5 ms at 48 kHz: what is looked at each time, with nothing left out. */
const WINDOW = 256;

/** Tells when the other side is heard for the first time. The same for all phones; it adds at most 5 ms to each. */
export function firstSound() {
  const context = new AudioContext();
  let source: MediaStreamAudioSourceNode | undefined;
  let analyser: AnalyserNode | undefined;
  let heard: ((at: number) => void) | undefined;
  const samples = new Float32Array(WINDOW);

  setInterval(() => {
    if (!heard || !analyser) return;
    analyser.getFloatTimeDomainData(samples);
    if (!samples.some((sample) => Math.abs(sample) > AUDIBLE)) return;
    heard(performance.now());
    heard = undefined;
  }, EVERY_MS);

  return {
    listen(stream: MediaStream): void {
      source?.disconnect();
      analyser = new AnalyserNode(context, { fftSize: WINDOW });
      source = context.createMediaStreamSource(stream);
      source.connect(analyser);
    },
    /** Resolves with the time (`performance.now()`) of the next first sound. */
    next(): Promise<number> {
      source?.disconnect();
      analyser = undefined;
      return new Promise((resolve) => {
        heard = resolve;
      });
    },
  };
}
