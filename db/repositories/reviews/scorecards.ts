import { Failure } from '../../../shared/contract/failure.ts';
import type {
  ScorecardDraft,
  ScorecardSummary,
  ScorecardVersion,
} from '../../../shared/contract/scorecards.ts';
import type { Scorecard } from '../../../shared/domain/review/scorecard.ts';
import { scorecards, scorecardVersions } from '../../schema/reviews.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';

/** A published version with what it asks. */
export interface UsedScorecard extends ScorecardVersion {
  readonly card: Scorecard;
}

/**
 * Scorecards: a draft that people edit, and the versions that were published of it. A version is never changed or removed,
 * since reviews refer to it; an archived card keeps its own, and is offered no more.
 */
export interface Scorecards {
  /** By name; only the archived ones, or only the others. */
  list(archived: boolean): ScorecardSummary[];
  /** @throws Failure `notFound` */
  summary(id: string): ScorecardSummary;
  /** @throws Failure `notFound` */
  draft(id: string): ScorecardDraft;
  create(draft: Omit<ScorecardDraft, 'id' | 'version'>): Changed;
  /** @throws Failure `notFound`, `changedMeanwhile` */
  save(draft: ScorecardDraft): Changed;
  archive(id: string, archived: boolean): Changed;
  /** @throws Failure `notFound`, `changedMeanwhile` */
  publish(id: string, version: number, remark: string): ScorecardSummary;
  /** Newest first. */
  versions(scorecardId: string): ScorecardVersion[];
  /** @throws Failure `notFound` */
  version(versionId: string): UsedScorecard;
  /** The newest version; undefined when there is none, or the card is archived. */
  published(scorecardId: string): UsedScorecard | undefined;
  /** Those that a review can begin with, by name. */
  offered(): { readonly id: string; readonly name: string }[];
}

// Both texts of a card are made by the same hands out of the same schema: equal cards are equal texts.
const SUMMARY = `select s.id, s.version, s.name, s.archived, s.updated_at as updatedAt,
    (select coalesce(sum(json_array_length(g.value, '$.criteria')), 0) from json_each(s.card, '$.groups') g) as criteria,
    v.id as versionId, v.number, v.at, v.id is null or v.card <> s.card or v.name <> s.name as draftChanged
  from scorecards s left join scorecard_versions v on v.id = s.published_version_id
  where s.deleted_at is null`;
const VERSION = `select v.id, v.scorecard_id as scorecardId, v.number, v.name, v.at, u.name as authorName, v.remark, v.card
  from scorecard_versions v left join users u on u.id = v.author_id`;

type RawSummary = Omit<ScorecardSummary, 'archived' | 'draftChanged' | 'published'> & {
  readonly archived: number;
  readonly draftChanged: number;
  readonly versionId: string | null;
  readonly number: number | null;
  readonly at: number | null;
};
type RawVersion = Omit<ScorecardVersion, 'authorName'> & {
  readonly authorName: string | null;
  readonly card: string;
};

const toSummary = ({ versionId, number, at, ...raw }: RawSummary): ScorecardSummary => ({
  ...raw,
  archived: raw.archived === 1,
  draftChanged: raw.draftChanged === 1,
  ...(versionId === null || number === null || at === null ? {} : { published: { versionId, number, at } }),
});
const toUsed = ({ card, ...raw }: RawVersion): UsedScorecard => ({
  ...present(raw),
  card: JSON.parse(card) as Scorecard,
});

export function createScorecards({ db, now, newId, actorId }: Deps, changes: Changes): Scorecards {
  const { sqlite } = db;
  const cards = rowAggregate(sqlite, scorecards);
  // Not known to undo: what was published stays.
  const versions = rowAggregate(sqlite, scorecardVersions);
  changes.register(cards);

  const list = sqlite.prepare(`${SUMMARY} and s.archived = ? order by s.name, s.id`);
  const summary = sqlite.prepare(`${SUMMARY} and s.id = +?`);
  const versionsOf = sqlite.prepare(`${VERSION} where v.scorecard_id = +? order by v.number desc`);
  const oneVersion = sqlite.prepare(`${VERSION} where v.id = +?`);
  const lastNumber = sqlite
    .prepare('select max(number) from scorecard_versions where scorecard_id = +?')
    .pluck();
  const published = sqlite.prepare(
    `${VERSION} join scorecards s on s.published_version_id = v.id and s.deleted_at is null and s.archived = 0
     where s.id = +?`,
  );
  const offered = sqlite.prepare(
    `select s.id, v.name from scorecards s join scorecard_versions v on v.id = s.published_version_id
     where s.deleted_at is null and s.archived = 0 order by v.name, s.id`,
  );

  function summaryOf(id: string): ScorecardSummary {
    const raw = summary.get(id) as RawSummary | undefined;
    if (raw === undefined) throw new Failure('notFound', { id });
    return toSummary(raw);
  }

  return {
    list: (archived) => (list.all(archived ? 1 : 0) as RawSummary[]).map(toSummary),
    summary: summaryOf,
    draft(id) {
      const stored = cards.read(id);
      if (stored === undefined || stored.stamp.deletedAt !== null) throw new Failure('notFound', { id });
      const { name, card } = stored.state;
      return { id, version: stored.stamp.version, name, card };
    },
    create: ({ name, card }) =>
      changes.save(cards, newId(), { name, card, publishedVersionId: null, archived: false }),
    save: ({ id, version, name, card }) => changes.patch(cards, id, { name, card }, { version }),
    archive: (id, archived) => changes.patch(cards, id, { archived }),
    publish: (id, version, remark) =>
      db.transaction(() => {
        const versionId = newId();
        changes.patch(cards, id, { publishedVersionId: versionId }, { version });
        const state = cards.read(id)?.state;
        if (state === undefined) throw new Failure('notFound', { id });
        changes.save(versions, versionId, {
          scorecardId: id,
          number: ((lastNumber.get(id) as number | null) ?? 0) + 1,
          name: state.name,
          at: now(),
          authorId: actorId(),
          remark,
          card: state.card,
        });
        return summaryOf(id);
      }),
    versions: (scorecardId) =>
      (versionsOf.all(scorecardId) as RawVersion[]).map(({ card: _, ...raw }) => present(raw)),
    version(versionId) {
      const raw = oneVersion.get(versionId) as RawVersion | undefined;
      if (raw === undefined) throw new Failure('notFound', { id: versionId });
      return toUsed(raw);
    },
    published(scorecardId) {
      const raw = published.get(scorecardId) as RawVersion | undefined;
      return raw && toUsed(raw);
    },
    offered: () => offered.all() as { id: string; name: string }[],
  };
}
