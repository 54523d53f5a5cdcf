import { useCallback } from 'react';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { useTranslation } from '../../i18n/index.ts';

/** What a field is, in a line: "Choice · companies · asked at: Negotiation". */
export function useFieldWords(): (field: OwnField) => string {
  const { t } = useTranslation(['ownFields', 'contacts']);
  return useCallback(
    ({ type, holders, mandatory, searchable }) => {
      const when = [
        ...mandatory.moments.map((moment) => t(`moment.${moment}`)),
        ...mandatory.stages.map((stage) => t(`contacts:stage.${stage}`)),
      ];
      return [
        t(`type.${type}`),
        ...(holders === 'both' ? [] : [t(`holders.${holders}`)]),
        ...(when.length === 0 ? [] : [t('asked', { when: when.join(', ') })]),
        ...(searchable ? [t('searchableShort')] : []),
      ].join(' · ');
    },
    [t],
  );
}
