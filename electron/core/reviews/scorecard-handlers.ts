import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { scorecardRequests } from '../../../shared/contract/scorecards.ts';
import { faultsOf } from '../../../shared/domain/review/scorecard.ts';
import type { Context } from '../host/dispatch.ts';

export function scorecardHandlers(options: {
  readonly repositories: Pick<Repositories, 'scorecards'>;
  readonly onChanged: () => void;
}): Handlers<typeof scorecardRequests, Context> {
  const { scorecards } = options.repositories;
  const told = <T>(change: T): T => {
    options.onChanged();
    return change;
  };
  return {
    'scorecards.list': ({ archived }) => scorecards.list(archived),
    'scorecards.draft': ({ id }) => scorecards.draft(id),
    'scorecards.create': (draft) => told(scorecards.create(draft)),
    'scorecards.save': (draft) => {
      const changed = told(scorecards.save(draft));
      return { ...changed, version: scorecards.summary(draft.id).version };
    },
    'scorecards.archive': ({ id, archived }) => told(scorecards.archive(id, archived)),
    'scorecards.publish': ({ id, version, remark }) => {
      const faults = faultsOf(scorecards.draft(id).card).length;
      if (faults > 0) throw new Failure('scorecardFaulty', { faults });
      return told(scorecards.publish(id, version, remark));
    },
    'scorecards.versions': ({ scorecardId }) => scorecards.versions(scorecardId),
    'scorecards.version': ({ versionId }) => scorecards.version(versionId),
  };
}
