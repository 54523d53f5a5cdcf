import { useCallback } from 'react';
import type { ScriptNode } from '../../../../shared/domain/talk-script/script.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useEditor } from './editor-store.ts';

/** A way out of a step in words. */
export function usePortText(): (step: ScriptNode, port: string) => string {
  const { t } = useTranslation('scriptStudio');
  const language = useEditor((editor) => editor.language);
  return useCallback(
    (step, port) => {
      if (port === 'yes' || port === 'no') return t(`way.${port}`);
      if (port === 'otherwise') return t('way.otherwise');
      if (port.startsWith('case:')) return t('way.case', { number: Number(port.slice(5)) + 1 });
      if (port.startsWith('option:') && step.kind === 'ask' && step.answer.kind === 'one') {
        const option = step.answer.options.find(({ id }) => `option:${id}` === port);
        return option ? textIn(option.label, language) || option.id : port;
      }
      const choice = step.kind === 'ask' && ['one', 'yesNo'].includes(step.answer.kind);
      return t(choice ? 'way.others' : 'way.next');
    },
    [t, language],
  );
}
