import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, ROWS, VirtualList } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import type { Pages } from '../state/use-pages.ts';
import { CallLine } from './call-line.tsx';

interface CallLogBodyProps {
  label: string;
  pages: Pages<CallView>;
  empty: ReactNode;
}

export function CallLogBody({ label, pages, empty }: CallLogBodyProps) {
  const { t } = useTranslation(['calls', 'common']);
  const opened = useNavigation((navigation) => navigation.opened);
  if (pages.failure) {
    return (
      <EmptyState
        title={t('log.failed')}
        action={<Button onClick={pages.reload}>{t('common:retry')}</Button>}
      />
    );
  }
  if (pages.loaded && pages.items.length === 0) return empty;
  return (
    <VirtualList
      label={label}
      items={pages.items}
      rowHeight={ROWS}
      keyOf={(call) => call.id}
      onEnd={pages.loadMore}
      renderRow={(call) => (
        <CallLine call={call} selected={opened?.kind === 'call' && opened.id === call.id} />
      )}
    />
  );
}
