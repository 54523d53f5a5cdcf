import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { Cancelled, type Running, runLongJob } from '../host/long-job.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { Looked } from './look.ts';
import type { LookJob } from './own-fields.worker.ts';

export interface Looks {
  /** One at a time: the next one ends it. */
  look(field: LookJob['field']): Promise<Looked & { stopped: boolean }>;
  stop(): void;
}

/** How a changed field would read what is kept, asked before it is changed. */
export function createLooks(databaseFile: string, onProgress: (share: number) => void): Looks {
  let running: Running<Looked> | undefined;
  const stop = () => running?.cancel();
  return {
    stop,
    async look(field: Pick<OwnField, 'id' | 'type' | 'options' | 'currency'>) {
      stop();
      let last: Looked = { read: 0, asText: 0, examples: [] };
      const job: LookJob = { databaseFile, field };
      const mine = runLongJob<{ share: number; soFar: Looked }, Looked>(
        workerUrl('own-fields', 'own-fields'),
        job,
        ({ share, soFar }) => {
          last = soFar;
          if (running === mine) onProgress(share);
        },
      );
      running = mine;
      try {
        return { ...(await mine.done), stopped: false };
      } catch (error) {
        if (error instanceof Cancelled) return { ...last, stopped: true };
        throw error;
      } finally {
        if (running === mine) running = undefined;
      }
    },
  };
}
