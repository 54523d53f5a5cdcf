import type { ScriptSummary, ScriptUse, ScriptVersion } from '../../../shared/contract/talk-scripts.ts';
import type { TalkScript } from '../../../shared/domain/talk-script/script.ts';
import { present } from '../present.ts';

/**
 * A template with its newest published version. Both texts of the graph are made by the same hands out of the same
 * schema, so equal graphs are equal texts, and nothing has to be parsed to tell that nobody changed the draft.
 */
export const SUMMARY = `select s.id, s.version, s.name, s.use, s.archived, s.updated_at as updatedAt,
    json_array_length(s.script, '$.nodes') as steps,
    v.id as versionId, v.number, v.at, v.id is null or v.script <> s.script or v.name <> s.name as draftChanged
  from talk_scripts s left join talk_script_versions v on v.id = s.published_version_id
  where s.deleted_at is null`;

export interface RawSummary {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly use: string;
  readonly archived: number;
  readonly updatedAt: number;
  readonly steps: number;
  readonly versionId: string | null;
  readonly number: number | null;
  readonly at: number | null;
  readonly draftChanged: number;
}

export const toSummary = ({ versionId, number, at, ...raw }: RawSummary): ScriptSummary => ({
  ...raw,
  use: JSON.parse(raw.use) as ScriptUse,
  archived: raw.archived === 1,
  draftChanged: raw.draftChanged === 1,
  ...(versionId === null || number === null || at === null ? {} : { published: { versionId, number, at } }),
});

/** A version without its graph, which is large. */
export const VERSION = `v.id, v.script_id as scriptId, v.number, v.name, v.at, u.name as authorName, v.remark
  from talk_script_versions v left join users u on u.id = v.author_id`;

export interface RawVersion {
  readonly id: string;
  readonly scriptId: string;
  readonly number: number;
  readonly name: string;
  readonly at: number;
  readonly authorName: string | null;
  readonly remark: string;
}

export const toVersion = (raw: RawVersion): Omit<ScriptVersion, 'script'> => present(raw);

/** What a talk is led by. */
export interface PublishedScript {
  readonly scriptId: string;
  readonly versionId: string;
  readonly number: number;
  readonly name: string;
  readonly script: TalkScript;
}

export const PUBLISHED = `select v.script_id as scriptId, v.id as versionId, v.number, v.name, v.script
  from talk_scripts s join talk_script_versions v on v.id = s.published_version_id
  where s.deleted_at is null and s.archived = 0`;

export type RawPublished = Omit<PublishedScript, 'script'> & { readonly script: string };

export const toPublished = (raw: RawPublished): PublishedScript => ({
  ...raw,
  script: JSON.parse(raw.script) as TalkScript,
});
