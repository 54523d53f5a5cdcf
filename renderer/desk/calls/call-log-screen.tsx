import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { CALL_RESULTS } from '../../../shared/domain/call/call.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen, SearchField, Toolbar } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import classes from './call-log.module.css';
import { CallLogBody } from './call-log-body.tsx';
import { isFiltered, type LogFilter, NO_FILTER } from './log-filter.ts';
import { useCallLog } from './use-call-log.ts';

/** Every call, whatever its end, the newest first. */
export function CallLogScreen() {
  const { t } = useTranslation('calls');
  const [filter, setFilter] = useState<LogFilter>(NO_FILTER);
  const pages = useCallLog(filter);
  const go = useNavigation((navigation) => navigation.go);
  const empty = isFiltered(filter) ? (
    <EmptyState
      title={t('log.nothing')}
      text={t('log.nothingText')}
      action={<Button onClick={() => setFilter(NO_FILTER)}>{t('log.clear')}</Button>}
    />
  ) : (
    <EmptyState
      icon={<IconPhone size={40} stroke={1.2} />}
      title={t('log.empty')}
      text={t('log.emptyText')}
      action={<Button onClick={() => go('training')}>{t('log.emptyAction')}</Button>}
    />
  );
  return (
    <Screen flush title={t('log.title')} toolbar={<Filters filter={filter} onChange={setFilter} />}>
      <CallLogBody label={t('log.list')} pages={pages} empty={empty} />
    </Screen>
  );
}

function Filters({ filter, onChange }: { filter: LogFilter; onChange: (filter: LogFilter) => void }) {
  const { t } = useTranslation('calls');
  const results = CALL_RESULTS.map((value) => ({ value, label: t(`result.${value}`) }));
  return (
    <Toolbar>
      <SearchField
        className={classes.search}
        label={t('log.search')}
        value={filter.search}
        maxLength={100}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <SegmentedControl
        aria-label={t('log.direction')}
        value={filter.direction ?? 'both'}
        data={[
          { value: 'both', label: t('log.both') },
          { value: 'inbound', label: t('log.inbound') },
          { value: 'outbound', label: t('log.outbound') },
        ]}
        onChange={(value) =>
          onChange({ ...filter, direction: value === 'inbound' || value === 'outbound' ? value : undefined })
        }
      />
      <Select
        className={classes.result}
        aria-label={t('log.result')}
        placeholder={t('log.anyResult')}
        clearable
        data={results}
        value={filter.result ?? null}
        onChange={(value) => onChange({ ...filter, result: CALL_RESULTS.find((result) => result === value) })}
      />
    </Toolbar>
  );
}
