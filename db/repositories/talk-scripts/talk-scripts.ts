import { Failure } from '../../../shared/contract/failure.ts';
import type {
  ScriptDraft,
  ScriptSummary,
  ScriptTestCase,
  ScriptUse,
  ScriptVersion,
} from '../../../shared/contract/talk-scripts.ts';
import type { TalkScript } from '../../../shared/domain/talk-script/script.ts';
import { talkScripts, talkScriptVersions } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import {
  PUBLISHED,
  type PublishedScript,
  type RawPublished,
  type RawSummary,
  type RawVersion,
  SUMMARY,
  toPublished,
  toSummary,
  toVersion,
  VERSION,
} from './rows.ts';

export interface NewScript {
  readonly name: string;
  readonly script: TalkScript;
  readonly testCases?: readonly ScriptTestCase[] | undefined;
  readonly use?: ScriptUse | undefined;
}

/** Where a script is offered without being asked for. */
export interface OfferedScript {
  readonly scriptId: string;
  readonly use: ScriptUse;
}

/**
 * Conversation templates: a draft that people edit, and the versions that were published of it. A version is never
 * changed or removed, since talks refer to it; an archived template keeps its own, and is offered no more.
 */
export interface TalkScripts {
  /** By name; only the archived ones, or only the others. */
  list(archived: boolean): ScriptSummary[];
  /** @throws Failure `notFound` */
  summary(id: string): ScriptSummary;
  /** @throws Failure `notFound` */
  draft(id: string): ScriptDraft;
  create(script: NewScript): Changed;
  /** @throws Failure `notFound`, `changedMeanwhile` (another version than the author saw) */
  save(draft: ScriptDraft): Changed;
  archive(id: string, archived: boolean): Changed;
  /**
   * Makes the draft the version that new talks are led by.
   *
   * @throws Failure `notFound`, `changedMeanwhile`
   */
  publish(id: string, version: number, remark: string): ScriptSummary;
  /** Newest first. */
  versions(scriptId: string): Omit<ScriptVersion, 'script'>[];
  /** @throws Failure `notFound` */
  version(versionId: string): ScriptVersion;
  /** The newest version; undefined when there is none, or the template is archived. */
  published(scriptId: string): PublishedScript | undefined;
  /** Published ones that name a line or a segment, in order of their names: the first that fits is the one. */
  offered(): OfferedScript[];
}

export function createTalkScripts({ db, now, newId, actorId }: Deps, changes: Changes): TalkScripts {
  const { sqlite } = db;
  const scripts = rowAggregate(sqlite, talkScripts);
  // Not known to undo: what was published stays.
  const versions = rowAggregate(sqlite, talkScriptVersions);
  changes.register(scripts);

  const list = sqlite.prepare(`${SUMMARY} and s.archived = ? order by s.name, s.id`);
  const summary = sqlite.prepare(`${SUMMARY} and s.id = +?`);
  const versionsOf = sqlite.prepare(`select ${VERSION} where v.script_id = +? order by v.number desc`);
  const oneVersion = sqlite.prepare(`select v.script, ${VERSION} where v.id = +?`);
  const lastNumber = sqlite
    .prepare('select max(number) from talk_script_versions where script_id = +?')
    .pluck();
  const published = sqlite.prepare(`${PUBLISHED} and s.id = +?`);
  const offered = sqlite.prepare(
    `select id as scriptId, use from talk_scripts
     where deleted_at is null and archived = 0 and published_version_id is not null
       and (json_array_length(use, '$.inboundAccountIds') > 0 or json_extract(use, '$.segmentId') is not null)
     order by name, id`,
  );

  const summaryOf = (id: string): ScriptSummary => {
    const raw = summary.get(id) as RawSummary | undefined;
    if (raw === undefined) throw new Failure('notFound', { id });
    return toSummary(raw);
  };

  return {
    list: (archived) => (list.all(archived ? 1 : 0) as RawSummary[]).map(toSummary),
    summary: summaryOf,
    draft(id) {
      const stored = scripts.read(id);
      if (stored === undefined || stored.stamp.deletedAt !== null) throw new Failure('notFound', { id });
      const { name, use, script, testCases } = stored.state;
      return { id, version: stored.stamp.version, name, use, script, testCases };
    },
    create: ({ name, script, testCases = [], use = { inboundAccountIds: [] } }) =>
      changes.save(scripts, newId(), {
        name,
        use,
        script,
        testCases: [...testCases],
        publishedVersionId: null,
        archived: false,
      }),
    save: ({ id, version, name, use, script, testCases }) =>
      changes.patch(scripts, id, { name, use, script, testCases }, { version }),
    archive: (id, archived) => changes.patch(scripts, id, { archived }),
    publish: (id, version, remark) =>
      db.transaction(() => {
        const versionId = newId();
        changes.patch(scripts, id, { publishedVersionId: versionId }, { version });
        const state = scripts.read(id)?.state;
        if (state === undefined) throw new Failure('notFound', { id });
        changes.save(versions, versionId, {
          scriptId: id,
          number: ((lastNumber.get(id) as number | null) ?? 0) + 1,
          name: state.name,
          at: now(),
          authorId: actorId(),
          remark,
          script: state.script,
        });
        return summaryOf(id);
      }),
    versions: (scriptId) => (versionsOf.all(scriptId) as RawVersion[]).map(toVersion),
    version(versionId) {
      const raw = oneVersion.get(versionId) as (RawVersion & { script: string }) | undefined;
      if (raw === undefined) throw new Failure('notFound', { id: versionId });
      const { script, ...rest } = raw;
      return { ...toVersion(rest), script: JSON.parse(script) as TalkScript };
    },
    published(scriptId) {
      const raw = published.get(scriptId) as RawPublished | undefined;
      return raw && toPublished(raw);
    },
    offered: () =>
      (offered.all() as { scriptId: string; use: string }[]).map(({ scriptId, use }) => ({
        scriptId,
        use: JSON.parse(use) as ScriptUse,
      })),
  };
}
