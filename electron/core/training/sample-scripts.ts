import type { Repositories } from '../../../db/repositories/index.ts';
import type { Language } from '../../../shared/contract/common.ts';
import { TalkScript } from '../../../shared/contract/talk-scripts.ts';
import { SAMPLE_SCRIPTS, type SampleScript } from '../../../shared/domain/training/scripts/samples.ts';

/** Makes and publishes the scripts that the program brings. In the transaction of the caller. @returns their ids by sample */
export function addSampleScripts(
  { talkScripts }: Pick<Repositories, 'talkScripts'>,
  language: Language,
): Map<SampleScript, string> {
  const ids = new Map<SampleScript, string>();
  for (const sample of SAMPLE_SCRIPTS) {
    const { id } = talkScripts.create({
      name: sample.name[language],
      // As the editor will send it back: a draft that nobody has edited must not look changed.
      script: TalkScript.parse(sample.script(language)),
      testCases: sample
        .cases(language)
        .map(({ facts, inputs, ...rest }) => ({ ...rest, facts, inputs: [...inputs] })),
    });
    talkScripts.publish(id, 1, '');
    ids.set(sample, id);
  }
  return ids;
}
