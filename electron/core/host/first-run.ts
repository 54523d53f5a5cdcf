import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { fillWithSampleData } from '../training/sample-data.ts';
import type { Training } from '../training/training.ts';

/** A new profile has something to look at and somebody to ring, unless it shall be empty. */
export async function settleIn(options: {
  readonly empty: boolean;
  readonly db: Db;
  readonly repositories: Repositories;
  readonly settings: Settings;
  readonly now: () => number;
  readonly training: Pick<Training, 'turn'>;
}): Promise<void> {
  const { empty, training, repositories } = options;
  if (!empty) {
    fillWithSampleData({ ...options, newId: uuid });
    await training.turn(true);
  }
  repositories.settings.set('firstRunDone', true);
}
