import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Hub } from '../host/hub.ts';
import type { Recordings } from '../recordings/recordings.ts';
import { reviewHandlers } from './handlers.ts';
import { createReviewing } from './reviewing.ts';
import { createSampling } from './sampling.ts';
import { scorecardHandlers } from './scorecard-handlers.ts';

/** Talks are judged by scorecards: what is chosen, what is found, what the operator says to it. */
export function createReviews(options: {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly recordings: Pick<Recordings, 'levels'>;
  /** Who sits here. */
  readonly me: () => string;
  /** Whether people say who they are. */
  readonly asked: () => boolean;
  readonly now: () => number;
  readonly settings: () => Pick<Settings, 'zone'>;
  readonly tell: Hub['broadcast'];
}) {
  const { repositories, recordings, tell } = options;
  const zone = () => options.settings().zone;
  const sources = { ...options, levelsOf: (id: string) => recordings.levels(id) };
  const sampling = createSampling({ ...sources, zone, newId: uuid });
  const reviewing = createReviewing({ ...sources, usualCard: () => sampling.rules().scorecardId });
  const changed = () => tell('reviews.changed', {});
  const scorecardsChanged = () => tell('scorecards.changed', {});
  return {
    handlers: {
      ...scorecardHandlers({ repositories, onChanged: scorecardsChanged }),
      ...reviewHandlers({
        ...options,
        ...{ reviewing, sampling, zone },
        onChanged(recordingId) {
          changed();
          if (recordingId !== undefined) tell('library.changed', { recordingIds: [recordingId] });
        },
      }),
    },
    /** An undo changed tasks or cards. */
    changed,
    scorecardsChanged,
  };
}
