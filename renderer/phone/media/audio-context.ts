/** ms without anybody who needs the context, after which it sleeps. */
const REST_AFTER = 2_000;

/**
 * The page's one AudioContext. A browser may start it asleep until the first gesture (autoplay policy); then the first
 * click or key press wakes it, and everything that was built on it begins to sound.
 *
 * It runs only while somebody needs it: Chromium lets go of the nodes and streams of a call that is over only while the
 * context is suspended, and one that runs all day keeps the machine's sound and its battery busy.
 */
export interface SharedAudio {
  readonly context: AudioContext;
  /** A switch of somebody's own: `true` wakes the context and keeps it awake until `false`. */
  user(): (needsIt: boolean) => void;
  /** Plays an element now or, if the browser forbids it, at the first gesture. */
  play(element: HTMLMediaElement): void;
  dispose(): void;
}

export function createSharedAudio(): SharedAudio {
  // Small buffers: the ring must follow the INVITE at once.
  const context = new AudioContext({ latencyHint: 'interactive' });
  const waiting = new Set<HTMLMediaElement>();
  const gestures = new AbortController();

  const users = new Set<symbol>();
  let rest: ReturnType<typeof setTimeout> | undefined;

  const wake = () => {
    if (users.size > 0 && context.state === 'suspended') void context.resume();
    for (const element of waiting) void element.play().then(() => waiting.delete(element), ignore);
  };
  for (const gesture of ['pointerdown', 'keydown'] as const) {
    document.addEventListener(gesture, wake, { capture: true, signal: gestures.signal });
  }
  const restLater = () => {
    clearTimeout(rest);
    rest = setTimeout(() => users.size === 0 && void context.suspend().catch(ignore), REST_AFTER);
  };
  restLater();

  return {
    context,
    user() {
      const me = Symbol();
      return (needsIt) => {
        if (needsIt === users.has(me)) return;
        if (needsIt) {
          users.add(me);
          clearTimeout(rest);
          void context.resume().catch(ignore);
        } else {
          users.delete(me);
          if (users.size === 0) restLater();
        }
      };
    },
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
      clearTimeout(rest);
      waiting.clear();
      void context.close().catch(ignore);
    },
  };
}

const ignore = (): void => {};
