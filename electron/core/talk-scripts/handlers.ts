import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { talkScriptRequests } from '../../../shared/contract/talk-scripts.ts';
import { blankScript } from '../../../shared/domain/talk-script/blank.ts';
import type { Context } from '../host/dispatch.ts';

export function talkScriptHandlers(options: {
  readonly repositories: Repositories;
  readonly settings: () => Settings;
  readonly onChanged: (ids: string[]) => void;
}): Handlers<typeof talkScriptRequests, Context> {
  const { talkScripts } = options.repositories;
  const told = <T extends { id: string }>(change: T): T => {
    options.onChanged([change.id]);
    return change;
  };
  return {
    'talkScripts.list': ({ archived }) => talkScripts.list(archived),
    'talkScripts.draft': ({ id }) => talkScripts.draft(id),
    'talkScripts.create': ({ name, script = blankScript(options.settings().language), testCases }) =>
      told(talkScripts.create({ name, script, testCases })),
    'talkScripts.save': (draft) => told(talkScripts.save(draft)),
    'talkScripts.archive': ({ id, archived }) => told(talkScripts.archive(id, archived)),
    'talkScripts.publish': ({ id, version, remark }) => told(talkScripts.publish(id, version, remark)),
    'talkScripts.versions': ({ scriptId }) => talkScripts.versions(scriptId),
    'talkScripts.version': ({ versionId }) => talkScripts.version(versionId),
  };
}
