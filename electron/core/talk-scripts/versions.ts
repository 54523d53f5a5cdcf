import type { TalkScript } from '../../../shared/domain/talk-script/script.ts';

/** More than are in use on one workstation at a time. */
const KEPT = 20;

/**
 * Scripts by version, parsed once: a version never changes, and the graph of a script goes with the object.
 *
 * @param load throws Failure `notFound`
 */
export function createVersions(load: (versionId: string) => TalkScript): (versionId: string) => TalkScript {
  const known = new Map<string, TalkScript>();
  return (versionId) => {
    const script = known.get(versionId) ?? load(versionId);
    // The latest used is the last to go.
    known.delete(versionId);
    known.set(versionId, script);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return script;
  };
}
