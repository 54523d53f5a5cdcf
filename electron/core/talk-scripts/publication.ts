import { Failure } from '../../../shared/contract/failure.ts';
import { MAX_NODES, type ScriptDraft } from '../../../shared/contract/talk-scripts.ts';
import { checkScript, type ScriptWorld } from '../../../shared/domain/talk-script/check.ts';
import type { TalkScript } from '../../../shared/domain/talk-script/script.ts';
import { runTestCase } from '../../../shared/domain/talk-script/test-case.ts';

/** @throws Failure `scriptTooLarge` (params: count, max) */
export function refuseTooLarge({ nodes }: TalkScript): void {
  if (nodes.length > MAX_NODES) throw new Failure('scriptTooLarge', { count: nodes.length, max: MAX_NODES });
}

/**
 * What a template must be before a talk is led by it.
 *
 * @throws Failure `scriptFaulty` (params: faults, their number)
 */
export function refuseFaulty({ script, testCases }: ScriptDraft, world: ScriptWorld): void {
  const { faults } = checkScript(script, world);
  const failed = testCases.filter((test) => runTestCase(script, test).difference);
  const count = faults.length + failed.length;
  if (count > 0) throw new Failure('scriptFaulty', { faults: count });
}
