// Renews the words by which customers are found, after a field of the firm's own has changed.
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { checkpointsBetween } from '../../../db/checkpoints.ts';
import { openDatabase } from '../../../db/open.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import { createOwnHolders } from '../../../db/repositories/own-fields/holders.ts';
import { bundledFolders } from '../host/bundled.ts';
import { doLongJob } from '../host/long-job-thread.ts';
import { Pace } from '../imports/pace.ts';
import { renewWords, WORDS_AT_KEY, type WordsJob } from './words.ts';

await doLongJob<WordsJob, undefined>(async ({ databaseFile, serial, ...work }, watch) => {
  const db = openDatabase({ file: databaseFile, ...bundledFolders() });
  try {
    // A power cut may take back the last words, and with them how far they were: they are renewed again.
    db.sqlite.pragma('synchronous = NORMAL');
    const checkpoint = checkpointsBetween(db.sqlite);
    const version = () => db.sqlite.pragma('data_version', { simple: true }) as number;
    const pace = new Pace(version, () => performance.now(), true);
    // Nothing of this is anybody's change: words follow from what is there.
    const context = {
      now: Date.now,
      newId: v7,
      actorId: () => '',
      home: () => ({ country: '', areaCode: '' }),
    };
    const { contacts, settings } = createRepositories(db, context);
    await renewWords(work, {
      db,
      holders: createOwnHolders(db.sqlite),
      contacts,
      save: (from) => settings.set(WORDS_AT_KEY, { serial, from }),
      transactionMs: () => pace.transactionMs,
      async breathe(transactionMs) {
        checkpoint();
        watch.goOn();
        await sleep(pace.restAfter(transactionMs));
      },
      stopped() {
        watch.goOn();
        return false;
      },
    });
  } finally {
    db.close();
  }
});
