import type { Repositories } from '../../../db/repositories/index.ts';
import type { QualitySample } from '../../../shared/contract/quality.ts';
import { thin } from './thin.ts';

/** So many new seconds are lost at most when the core dies: a write costs a wait for the disk. */
const UNSAVED = 15;

/** The measured seconds of calls: of live ones in memory and now and then on disk, of the others on disk. */
export function createMeasurements({ quality }: Pick<Repositories, 'quality'>) {
  const live = new Map<string, { samples: QualitySample[]; unsaved: number }>();

  function open(callId: string) {
    const known = live.get(callId);
    if (known) return known;
    // The core may have been away in the middle of the call.
    const fresh = { samples: quality.samples(callId), unsaved: 0 };
    live.set(callId, fresh);
    return fresh;
  }

  function save(callId: string): void {
    const measured = live.get(callId);
    if (!measured || measured.unsaved === 0) return;
    quality.saveSamples(callId, measured.samples);
    measured.unsaved = 0;
  }

  return {
    /** Seconds that are known already are passed over. Returns the newest one, if there was a new one. */
    add(callId: string, samples: readonly QualitySample[]): QualitySample | undefined {
      const measured = open(callId);
      const last = measured.samples.at(-1)?.at ?? 0;
      const fresh = samples.filter(({ at }) => at > last).toSorted((a, b) => a.at - b.at);
      measured.samples = thin([...measured.samples, ...fresh]);
      measured.unsaved += fresh.length;
      if (measured.unsaved >= UNSAVED) save(callId);
      return fresh.at(-1);
    },
    of: (callId: string): readonly QualitySample[] => live.get(callId)?.samples ?? quality.samples(callId),
    /** The call is over: everything to the disk, nothing in memory. */
    finish(callId: string): void {
      save(callId);
      live.delete(callId);
    },
    saveAll: () => [...live.keys()].forEach(save),
  };
}

export type Measurements = ReturnType<typeof createMeasurements>;
