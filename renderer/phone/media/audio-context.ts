/**
 * The page's one AudioContext. A browser may start it asleep until the first gesture (autoplay policy); then the first
 * click or key press wakes it, and everything that was built on it begins to sound.
 */
export interface SharedAudio {
  readonly context: AudioContext;
  /** Plays an element now or, if the browser forbids it, at the first gesture. */
  play(element: HTMLMediaElement): void;
  dispose(): void;
}

export function createSharedAudio(): SharedAudio {
  // Small buffers: the ring must follow the INVITE at once.
  const context = new AudioContext({ latencyHint: 'interactive' });
  const waiting = new Set<HTMLMediaElement>();
  const gestures = new AbortController();

  const wake = () => {
    if (context.state === 'suspended') void context.resume();
    for (const element of waiting) void element.play().then(() => waiting.delete(element), ignore);
  };
  for (const gesture of ['pointerdown', 'keydown'] as const) {
    document.addEventListener(gesture, wake, { capture: true, signal: gestures.signal });
  }
  void context.resume().catch(ignore);

  return {
    context,
    play(element) {
      element.play().then(
        () => waiting.delete(element),
        (error: unknown) => {
          // Taken away again meanwhile (AbortError) is no reason to try later.
          if (error instanceof DOMException && error.name === 'NotAllowedError') waiting.add(element);
        },
      );
    },
    dispose() {
      gestures.abort();
      waiting.clear();
      void context.close().catch(ignore);
    },
  };
}

const ignore = (): void => {};
