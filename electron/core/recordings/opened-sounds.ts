/** So much of what was opened stays in the memory: some talks between which a listener goes back and forth. */
const MOST_BYTES = 128 * 1_048_576;
/** After the last slice that was read of it. */
const KEEP_MS = 120_000;

/**
 * Sealed recordings as they are heard: a player reads slices, and age files are opened whole. Nothing of it comes to the disk.
 *
 * @param open rejects as the caller of `bytesOf` shall be told
 */
export function createOpenedSounds(open: (id: string) => Promise<Uint8Array>) {
  /** Least recently heard first. */
  const sounds = new Map<string, { bytes: Promise<Uint8Array>; size: number; timer: NodeJS.Timeout }>();

  function forget(id: string): void {
    clearTimeout(sounds.get(id)?.timer);
    sounds.delete(id);
  }

  function makeRoom(): void {
    let size = [...sounds.values()].reduce((sum, sound) => sum + sound.size, 0);
    for (const [id, sound] of [...sounds].slice(0, -1)) {
      if (size <= MOST_BYTES) return;
      size -= sound.size;
      forget(id);
    }
  }

  return {
    bytesOf(id: string): Promise<Uint8Array> {
      const known = sounds.get(id);
      const bytes = known?.bytes ?? open(id);
      forget(id);
      const sound = { bytes, size: known?.size ?? 0, timer: setTimeout(() => forget(id), KEEP_MS).unref() };
      sounds.set(id, sound);
      if (!known)
        bytes.then(
          ({ length }) => {
            const now = sounds.get(id);
            if (now) now.size = length;
            makeRoom();
          },
          () => forget(id),
        );
      return bytes;
    },
    forget,
    clear(): void {
      for (const id of [...sounds.keys()]) forget(id);
    },
  };
}
