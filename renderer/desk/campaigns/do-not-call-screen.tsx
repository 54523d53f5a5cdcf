import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconPhoneOff, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { DoNotCallEntry } from '../../../shared/contract/campaigns.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, formatPhone, ROWS, Screen, SearchField, Toolbar, VirtualList } from '../../ui/index.ts';
import list from '../../ui/list-line.module.css';
import { useCore } from '../state/core.tsx';
import { useDoNotCallChanges, useDoNotCallVersion } from '../state/do-not-call.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useMay } from '../state/seat.tsx';
import { type Rows, useRows } from '../state/use-rows.ts';
import classes from './do-not-call.module.css';
import { DoNotCallAdd } from './do-not-call-add.tsx';
import { DoNotCallImport } from './do-not-call-import.tsx';

/** Who must not be called: numbers and customers, each with its reason. */
export function DoNotCallScreen() {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const [search, setSearch] = useState('');
  const [importing, setImporting] = useState(false);
  const go = useNavigation((navigation) => navigation.go);
  const rows = useEntries(search);
  const { total } = rows;
  return (
    <Screen
      flush
      title={t('doNotCall.title')}
      aside={total ? t('doNotCall.total', { count: total, formatted: format.number(total) }) : undefined}
      actions={
        <>
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={14} aria-hidden />}
            onClick={() => go('lists')}
          >
            {t('list.back')}
          </Button>
          <Button variant="default" onClick={() => setImporting(true)}>
            {t('doNotCall.import')}
          </Button>
        </>
      }
      toolbar={
        <>
          <DoNotCallAdd />
          <Toolbar>
            <SearchField
              className={classes.search}
              label={t('doNotCall.search')}
              value={search}
              maxLength={100}
              onChange={setSearch}
            />
          </Toolbar>
        </>
      }
    >
      <Entries rows={rows} searching={search.trim() !== ''} />
      <DoNotCallImport opened={importing} onClose={() => setImporting(false)} />
    </Screen>
  );
}

function useEntries(search: string): Rows<DoNotCallEntry> {
  const core = useCore();
  const version = useDoNotCallVersion();
  const text = search.trim();
  const ask = useCallback(
    async (offset: number, limit: number) => {
      const { entries, total } = await core.request('doNotCall.list', {
        ...(text === '' ? {} : { search: text }),
        offset,
        limit,
      });
      return { items: entries, total };
    },
    [core, text],
  );
  const rows = useRows(ask);
  const { reload } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew after each change of the list.
  useEffect(() => reload(), [version]);
  return rows;
}

function Entries({ rows, searching }: { rows: Rows<DoNotCallEntry>; searching: boolean }) {
  const { t } = useTranslation(['campaigns', 'common']);
  if (rows.failure) {
    return (
      <EmptyState
        title={t('doNotCall.failed')}
        action={<Button onClick={rows.reload}>{t('common:retry')}</Button>}
      />
    );
  }
  if (rows.loaded && rows.total === 0) {
    return searching ? (
      <EmptyState title={t('doNotCall.nothing')} />
    ) : (
      <EmptyState
        icon={<IconPhoneOff size={40} stroke={1.2} />}
        title={t('doNotCall.empty')}
        text={t('doNotCall.emptyText')}
      />
    );
  }
  return (
    <VirtualList
      label={t('doNotCall.title')}
      items={rows.items}
      rowHeight={ROWS}
      keyOf={(entry) => entry.id}
      onRange={rows.onRange}
      renderRow={(entry) => <Entry entry={entry} />}
    />
  );
}

function Entry({ entry }: { entry: DoNotCallEntry }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const now = useNow(60_000);
  const openContact = useNavigation((navigation) => navigation.openContact);
  const { remove } = useDoNotCallChanges();
  const mayRemove = useMay('doNotCall.delete');
  const { contactId, contactName, number, numberDisplay } = entry;
  const written = numberDisplay ?? (number && formatPhone(number));
  const what = entry.erased
    ? t('doNotCall.erased')
    : contactId === undefined
      ? (written ?? '')
      : (contactName ?? '');
  const facts = [
    contactId === undefined ? undefined : t('doNotCall.customer'),
    entry.erased ? t('doNotCall.erasedWhy') : entry.reason || t('doNotCall.noReason'),
  ].filter(Boolean);
  return (
    <div className={list.line}>
      <button
        type="button"
        className={list.main}
        data-row-main
        // A number alone has no card to open; arrows still lead over it.
        aria-disabled={contactId === undefined || undefined}
        onClick={() => contactId !== undefined && openContact(contactId)}
      >
        <span className={classes.who}>
          <span className={list.name}>{what}</span>
          <span className={list.firm}>{facts.join(' · ')}</span>
        </span>
        <span className={classes.added}>
          {[format.moment(entry.addedAt, now), entry.addedBy].filter(Boolean).join(', ')}
        </span>
      </button>
      {mayRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('doNotCall.removeName', { what })}
          title={t('doNotCall.remove')}
          onClick={() => void remove(entry.id, what)}
        >
          <IconTrash size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
