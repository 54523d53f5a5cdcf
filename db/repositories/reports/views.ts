import { Failure } from '../../../shared/contract/failure.ts';
import type { ReportView, ReportViewBody } from '../../../shared/contract/report-views.ts';
import { reportViews } from '../../schema/reports.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';

/** Reports as people set them up, each its maker's. */
export interface ReportViews {
  /** One's own and the shared ones, by name. */
  list(): ReportView[];
  /** @throws Failure `notFound`; `outOfReach`: somebody else's */
  save(view: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly shared: boolean;
    readonly view: ReportViewBody;
  }): Changed;
  remove(id: string): Changed;
}

type Row = Omit<ReportView, 'own' | 'shared' | 'view'> & {
  readonly ownerId: string;
  readonly shared: number;
  readonly view: string;
};

export function createReportViews({ db, newId, actorId }: Deps, changes: Changes): ReportViews {
  const aggregate = rowAggregate(db.sqlite, reportViews);
  changes.register(aggregate);
  const all = db.sqlite.prepare(
    `select v.id, v.version, v.name, v.shared, v.view, v.owner_id as ownerId, coalesce(u.name, '') as ownerName
     from report_views v left join users u on u.id = v.owner_id
     where v.deleted_at is null and (v.shared = 1 or v.owner_id = +?) order by v.name collate nocase, v.id`,
  );

  function ownOne(id: string): void {
    const stored = aggregate.read(id);
    if (stored === undefined || stored.stamp.deletedAt !== null) throw new Failure('notFound', { id });
    if (stored.state.ownerId !== actorId()) throw new Failure('outOfReach');
  }

  return {
    list: () =>
      (all.all(actorId()) as Row[]).map(({ ownerId, shared, view, ...row }) => ({
        ...row,
        shared: shared === 1,
        own: ownerId === actorId(),
        view: JSON.parse(view) as ReportViewBody,
      })),
    save: ({ id, name, shared, view }) =>
      db.transaction(() => {
        if (id !== undefined) ownOne(id);
        return changes.save(aggregate, id ?? newId(), {
          ownerId: actorId(),
          name: name.trim(),
          shared,
          view,
        });
      }),
    remove: (id) =>
      db.transaction(() => {
        ownOne(id);
        return changes.remove(aggregate, id);
      }),
  };
}
