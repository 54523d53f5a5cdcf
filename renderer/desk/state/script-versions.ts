import type { CoreClient } from '../../../shared/contract/client.ts';
import type { ScriptVersion } from '../../../shared/contract/talk-scripts.ts';

/** More than lead talks on one desk in a day. */
const KEPT = 20;

export interface ScriptVersions {
  /** Rejects as the core does, and asks again the next time. */
  of(versionId: string): Promise<ScriptVersion>;
  /** One that came along with something else. */
  add(version: ScriptVersion): void;
  /** Ids of those that need not come again. */
  ids(): string[];
}

/**
 * Versions by id, fetched once: a published one never changes, its graph goes with the object, and talk after talk is led by
 * the same few.
 */
export function rememberVersions(core: CoreClient): ScriptVersions {
  const known = new Map<string, Promise<ScriptVersion>>();
  const keep = (versionId: string, version: Promise<ScriptVersion>) => {
    // The latest used is the last to go.
    known.delete(versionId);
    known.set(versionId, version);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  };
  return {
    of(versionId) {
      const version = known.get(versionId) ?? core.request('talkScripts.version', { versionId });
      keep(versionId, version);
      version.catch(() => known.delete(versionId));
      return version;
    },
    add: (version) => keep(version.id, Promise.resolve(version)),
    ids: () => [...known.keys()],
  };
}
