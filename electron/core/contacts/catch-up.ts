import type { Search } from '../../../db/repositories/search/search.ts';
import type { Log } from '../host/log.ts';

/** A step keeps the base for some 5 ms, so that a call that comes in meanwhile does not wait for it. */
const STEP = { words: 50, everyMs: 50 } as const;

/** Takes the words of a base of before into the search's vocabulary, a few at a time: a large one opens at once. */
export function createWordCatchUp(search: Search, log: Log) {
  let next: NodeJS.Timeout | undefined;
  function step(): void {
    try {
      if (search.catchUp(STEP.words) > 0) next = setTimeout(step, STEP.everyMs);
    } catch (error) {
      log.error(
        { err: error },
        'words of customers could not be taken into the vocabulary; it is tried again at the next start',
      );
    }
  }
  return {
    start: () => {
      next = setTimeout(step, STEP.everyMs);
    },
    stop: () => clearTimeout(next),
  };
}
