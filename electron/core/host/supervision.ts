import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { createLiveBoard } from '../board/live-board.ts';
import { createHandOvers } from '../handover/handover.ts';
import { createLibrary } from '../library/library.ts';
import { recordingShareHandlers } from '../library/shares.ts';
import { createMissed } from '../missed/missed.ts';
import type { Vault } from '../pbx/vault.ts';
import { createResults } from '../results/handlers.ts';
import { createReviews } from '../reviews/reviews.ts';
import type { Hub } from './hub.ts';
import type { Log } from './log.ts';
import type { People } from './people.ts';
import type { Telephony } from './telephony.ts';

export interface SupervisionOptions {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly vault: Vault;
  readonly telephony: Telephony;
  /** Undefined until they are there. */
  readonly people: () => People | undefined;
  /** Who acts. */
  readonly me: () => string;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly tell: Hub['broadcast'];
  readonly onContactsChanged: (ids: string[]) => void;
  readonly onTasksChanged: (ids: string[]) => void;
  readonly log: Log;
}

/** The supervisor's day: who was missed, who does what now, what was said and how well, what came of it, and whose work it is. */
export function createSupervision(options: SupervisionOptions) {
  const { db, repositories, telephony, me, settings, now, tell, log } = options;
  const seat = () => options.people()?.seat;

  const library = createLibrary({
    repositories,
    recordings: telephony.recordings,
    settings,
    me,
    onChanged: (recordingIds) => tell('library.changed', { recordingIds }),
    log: log.child({ part: 'library' }),
  });
  const reviews = createReviews({
    db,
    repositories,
    recordings: telephony.recordings,
    me,
    asked: () => seat()?.asked() === true,
    now,
    settings,
    tell,
  });
  const results = createResults({
    databaseFile: db.file,
    outcomes: repositories.outcomes.list,
    settings,
    repositories,
    me,
    now,
    onTargetsChanged: () => tell('targets.changed', {}),
  });
  const board = createLiveBoard({
    repositories,
    live: telephony.live,
    dialling: telephony.dialling,
    agent: telephony.agent,
    phone: telephony.phone,
    person: () => (seat()?.taken() ? seat()?.person() : undefined),
    figures: async (filter, context) => results.handlers['reports.figures'](filter, context),
    settings,
    now,
    onChanged: () => tell('board.changed', {}),
    log: log.child({ part: 'board' }),
  });
  const missed = createMissed({
    db,
    repositories,
    vault: options.vault,
    me,
    now,
    settings,
    watcher: board.watcher,
    tell,
    log,
  });
  const handOvers = createHandOvers({
    db,
    repositories,
    newId: uuid,
    actorId: me,
    settings,
    log: log.child({ part: 'hand-overs' }),
    onProgress: (handOver) => tell('handOvers.changed', handOver),
    onMoved(contactIds) {
      options.onContactsChanged(contactIds);
      options.onTasksChanged([]);
      tell('campaigns.changed', { ids: [] });
      missed.changed();
    },
  });

  return {
    library,
    reviews,
    board,
    missed,
    handlers: {
      ...library.handlers,
      ...recordingShareHandlers({
        repositories,
        now,
        onChanged: () => tell('recordingShares.changed', {}),
      }),
      ...reviews.handlers,
      ...results.handlers,
      ...board.handlers,
      ...missed.handlers,
      ...handOvers.handlers,
    },
    async start(): Promise<void> {
      await missed.start();
      board.looked();
      handOvers.resume();
      library.start();
    },
    /** Nothing is heard or begun any more. */
    async stop(): Promise<void> {
      await missed.stop();
      board.stop();
      library.stop();
    },
    /** Satellites are gone. */
    async close(): Promise<void> {
      await results.close();
      await handOvers.close();
    },
  };
}
