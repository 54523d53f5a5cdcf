import { Button } from '@mantine/core';
import { IconDownload, IconHeadphones } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { LibraryRow } from '../../../shared/contract/library.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { EmptyState, ROWS, Screen, VirtualList } from '../../ui/index.ts';
import { useCalls } from '../state/calls.tsx';
import { primaryCall } from '../state/calls-model.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useOutcomes } from '../state/outcomes.tsx';
import { useMay } from '../state/seat.tsx';
import { Filters } from './filters.tsx';
import classes from './library.module.css';
import { Listening } from './listening.tsx';
import { Measuring } from './measuring.tsx';
import { EVERYTHING, isFiltered, type LibraryQuery, toFilter } from './query.ts';
import { RecordingLine } from './recording-line.tsx';
import { SharedWithMe, ShareVerb, useSharedWithMe } from './sharing.tsx';
import { MOST_EXPORTED, useExport } from './use-export.ts';
import { type Found, useLibrary } from './use-library.ts';

/** Recordings that a playlist has before it when it asks for more. */
const AHEAD = 3;

/** All recordings that one may hear: found by anything, listened to one after the other, commented, taken out. */
export function LibraryScreen() {
  const { t } = useTranslation(['library', 'common']);
  const format = useFormat();
  const [query, setQuery] = useState<LibraryQuery>(EVERYTHING);
  const outcomes = useOutcomes();
  const filter = useMemo(
    () => toFilter(query, (key) => outcomes.filter((node) => node.parent === key).map((node) => node.key)),
    [query, outcomes],
  );
  const found = useLibrary(filter);
  const choices = useChoices();
  const busy = useCalls((calls) => primaryCall(calls) !== undefined);
  const [opened, setOpened] = useState<{ row: LibraryRow; from?: { ms: number } }>();
  const [playOn, setPlayOn] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shares = useSharedWithMe();
  const [sharedOnly, setSharedOnly] = useState(false);
  const shared = sharedOnly && shares.length > 0;
  const at = useRef(0);
  const onAt = useCallback((ms: number) => {
    at.current = ms;
  }, []);
  const exporting = useExport();
  const mayExport = useMay('recordings.export');
  // In the middle of a talk it is only opened: a recording would be a third voice.
  const open = (row: LibraryRow) => setOpened({ row, ...(busy ? {} : { from: { ms: 0 } }) });
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on && next.size < MOST_EXPORTED) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const next = () => {
    const place = found.items.findIndex(({ recordingId }) => recordingId === opened?.row.recordingId);
    // One that cannot be played would end the playlist.
    const rest = place < 0 ? [] : found.items.slice(place + 1);
    const row = rest.find(({ state }) => state === 'finished' || state === 'repaired');
    // The next page is there before the last one of this is over.
    if (playOn && rest.length < AHEAD) found.loadMore();
    if (playOn && row) open(row);
  };
  const shown = found.items.find(({ recordingId }) => recordingId === opened?.row.recordingId) ?? opened?.row;
  const taken = chosen.size > 0 ? [...chosen] : shown ? [shown.recordingId] : [];
  return (
    <Screen
      flush
      title={t('title')}
      aside={
        found.total !== undefined &&
        t('total', { count: found.total, time: format.duration(found.durationMs ?? 0) })
      }
      actions={
        <>
          <Measuring />
          {shares.length > 0 && (
            <Button
              variant={shared ? 'light' : 'default'}
              aria-pressed={shared}
              onClick={() => setSharedOnly(!shared)}
            >
              {t('share.count', { count: shares.length })}
            </Button>
          )}
          {chosen.size > 0 && (
            <Button variant="subtle" onClick={() => setChosen(new Set())}>
              {t('export.none')}
            </Button>
          )}
          {mayExport && (
            <Button
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              disabled={taken.length === 0}
              loading={exporting.busy}
              onClick={() => void exporting.start(taken)}
            >
              {chosen.size > 0 ? t('export.many', { count: chosen.size }) : t('export.one')}
            </Button>
          )}
        </>
      }
      toolbar={<Filters query={query} choices={choices} onChange={setQuery} />}
    >
      <div className={classes.library}>
        <div className={classes.rows}>
          {shared ? (
            <SharedWithMe
              shares={shares}
              onOpen={({ row, atMs }) => setOpened({ row, ...(busy ? {} : { from: { ms: atMs } }) })}
            />
          ) : (
            <Rows found={found} query={query} onShowAll={() => setQuery(EVERYTHING)}>
              {(row) => (
                <RecordingLine
                  row={row}
                  selected={row.recordingId === shown?.recordingId}
                  chosen={chosen.has(row.recordingId)}
                  onOpen={() => open(row)}
                  onChoose={(on) => choose(row.recordingId, on)}
                />
              )}
            </Rows>
          )}
        </div>
        {shown && (
          <Listening
            key={shown.recordingId}
            row={shown}
            from={opened?.from}
            playlist={{ playOn, onPlayOn: setPlayOn, onEnded: next }}
            onAt={onAt}
            actions={
              <>
                <ShareVerb recordingId={shown.recordingId} atMs={() => at.current} />
                <ReviewVerb row={shown} />
              </>
            }
            onClose={() => setOpened(undefined)}
          />
        )}
      </div>
    </Screen>
  );
}

interface RowsProps {
  readonly found: Found;
  readonly query: LibraryQuery;
  readonly onShowAll: () => void;
  readonly children: (row: LibraryRow) => React.ReactNode;
}

function Rows({ found, query, onShowAll, children }: RowsProps) {
  const { t } = useTranslation(['library', 'common']);
  const go = useNavigation((navigation) => navigation.go);
  if (found.failure)
    return (
      <EmptyState
        title={t('empty.failed')}
        action={<Button onClick={found.reload}>{t('common:retry')}</Button>}
      />
    );
  if (found.loaded && found.items.length === 0)
    return isFiltered(query) ? (
      <EmptyState
        title={t('empty.nothing')}
        text={t('empty.nothingText')}
        action={<Button onClick={onShowAll}>{t('filter.clear')}</Button>}
      />
    ) : (
      <EmptyState
        icon={<IconHeadphones size={40} stroke={1.2} />}
        title={t('empty.title')}
        text={t('empty.text')}
        action={<Button onClick={() => go('settings')}>{t('empty.action')}</Button>}
      />
    );
  return (
    <VirtualList
      label={t('list')}
      items={found.items}
      rowHeight={ROWS}
      keyOf={(row) => row.recordingId}
      onEnd={found.loadMore}
      renderRow={children}
    />
  );
}

/** Whoever may review opens it there; whoever may only read finds what was published of it. */
function ReviewVerb({ row }: { row: LibraryRow }) {
  const { t } = useTranslation('library');
  const mayScore = useMay('reviews.score');
  const openReview = useNavigation((navigation) => navigation.openReview);
  if (row.agentId === undefined || !(mayScore || row.score !== undefined)) return null;
  return (
    <Button variant="default" onClick={() => openReview(row.recordingId)}>
      {row.score === undefined ? t('review.begin') : t('review.open')}
    </Button>
  );
}

function useChoices(): Output<'library.choices'> | undefined {
  const core = useCore();
  const [choices, setChoices] = useState<Output<'library.choices'>>();
  useEffect(() => {
    core.request('library.choices', {}).then(setChoices, () => undefined);
  }, [core]);
  return choices;
}
