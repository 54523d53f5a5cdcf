import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconFileImport, IconListCheck, IconPlus, IconUsers } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { ContactKind, ContactRow, Stage } from '../../../shared/contract/contacts.ts';
import type { SegmentFilter } from '../../../shared/contract/segments.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, ROWS, Screen, SearchField, Toolbar, VirtualList } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { type Pages, usePages } from '../state/use-pages.ts';
import { ContactLine } from './contact-line.tsx';
import classes from './customers.module.css';
import { useFactOptions } from './fact-options.ts';

interface Filter {
  readonly search: string;
  readonly kind: ContactKind | undefined;
  readonly stage: Stage | undefined;
}

export function CustomersScreen() {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const go = useNavigation((navigation) => navigation.go);
  const newContact = useNavigation((navigation) => navigation.newContact);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const [filter, setFilter] = useState<Filter>({ search: '', kind: undefined, stage: undefined });
  const may = {
    list: useMay('lists.create'),
    import: useMay('customers.import'),
    create: useMay('customers.create'),
  };
  const pages = useCustomers(filter);
  const { total } = pages;
  return (
    <Screen
      flush
      title={t('list.title')}
      aside={!total ? undefined : t('list.total', { count: total, formatted: format.number(total) })}
      actions={
        <>
          {may.list && total !== undefined && total > 0 && (
            <Button
              variant="default"
              leftSection={<IconListCheck size={14} aria-hidden />}
              aria-label={t('list.makeListLabel')}
              title={t('list.makeListLabel')}
              onClick={() =>
                openLists({ kind: 'new', source: { kind: 'filter', filter: segmentOf(filter) } })
              }
            >
              {t('list.makeList')}
            </Button>
          )}
          {may.import && (
            <Button
              variant="default"
              leftSection={<IconFileImport size={14} aria-hidden />}
              onClick={() => go('imports')}
              aria-label={t('list.importLabel')}
            >
              {t('list.import')}
            </Button>
          )}
          {may.create && (
            <Button
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => newContact()}
              aria-label={t('list.newLabel')}
            >
              {t('list.new')}
            </Button>
          )}
        </>
      }
      toolbar={<Filters filter={filter} onChange={setFilter} />}
    >
      <Body filter={filter} pages={pages} />
    </Screen>
  );
}

/** The same customers, as a list asks for them. */
function segmentOf({ search, kind, stage }: Filter): SegmentFilter {
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(kind === undefined ? {} : { kind }),
    ...(stage === undefined ? {} : { stages: [stage] }),
  };
}

function useCustomers({ search, kind, stage }: Filter): Pages<ContactRow> {
  const core = useCore();
  const ask = useCallback(
    async (after: readonly ContactRow[], limit: number) => {
      const answer = await core.request('contacts.list', {
        ...(search.trim() === '' ? {} : { search: search.trim() }),
        ...(kind === undefined ? {} : { kind }),
        ...(stage === undefined ? {} : { stage }),
        offset: after.length,
        limit,
      });
      return { items: answer.contacts, more: answer.more, total: answer.total };
    },
    [core, search, kind, stage],
  );
  const pages = usePages(ask);
  const { reload } = pages;
  useEffect(() => {
    const stops = [
      core.on('contacts.changed', reload),
      core.onConnection((state) => state === 'connected' && reload()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload]);
  return pages;
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation('contacts');
  const options = useFactOptions();
  return (
    <Toolbar>
      <SearchField
        className={classes.search}
        label={t('list.search')}
        value={filter.search}
        maxLength={200}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <SegmentedControl
        aria-label={t('list.kind')}
        value={filter.kind ?? 'all'}
        data={[
          { value: 'all', label: t('list.everyone') },
          { value: 'person', label: t('list.people') },
          { value: 'organisation', label: t('list.organisations') },
        ]}
        onChange={(value) =>
          onChange({ ...filter, kind: value === 'person' || value === 'organisation' ? value : undefined })
        }
      />
      <Select
        className={classes.stage}
        aria-label={t('list.stage')}
        placeholder={t('list.anyStage')}
        clearable
        data={options.stage}
        value={filter.stage ?? null}
        onChange={(value) =>
          onChange({ ...filter, stage: options.stage.find((option) => option.value === value)?.value })
        }
      />
    </Toolbar>
  );
}

function Body({ filter, pages }: { filter: Filter; pages: Pages<ContactRow> }) {
  const { t } = useTranslation(['contacts', 'common']);
  const opened = useNavigation((navigation) => navigation.opened);
  if (pages.failure) {
    return (
      <EmptyState
        title={t('list.failed')}
        action={<Button onClick={pages.reload}>{t('common:retry')}</Button>}
      />
    );
  }
  if (pages.loaded && pages.items.length === 0) return <Nobody filter={filter} />;
  return (
    <VirtualList
      label={t('list.label')}
      items={pages.items}
      rowHeight={ROWS}
      keyOf={(row) => row.id}
      onEnd={pages.loadMore}
      renderRow={(row) => (
        <ContactLine row={row} selected={opened?.kind === 'contact' && opened.id === row.id} />
      )}
    />
  );
}

function Nobody({ filter }: { filter: Filter }) {
  const mayImport = useMay('customers.import');
  const { t } = useTranslation('contacts');
  const go = useNavigation((navigation) => navigation.go);
  const newContact = useNavigation((navigation) => navigation.newContact);
  const search = filter.search.trim();
  if (search !== '') {
    return (
      <EmptyState
        title={t('list.nothing', { search })}
        text={t('list.nothingText')}
        action={
          <Button onClick={() => newContact({ name: search })}>{t('list.create', { name: search })}</Button>
        }
      />
    );
  }
  if (filter.kind !== undefined || filter.stage !== undefined)
    return <EmptyState title={t('list.nothingFilter')} />;
  return (
    <EmptyState
      icon={<IconUsers size={40} stroke={1.2} />}
      title={t('list.empty')}
      text={t('list.emptyText')}
      action={mayImport && <Button onClick={() => go('imports')}>{t('list.emptyImport')}</Button>}
    />
  );
}
