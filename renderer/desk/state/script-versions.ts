import type { CoreClient } from '../../../shared/contract/client.ts';
import type { ScriptVersion } from '../../../shared/contract/talk-scripts.ts';

/** More than lead talks on one desk in a day. */
const KEPT = 20;

/**
 * Versions by id, fetched once: a published one never changes, its graph goes with the object, and talk after talk is led by
 * the same few. Rejects as the core does, and asks again the next time.
 */
export function rememberVersions(core: CoreClient): (versionId: string) => Promise<ScriptVersion> {
  const known = new Map<string, Promise<ScriptVersion>>();
  return (versionId) => {
    const version = known.get(versionId) ?? core.request('talkScripts.version', { versionId });
    // The latest used is the last to go.
    known.delete(versionId);
    known.set(versionId, version);
    version.catch(() => known.delete(versionId));
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return version;
  };
}
