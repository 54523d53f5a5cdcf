import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { OwnHolders } from '../../../db/repositories/own-fields/holders.ts';

export interface WordsWork {
  /** Whose words became other ones. */
  readonly fieldIds: readonly string[];
  /** The next customer by rowid. */
  readonly from: number;
}

/** One for the thread; `serial`: of the change for which it works. */
export interface WordsJob extends WordsWork {
  readonly databaseFile: string;
  readonly serial: string;
}

/** The setting that says how far the thread is, and for which serial. */
export const WORDS_AT_KEY = 'ownFields.wordsAt';

export interface WordsRun {
  readonly db: Pick<Db, 'transaction'>;
  readonly holders: Pick<OwnHolders, 'ids'>;
  readonly contacts: Pick<Repositories['contacts'], 'reindex'>;
  /** In the transaction of the words that it tells of. */
  save(from: number): void;
  transactionMs(): number;
  breathe(transactionMs: number): Promise<void>;
  stopped(): boolean;
}

/** Put into one transaction before the clock is looked at. */
const AT_LEAST = 20;

/**
 * Puts the present words of everybody who has one of these fields into the search, in short transactions. To do a part of it twice
 * changes nothing, so a run that was cut off goes on where it was last kept.
 */
export async function renewWords({ fieldIds, from }: WordsWork, run: WordsRun): Promise<void> {
  for (const { ids, next } of run.holders.ids(fieldIds, from)) {
    for (let at = 0; at < ids.length; ) {
      if (run.stopped()) return;
      const begun = performance.now();
      run.db.transaction(() => {
        const until = begun + run.transactionMs();
        const first = at;
        while (at < ids.length && (at - first < AT_LEAST || performance.now() < until))
          run.contacts.reindex(ids[at++] as string);
        if (at === ids.length) run.save(next);
      });
      await run.breathe(performance.now() - begun);
    }
    if (run.stopped()) return;
  }
}
