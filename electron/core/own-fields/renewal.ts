import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import type { Log } from '../host/log.ts';
import { Cancelled, type Running, runLongJob } from '../host/long-job.ts';
import { workerUrl } from '../host/worker-url.ts';
import { WORDS_AT_KEY, type WordsJob } from './words.ts';

/** What is to be done: another serial with each change. */
const WORK_KEY = 'ownFields.words';
const Kept = z.object({ serial: z.string(), fieldIds: z.array(z.uuid()).min(1) });
const At = z.object({ serial: z.string(), from: z.number() });

/** The fields whose words are other ones than before, for whoever has a value in them. */
export function reworded(before: readonly OwnField[], after: readonly OwnField[]): string[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].filter((id) => {
    const [was, is] = [before, after].map((fields) => wordsOf(fields.find((field) => field.id === id)));
    return !isDeepStrictEqual(was, is);
  });
}

/** What of a definition its words depend on; undefined: it gives none. */
const wordsOf = (field: OwnField | undefined) =>
  field === undefined || field.archived || !field.searchable
    ? undefined
    : {
        type: field.type,
        currency: field.currency,
        options: field.options.map(({ id, name }) => `${id} ${name}`).toSorted(),
      };

export interface Renewal {
  /** Another change while it runs: it begins again with both. */
  begin(fieldIds: readonly string[]): void;
  /** What a crash cut off. */
  resume(): void;
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Brings the search in step with changed fields, in a thread of its own. Until it is through, old words find too. */
export function createRenewal({
  databaseFile,
  settings,
  newId,
  log,
}: {
  readonly databaseFile: string;
  readonly settings: Repositories['settings'];
  readonly newId: () => string;
  readonly log: Log;
}): Renewal {
  let running: Running<undefined> | undefined;
  let ended: Promise<void> = Promise.resolve();
  let closed = false;
  const kept = () => Kept.safeParse(settings.get(WORK_KEY)).data;

  async function run(): Promise<void> {
    for (let work = kept(); work !== undefined && !closed; work = kept()) {
      const at = At.safeParse(settings.get(WORDS_AT_KEY)).data;
      const job: WordsJob = { databaseFile, ...work, from: at?.serial === work.serial ? at.from : 0 };
      running = runLongJob<undefined, undefined>(workerUrl('own-fields', 'words'), job, () => undefined);
      try {
        await running.done;
        // Unless more came meanwhile, which is another work.
        if (kept()?.serial === work.serial) settings.remove(WORK_KEY);
      } catch (error) {
        if (error instanceof Cancelled) continue;
        // What is kept is tried again at the next start.
        log.error({ err: error }, 'the words of own fields could not be renewed');
        return;
      } finally {
        running = undefined;
      }
    }
  }
  const start = (): void => {
    ended = ended.then(run);
  };

  return {
    begin(fieldIds) {
      if (fieldIds.length === 0) return;
      const all = [...new Set([...(kept()?.fieldIds ?? []), ...fieldIds])];
      settings.set(WORK_KEY, { serial: newId(), fieldIds: all });
      running?.cancel();
      start();
    },
    resume: start,
    idle: () => ended,
    async stop() {
      closed = true;
      running?.cancel();
      await ended;
    },
  };
}
