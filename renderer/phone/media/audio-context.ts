/** ms without anybody who needs the context, after which it sleeps. */
const REST_AFTER = 2_000;

/**
 * The page's one AudioContext. A browser may start it asleep until the first gesture (autoplay policy); then the first
 * click or key press wakes it, and everything that was built on it begins to sound.
 *
 * It runs only while somebody needs it: one that runs all day keeps the machine's sound and its battery busy, and Chromium
 * lets go of the nodes and streams of a call that is over only while the context is suspended, of the buffers behind each
 * `MediaStreamAudioSourceNode` only when it is closed. So a rest ends one and lays the next one ready, asleep.
 */
export interface SharedAudio {
  /** Of now: whoever keeps it, or a node of it, longer than he needs it (`user`) has one that is closed. */
  readonly context: AudioContext;
  /** A switch of somebody's own: `true` wakes the context and keeps it awake until `false`. */
  user(): (needsIt: boolean) => void;
  /** Plays an element now or, if the browser forbids it, at the first gesture. */
  play(element: HTMLMediaElement): void;
  dispose(): void;
}

export function createSharedAudio(): SharedAudio {
  let context = asleep();
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
  const renew = () => {
    void context.close().catch(ignore);
    context = asleep();
  };

  return {
    get context() {
      return context;
    },
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
          if (users.size === 0) rest = setTimeout(renew, REST_AFTER);
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

function asleep(): AudioContext {
  // Small buffers: the ring must follow the INVITE at once.
  const context = new AudioContext({ latencyHint: 'interactive' });
  void context.suspend().catch(ignore);
  return context;
}

const ignore = (): void => {};
