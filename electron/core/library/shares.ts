import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { recordingShareRequests } from '../../../shared/contract/recording-shares.ts';
import type { Context } from '../host/dispatch.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Recordings that one colleague lets another hear. */
export function recordingShareHandlers(options: {
  readonly repositories: Pick<Repositories, 'recordingShares' | 'library' | 'audit'>;
  readonly now: () => number;
  readonly onChanged: () => void;
}): Handlers<typeof recordingShareRequests, Context> {
  const { repositories, now, onChanged } = options;
  const { recordingShares, library, audit } = repositories;
  return {
    'recordingShares.give': ({ days, ...share }) => {
      const expiresAt = now() + days * DAY_MS;
      const changed = recordingShares.give({ ...share, expiresAt });
      audit.add({
        kind: 'rights',
        action: 'recording.share',
        subject: 'recording',
        subjectId: share.recordingId,
        detail: { to: share.toId, until: new Date(expiresAt).toISOString() },
      });
      onChanged();
      return changed;
    },
    'recordingShares.mine': () =>
      recordingShares.mine().flatMap(({ recordingId, ...share }) => {
        const row = library.row(recordingId);
        return row === undefined ? [] : [{ ...share, row }];
      }),
  };
}
