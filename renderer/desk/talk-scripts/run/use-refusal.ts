import { writeAnswer } from '../../../../shared/domain/talk-script/answer.ts';
import type { Refused } from '../../../../shared/domain/talk-script/refusal.ts';
import type { ScriptNode } from '../../../../shared/domain/talk-script/script.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';

/** Why a key did nothing, in a sentence with the limit as people write it. */
export function useRefusal(): (problem: Refused, node: ScriptNode | undefined) => string {
  const { t, i18n } = useTranslation('talkScripts');
  const format = useFormat();
  return ({ refused, limit = 0 }, node) => {
    const answer = node?.kind === 'ask' ? node.answer : undefined;
    const language = i18n.language === 'ru' || i18n.language === 'uk' ? i18n.language : 'en';
    const written =
      answer?.kind === 'money'
        ? writeAnswer({ kind: 'money', minor: limit, currency: answer.currency }, language)
        : format.number(limit);
    return t(`refusal.${refused}`, { limit: written });
  };
}
