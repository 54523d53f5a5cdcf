import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { fillWithSampleData } from '../training/sample-data.ts';
import { addSampleDocument } from '../training/sample-goods.ts';
import type { Training } from '../training/training.ts';

/** A new profile has something to look at and somebody to ring, unless it shall be empty. */
export async function settleIn(options: {
  readonly empty: boolean;
  readonly dataDir: string;
  readonly db: Db;
  readonly repositories: Repositories;
  readonly settings: Settings;
  readonly now: () => number;
  readonly training: Pick<Training, 'turn'>;
}): Promise<void> {
  const { empty, training, repositories } = options;
  if (!empty) {
    const first = fillWithSampleData({ ...options, newId: uuid });
    if (first !== undefined) addSampleDocument({ ...options, language: options.settings.language }, first);
    await training.turn(true);
  }
  repositories.settings.set('firstRunDone', true);
}
