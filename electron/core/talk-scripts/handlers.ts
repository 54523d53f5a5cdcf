import type { Repositories } from '../../../db/repositories/index.ts';
import { Stage } from '../../../shared/contract/contacts.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { talkScriptRequests } from '../../../shared/contract/talk-scripts.ts';
import { blankScript } from '../../../shared/domain/talk-script/blank.ts';
import type { ScriptWorld } from '../../../shared/domain/talk-script/check.ts';
import type { Context } from '../host/dispatch.ts';
import { refuseFaulty, refuseTooLarge } from './publication.ts';

export function talkScriptHandlers(options: {
  readonly repositories: Repositories;
  readonly settings: () => Settings;
  readonly onChanged: (ids: string[]) => void;
}): Handlers<typeof talkScriptRequests, Context> {
  const { talkScripts, outcomes, campaigns, segments, ownFields } = options.repositories;
  /** What a template may refer to in this firm, read at each publication. */
  const world = (): ScriptWorld => ({
    outcomes: new Set(outcomes.list().flatMap(({ key, retired }) => (retired ? [] : [key]))),
    campaigns: new Set(campaigns.list({ ended: true }).map(({ id }) => id)),
    segments: new Set(segments.list().map(({ id }) => id)),
    stages: new Set(Stage.options),
    ownFields: new Set(ownFields.list().flatMap(({ id, archived }) => (archived ? [] : [id]))),
  });
  const told = <T extends { id: string }>(change: T): T => {
    options.onChanged([change.id]);
    return change;
  };
  return {
    'talkScripts.list': ({ archived }) => talkScripts.list(archived),
    'talkScripts.draft': ({ id }) => talkScripts.draft(id),
    'talkScripts.create': ({ name, script = blankScript(options.settings().language), testCases }) => {
      refuseTooLarge(script);
      return told(talkScripts.create({ name, script, testCases }));
    },
    'talkScripts.save': (draft) => {
      refuseTooLarge(draft.script);
      const changed = told(talkScripts.save(draft));
      return { ...changed, version: talkScripts.summary(draft.id).version };
    },
    'talkScripts.archive': ({ id, archived }) => told(talkScripts.archive(id, archived)),
    'talkScripts.publish': ({ id, version, remark }) => {
      refuseFaulty(talkScripts.draft(id), world());
      return told(talkScripts.publish(id, version, remark));
    },
    'talkScripts.versions': ({ scriptId }) => talkScripts.versions(scriptId),
    'talkScripts.version': ({ versionId }) => talkScripts.version(versionId),
  };
}
