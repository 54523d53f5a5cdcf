import { useCallback } from 'react';
import type { ContactRow, Hit } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Marked } from '../../ui/index.ts';

/** What the row shows of its own anyway. */
type Shown = ReadonlySet<Hit['field']>;
export const NAMES_SHOWN: Shown = new Set(['name', 'organisation']);

export const marksOf = (row: ContactRow, field: Hit['field']): Hit['marks'] | undefined =>
  row.hits?.find((hit) => hit.field === field)?.marks;

/** By what a search found the row, when that is nothing that it shows. */
function hidden({ hits = [], phoneDisplay, email }: ContactRow, shown: Shown): Hit | undefined {
  return hits.find(
    ({ field, text }) =>
      !shown.has(field) &&
      !(field === 'number' && text === phoneDisplay) &&
      !(shown.has('email') && text === email),
  );
}

/** The reason as plain text, "serial number SN-4711"; undefined: the row shows it. */
export function useFoundBy(): (row: ContactRow, shown?: Shown) => string | undefined {
  const { t } = useTranslation('common');
  return useCallback(
    (row, shown = NAMES_SHOWN) => {
      const hit = hidden(row, shown);
      if (hit === undefined || hit.field === 'name' || hit.field === 'organisation') return undefined;
      return hit.field === 'own' ? hit.text : `${t(`foundBy.${hit.field}`)} ${hit.text}`;
    },
    [t],
  );
}

/** The same with the part that was typed marked. */
export function FoundBy({ row, shown = NAMES_SHOWN }: { row: ContactRow; shown?: Shown }) {
  const { t } = useTranslation('common');
  const hit = hidden(row, shown);
  if (hit === undefined || hit.field === 'name' || hit.field === 'organisation') return null;
  return (
    <>
      {hit.field !== 'own' && `${t(`foundBy.${hit.field}`)} `}
      <Marked text={hit.text} marks={hit.marks} />
    </>
  );
}
