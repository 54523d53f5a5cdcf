import type { Channel } from '../../../../shared/contract/contacts.ts';
import type { ReportPart } from '../../../../shared/contract/reports.ts';
import type { Dimension } from '../../../../shared/domain/reports/columns.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useOutcomeName } from '../../state/outcomes.tsx';

/** What a part is called; of those that have no key: "none". Without a dimension it is one of a field of the firm's own. */
export function usePartName(): (
  dimension: Dimension | undefined,
  part: Pick<ReportPart, 'key' | 'name'>,
) => string {
  const { t } = useTranslation(['reports', 'contacts', 'results']);
  const outcomeName = useOutcomeName();
  return (dimension, { key, name }) => {
    if (key === undefined) return t('reports:none');
    if (dimension === undefined && (key === 'yes' || key === 'no')) return t(`results:${key}`);
    if (dimension === 'outcome') return outcomeName(key);
    if (dimension === 'channel') return t(`contacts:channel.${key as Channel}`);
    // Somebody, or a line, that is gone.
    return name || t('reports:gone');
  };
}
