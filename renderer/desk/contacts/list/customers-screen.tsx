import { Button } from '@mantine/core';
import { IconFileExport, IconFileImport, IconListCheck, IconPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { SegmentFilter } from '../../../../shared/contract/segments.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { EmptyState, ROWS, Screen, VirtualList } from '../../../ui/index.ts';
import { askToExport } from '../../state/exporting.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { useMay } from '../../state/seat.tsx';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';
import { ContactLine } from './contact-line.tsx';
import classes from './customers.module.css';
import { CustomersToolbar } from './customers-toolbar.tsx';
import { DuplicatesButton } from './duplicates-button.tsx';
import { EVERYBODY, type ListFilter } from './list-filter.ts';
import { type Customers, useCustomers } from './use-customers.ts';
import { useListMark } from './use-list-mark.ts';

/** A sign alone beside an open card. */
const VERB = { label: classes.verb, section: classes.sign };

export function CustomersScreen() {
  const { t } = useTranslation('contacts');
  const go = useNavigation((navigation) => navigation.go);
  const newContact = useNavigation((navigation) => navigation.newContact);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const [list, setList] = useState<ListFilter>(EVERYBODY);
  const filter = tidyFilter(list.filter);
  const may = {
    list: useMay('lists.create'),
    import: useMay('customers.import'),
    export: useMay('customers.export'),
    create: useMay('customers.create'),
  };
  const pages = useCustomers(list);
  useListMark(filter.search ?? '', pages.loaded);
  const some = pages.items.length > 0;
  return (
    <Screen
      flush
      title={t('list.title')}
      aside={<Count pages={pages} />}
      actions={
        <>
          {may.list && some && (
            <Button
              variant="default"
              classNames={VERB}
              leftSection={<IconListCheck size={14} aria-hidden />}
              aria-label={t('list.makeListLabel')}
              title={t('list.makeListLabel')}
              onClick={() => openLists({ kind: 'new', source: { kind: 'filter', filter } })}
            >
              {t('list.makeList')}
            </Button>
          )}
          <DuplicatesButton />
          {may.import && (
            <Button
              variant="default"
              classNames={VERB}
              leftSection={<IconFileImport size={14} aria-hidden />}
              onClick={() => go('imports')}
              aria-label={t('list.importLabel')}
              title={t('list.importLabel')}
            >
              {t('list.import')}
            </Button>
          )}
          {may.export && some && (
            <Button
              variant="default"
              classNames={VERB}
              leftSection={<IconFileExport size={14} aria-hidden />}
              onClick={() => askToExport(filter)}
              aria-label={t('list.exportLabel')}
              title={t('list.exportLabel')}
            >
              {t('list.export')}
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
      toolbar={<CustomersToolbar list={list} onChange={setList} />}
    >
      <Body filter={filter} pages={pages} />
    </Screen>
  );
}

/** How many there are, and what the keys were read as. */
function Count({ pages: { total, about } }: { pages: Customers }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const counted = {
    count: total ?? 0,
    formatted: format.number(total ?? 0),
  };
  const said = [
    total ? t(about?.uncounted ? 'list.totalMore' : 'list.total', counted) : '',
    about?.readAs === undefined ? '' : t('list.readAs', { text: about.readAs }),
  ];
  return <span role="status">{said.filter(Boolean).join(' · ')}</span>;
}

function Body({ filter, pages }: { filter: SegmentFilter; pages: Customers }) {
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

function Nobody({ filter }: { filter: SegmentFilter }) {
  const mayImport = useMay('customers.import');
  const { t } = useTranslation('contacts');
  const go = useNavigation((navigation) => navigation.go);
  const newContact = useNavigation((navigation) => navigation.newContact);
  const { search } = filter;
  // Whom another condition hides may well be there.
  if (search !== undefined && Object.keys(filter).length === 1) {
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
  if (Object.keys(filter).length > 0) return <EmptyState title={t('list.nothingFilter')} />;
  return (
    <EmptyState
      icon={<IconUsers size={40} stroke={1.2} />}
      title={t('list.empty')}
      text={t('list.emptyText')}
      action={mayImport && <Button onClick={() => go('imports')}>{t('list.emptyImport')}</Button>}
    />
  );
}
