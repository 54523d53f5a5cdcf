import { useCallback } from 'react';
import type { Fault } from '../../../../shared/domain/talk-script/check.ts';
import type { Difference } from '../../../../shared/domain/talk-script/test-case.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useOutcomeName } from '../../state/outcomes.tsx';
import { scriptOf, useEditor } from './editor-store.ts';
import { usePortText } from './port-text.ts';

/** What is wrong, in words. */
export function useFaultText(): (fault: Fault) => string {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const nodes = useEditor((editor) => scriptOf(editor).nodes);
  const portText = usePortText();
  return useCallback(
    ({ code, nodeId, params }) => {
      const node = nodes.find(({ id }) => id === nodeId);
      const { port, language } = params;
      return t(`fault.${code}`, {
        key: '',
        value: '',
        place: '',
        ...params,
        way: node && port !== undefined ? portText(node, port) : '',
        language:
          language === 'en' || language === 'ru' || language === 'uk' ? t(`language.${language}`) : '',
      });
    },
    [t, nodes, portText],
  );
}

/** Where a test case went another way, in words. */
export function useDifferenceText(): (difference: Difference) => string {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const nodes = useEditor((editor) => scriptOf(editor).nodes);
  const outcome = useOutcomeName();
  return useCallback(
    (difference) => {
      const title = (id: string) => nodes.find((node) => node.id === id)?.title || id;
      switch (difference.kind) {
        case 'stopped':
          return t('test.stopped', {
            number: difference.input + 1,
            step: title(difference.at),
            reason: t(`talkScripts:refusal.${difference.refused.refused}`, {
              limit: difference.refused.limit ?? '',
            }),
          });
        case 'elsewhere':
          return t('test.elsewhere', { step: title(difference.at), expected: title(difference.expected) });
        case 'otherOutcome':
          return t('test.otherOutcome', {
            outcome: outcome(difference.outcome) ?? t('field.noOutcome'),
            expected: outcome(difference.expected) ?? t('field.noOutcome'),
          });
      }
    },
    [t, nodes, outcome],
  );
}
