import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { AuditLine } from '../../../shared/contract/audit.ts';
import { useTranslation } from '../../i18n/index.ts';
import { offerFile } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';
import { type Pages, usePages } from '../state/use-pages.ts';
import { type AuditQuery, toFilter } from './query.ts';

export function useAudit(query: AuditQuery): Pages<AuditLine> {
  const core = useCore();
  const asked = useDeferredValue(query);
  const filter = useMemo(() => toFilter(asked), [asked]);
  const ask = useCallback(
    async (after: readonly AuditLine[], limit: number) => {
      const before = after.at(-1)?.id;
      const page = await core.request('audit.list', {
        ...filter,
        ...(before === undefined ? {} : { before }),
        limit,
      });
      return { items: page.lines, more: page.more };
    },
    [core, filter],
  );
  return usePages(ask);
}

/** What is on the screen, as a file: the whole of it and not only the rows that were looked at. */
export function useAuditExport(query: AuditQuery) {
  const { t } = useTranslation('audit');
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    const headings = ['at', 'person', 'kind', 'action', 'subject', 'id', 'customer', 'detail'] as const;
    const file = await ask('audit.export', {
      ...toFilter(query),
      headings: headings.map((name) => t(`heading.${name}`)),
    });
    setBusy(false);
    if (file)
      offerFile(new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: 'text/csv' }), file.fileName);
  };
  return { busy, start };
}
