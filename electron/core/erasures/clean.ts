import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../../../db/open.ts';
import {
  type Cleaning,
  createCleaning,
  forgetBlocks,
  patternsOf,
  standsIn,
} from '../../../db/repositories/erasures/cleaning.ts';
import type { ErasureScope } from '../../../db/repositories/erasures/scope.ts';

/** A base up to this size is written anew within a second or two; a larger one waits for the night. */
const SMALL_BYTES = 256 * 1024 * 1024;
const NIGHT = { from: 1, to: 5 } as const;
const BUSY_MS = 2_000;

export interface CleanerOptions {
  readonly db: Db;
  readonly busy: () => boolean;
  /** Hours of the workplace's clock, 0..23. */
  readonly hour: () => number;
}

/** What of an erased person may stand nowhere in the files any more. Known only to the program that erased him. */
export function tracesIn(scope: ErasureScope, hasNamesake: boolean): Buffer[] {
  const { name, emails, numbers, heldCalls } = scope;
  // What a hold keeps, and another customer of the same name, have it by right.
  return patternsOf(
    [...(hasNamesake || heldCalls.length > 0 ? [] : [name, name.toLowerCase()]), ...emails],
    heldCalls.length > 0 ? [] : numbers,
  );
}

/** Brings the files of the base to hold no more than the base says. It can be cut off anywhere, and is then begun anew. */
export function createCleaner({ db, busy, hour }: CleanerOptions) {
  const cleaning: Cleaning = createCleaning(db);
  const files = [db.file, `${db.file}-wal`, `${db.file}.reports`, `${db.file}.reports-wal`];

  const found = async (patterns: readonly Buffer[]): Promise<boolean> => {
    for (const file of files) if (await standsIn(file, patterns)) return true;
    return false;
  };

  return {
    /** What is freed from now on is overwritten. */
    begin: () => cleaning.overwrite(true),
    /**
     * @param patterns undefined: nobody knows them any more, since the program was started anew
     * @returns undefined: not now; it is to be tried again
     */
    async clean(
      patterns: readonly Buffer[] | undefined,
      stopped: () => boolean,
    ): Promise<{ readonly mentioned: boolean } | undefined> {
      cleaning.overwrite(true);
      forgetBlocks(`${db.file}.reports`);
      for (const _step of cleaning.tidyIndexes()) {
        await pause(1);
        while (busy() && !stopped()) await pause(BUSY_MS, undefined, { ref: false });
        if (stopped()) return undefined;
      }
      if (!cleaning.emptyLog()) return undefined;
      if (patterns !== undefined && !(await found(patterns))) return done(false);
      // Pages that were freed before anybody overwrote them: only writing all of it anew removes these.
      const night = hour() >= NIGHT.from && hour() < NIGHT.to;
      if (stopped() || busy() || !(night || cleaning.size() <= SMALL_BYTES)) return undefined;
      cleaning.rewrite();
      if (!cleaning.emptyLog()) return undefined;
      // What is left now is what the base says of others.
      return done(patterns !== undefined && (await found(patterns)));
    },
  };

  function done(mentioned: boolean) {
    cleaning.overwrite(false);
    return { mentioned };
  }
}
