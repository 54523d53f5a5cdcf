import { Button, SegmentedControl } from '@mantine/core';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { MISSED_FILTERS, type MissedFilter } from '../../../shared/contract/missed.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, ROWS, Screen, Toolbar, VirtualList } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useWork } from '../state/work.tsx';
import classes from './missed.module.css';
import { MissedLine } from './missed-line.tsx';
import { useMissed } from './use-missed.ts';

/** Who called and was not spoken with, the most urgent first, until somebody reaches them. */
export function MissedScreen() {
  const { t } = useTranslation('missed');
  const [filter, setFilter] = useState<MissedFilter>('open');
  return (
    <Screen
      flush
      title={t('title')}
      toolbar={
        <Toolbar>
          <Filters filter={filter} onChange={setFilter} />
          <span className={classes.hint}>{t(filter === 'resolved' ? 'keysResolved' : 'keys')}</span>
        </Toolbar>
      }
    >
      <Queue filter={filter} />
    </Screen>
  );
}

function Filters({ filter, onChange }: { filter: MissedFilter; onChange: (filter: MissedFilter) => void }) {
  const { t } = useTranslation('missed');
  const format = useFormat();
  const open = useWork((work) => work.missed);
  const late = useWork((work) => work.missedLate);
  const counts: Partial<Record<MissedFilter, number>> = { open, late };
  return (
    <SegmentedControl
      aria-label={t('filter')}
      value={filter}
      data={MISSED_FILTERS.map((value) => {
        const count = counts[value] ?? 0;
        return {
          value,
          label:
            count > 0
              ? t('counted', { name: t(`which.${value}`), number: format.number(count) })
              : t(`which.${value}`),
        };
      })}
      onChange={(value) => onChange(MISSED_FILTERS.find((each) => each === value) ?? 'open')}
    />
  );
}

function Queue({ filter }: { filter: MissedFilter }) {
  const { t } = useTranslation(['missed', 'common']);
  const rows = useMissed(filter);
  const opened = useNavigation((navigation) => navigation.opened);
  if (rows.failure) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={rows.reload}>{t('common:retry')}</Button>} />
    );
  }
  if (rows.loaded && rows.total === 0) {
    return (
      <EmptyState
        icon={<IconPhoneCheck size={40} stroke={1.2} />}
        title={t(`empty.${filter}`)}
        text={t(`empty.${filter}Text`)}
      />
    );
  }
  return (
    <VirtualList
      label={t('list')}
      items={rows.items}
      rowHeight={ROWS}
      keyOf={(entry) => entry.id}
      onRange={rows.onRange}
      renderRow={(entry) => (
        <MissedLine entry={entry} selected={opened?.kind === 'contact' && opened.id === entry.contactId} />
      )}
    />
  );
}
