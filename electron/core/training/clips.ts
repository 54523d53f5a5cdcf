import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClipId, Language } from '../../../shared/domain/training/persona.ts';

/** Beside this source; a bundled build passes its own folder instead. */
const CLIPS_DIR = fileURLToPath(new URL('./clips', import.meta.url));

export interface ClipLibrary {
  /** Headerless 8 kHz µ-law. @throws when the file is missing (its path is in the message). */
  clip(id: ClipId, language: Language): Promise<Buffer>;
}

/** Clips from a folder `LANGUAGE/CLIP.ulaw`; each is read once and kept (25 kB on average). */
export function openClips(directory: string = CLIPS_DIR): ClipLibrary {
  const loaded = new Map<string, Promise<Buffer>>();
  return {
    clip(id, language) {
      const path = join(directory, language, `${id}.ulaw`);
      const known = loaded.get(path);
      if (known !== undefined) return known;
      const reading = readFile(path);
      loaded.set(path, reading);
      reading.catch(() => loaded.delete(path));
      return reading;
    },
  };
}
