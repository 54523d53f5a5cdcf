import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { ReviewRow } from '../../../shared/contract/reviews.ts';
import { useTranslation } from '../../i18n/index.ts';
import {
  type DaySpan,
  DaySpanFilter,
  EmptyState,
  FilterSelect,
  namedOptions,
  Screen,
  Toolbar,
  VirtualList,
} from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { usePages } from '../state/use-pages.ts';
import { ReviewLine, ROW } from './review-line.tsx';
import classes from './reviews.module.css';
import { useAsked } from './use-asked.ts';

const ALL: DaySpan = { firstDay: undefined, lastDay: undefined };

/** Reviews that were published, the newest talk first; of an operator his own. */
export function Published({ tabs, onOpen }: { tabs: ReactNode; onOpen: (reviewId: string) => void }) {
  const { t } = useTranslation(['reviews', 'common']);
  const core = useCore();
  const choices = useAsked('reviews.choices', {}).data;
  const [operatorId, setOperatorId] = useState<string>();
  const [days, setDays] = useState(ALL);
  const ask = useCallback(
    async (after: readonly ReviewRow[], limit: number) => {
      const before = after.at(-1)?.id;
      const page = await core.request('reviews.list', {
        ...(operatorId === undefined ? {} : { operatorId }),
        ...(days.firstDay === undefined ? {} : { firstDay: days.firstDay }),
        ...(days.lastDay === undefined ? {} : { lastDay: days.lastDay }),
        ...(before === undefined ? {} : { before }),
        limit,
      });
      return { items: page.rows, more: page.more };
    },
    [core, operatorId, days],
  );
  const { items, loaded, failure, loadMore, reload } = usePages(ask);
  useEffect(() => core.on('reviews.changed', reload), [core, reload]);
  const filtered = operatorId !== undefined || days !== ALL;
  const operators = choices?.operators ?? [];
  return (
    <Screen
      flush
      title={t('title')}
      aside={tabs}
      toolbar={
        <Toolbar>
          {operators.length > 1 && (
            <FilterSelect
              className={classes.pick}
              label={t('filter.operator')}
              any={t('filter.anyOperator')}
              options={namedOptions(operators)}
              value={operatorId}
              onChange={setOperatorId}
            />
          )}
          <DaySpanFilter className={classes.pick} label={t('filter.days')} {...days} onChange={setDays} />
        </Toolbar>
      }
    >
      {failure ? (
        <EmptyState title={t('list.failed')} action={<Button onClick={reload}>{t('common:retry')}</Button>} />
      ) : loaded && items.length === 0 ? (
        <EmptyState
          icon={<IconChecklist size={40} stroke={1.2} />}
          title={filtered ? t('list.nothing') : t('list.empty')}
          text={filtered ? t('list.nothingText') : t('list.emptyText')}
        />
      ) : (
        <VirtualList
          label={t('list.label')}
          items={items}
          rowHeight={ROW}
          keyOf={({ id }) => id}
          onEnd={loadMore}
          renderRow={(row) => <ReviewLine row={row} onOpen={() => onOpen(row.id)} />}
        />
      )}
    </Screen>
  );
}
