import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type Card,
  TIMELINE_FILTERS,
  TIMELINE_FIRST,
  type TimelineEntry,
  type TimelineFilter,
} from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { SearchField } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { usePages } from '../state/use-pages.ts';
import classes from './timeline.module.css';
import { Timeline } from './timeline.tsx';

/** Everything that happened: what the card brought along at once, and what is asked for page by page. */
export function CardHistory({ card }: { card: Card }) {
  const { t } = useTranslation('contacts');
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const [search, setSearch] = useState('');
  const [further, setFurther] = useState(false);
  const { contact, timeline } = card;
  // A short history needs no looking for anything in it.
  const long = timeline.length >= TIMELINE_FIRST;
  const plain = filter === 'all' && search.trim() === '' && !further;
  const kinds = new Set(timeline.map((entry) => entry.kind));
  const filters = long || kinds.size > 1;
  return (
    <>
      {filters && (
        <div className={classes.filters}>
          <SegmentedControl
            size="xs"
            aria-label={t('history.filter')}
            data={TIMELINE_FILTERS.map((value) => ({ value, label: t(`history.${value}`) }))}
            value={filter}
            onChange={setFilter}
          />
          {long && (
            <SearchField
              className={classes.search}
              label={t('history.search')}
              value={search}
              maxLength={200}
              onChange={setSearch}
            />
          )}
        </div>
      )}
      {plain ? (
        <>
          <Timeline entries={timeline} contactId={contact.id} empty={t('card.timelineEmpty')} />
          {long && <Older onClick={() => setFurther(true)} />}
        </>
      ) : (
        <Further key={contact.id} card={card} filter={filter} search={search.trim()} />
      )}
    </>
  );
}

const Older = ({ onClick }: { onClick: () => void }) => {
  const { t } = useTranslation('contacts');
  return (
    <Button variant="subtle" size="compact-sm" onClick={onClick}>
      {t('history.older')}
    </Button>
  );
};

function Further({ card, filter, search }: { card: Card; filter: TimelineFilter; search: string }) {
  const { t } = useTranslation('contacts');
  const core = useCore();
  const { id } = card.contact;
  const ask = useCallback(
    async (after: readonly TimelineEntry[], limit: number) => {
      const last = after.at(-1);
      const page = await core.request('contacts.timeline', {
        ...{ contactId: id, filter, limit: Math.min(100, limit) },
        ...(search === '' ? {} : { search }),
        ...(last === undefined ? {} : { before: { at: last.at, id: last.id } }),
      });
      return { items: page.entries, more: page.more };
    },
    [core, id, filter, search],
  );
  const { items, loaded, more, loadMore, reload } = usePages(ask, 2 * TIMELINE_FIRST);
  // The card was read again: something of it changed, and what is shown here may have.
  const shown = useRef(card.timeline);
  useEffect(() => {
    if (shown.current === card.timeline) return;
    shown.current = card.timeline;
    reload();
  }, [card.timeline, reload]);
  return (
    <>
      <Timeline entries={items} contactId={id} empty={loaded ? t('history.nothing') : ''} />
      {more && <Older onClick={loadMore} />}
    </>
  );
}
