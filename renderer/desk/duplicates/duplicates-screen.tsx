import { Button } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { DuplicatePair } from '../../../shared/contract/duplicates.ts';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen, toastFailure, VirtualList } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { isTextField } from '../state/typing.ts';
import { useFailureText } from '../state/use-ask.ts';
import { type Pages, usePages } from '../state/use-pages.ts';
import { Comparison, type PairOfIds, type Verbs } from './comparison.tsx';
import classes from './duplicates.module.css';
import { PairLine } from './pair-line.tsx';
import { SweepLine } from './sweep-line.tsx';

/** A pair takes two lines: two names, and why. */
const PAIR_ROWS = { narrow: 52, wide: 52 } as const;

const keyOf = ({ first, second }: DuplicatePair): string => `${first.id}/${second.id}`;
const idsOf = ({ first, second }: DuplicatePair): PairOfIds => ({ oneId: first.id, otherId: second.id });

/** Cards that may be one, the surest first; beside them the two of one pair, to choose between. */
export function DuplicatesScreen() {
  const { t } = useTranslation('duplicates');
  const wanted = useNavigation((navigation) => navigation.pair);
  const openDuplicates = useNavigation((navigation) => navigation.openDuplicates);
  const pages = usePairs();
  const [at, setAt] = useState<string>();
  const verbs = useRef<Verbs>(undefined);
  const index = Math.max(
    0,
    pages.items.findIndex((pair) => keyOf(pair) === at),
  );
  const listed = pages.items[index];
  // Somebody chose these two from a card: they come before what the sweep found.
  const shown = wanted ?? (listed && idsOf(listed));

  const go = (to: number) => {
    const pair = pages.items[Math.max(0, Math.min(to, pages.items.length - 1))];
    if (wanted) openDuplicates();
    if (pair) setAt(keyOf(pair));
  };
  /** What was decided is no pair any more: the one behind it is next. */
  const decided = () => {
    const next = pages.items[index + 1] ?? pages.items[index - 1];
    if (wanted) openDuplicates();
    else setAt(next && keyOf(next));
    pages.reload();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || isTextField(document.activeElement)) return;
    if (!(target instanceof Element) || target.closest('[role=dialog]')) return;
    const onRow = target.closest('[data-row-main]') !== null;
    const onControl = target.closest('button') !== null;
    // What has the focus is pressed; in the list the arrows go from row to row.
    if (onRow ? event.key.startsWith('Arrow') : onControl && event.key === 'Enter') return;
    const work: Record<string, (() => void) | undefined> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index - 1),
      Digit1: () => verbs.current?.choose('into'),
      Digit2: () => verbs.current?.choose('from'),
      Digit3: () => verbs.current?.choose('both'),
      Backspace: () => verbs.current?.back(),
      KeyS: () => verbs.current?.swap(),
      KeyN: () => verbs.current?.distinguish(),
      Enter: () => verbs.current?.merge(),
    };
    const found = work[event.code] ?? work[event.key];
    if (found === undefined) return;
    event.preventDefault();
    // The same keys mean something else to a call.
    event.nativeEvent.stopImmediatePropagation();
    found();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the whole screen; each has its button.
    <div className={classes.keys} onKeyDown={onKeyDown}>
      <Screen flush title={t('title')} toolbar={<SweepLine />}>
        <div className={classes.both}>
          <div className={classes.list}>
            <Pairs
              pages={pages}
              selected={wanted ? undefined : listed}
              onSelect={(pair) => go(pages.items.indexOf(pair))}
            />
          </div>
          {shown && (
            <Comparison
              key={`${shown.oneId}/${shown.otherId}`}
              pair={shown}
              verbs={verbs}
              onDecided={decided}
              onNext={pages.items.length > 1 ? () => go(index + 1) : undefined}
            />
          )}
        </div>
      </Screen>
    </div>
  );
}

function usePairs(): Pages<DuplicatePair> {
  const core = useCore();
  const failureText = useFailureText();
  const ask = useCallback(
    async (after: readonly DuplicatePair[], limit: number) => {
      const last = after.at(-1);
      const { pairs, more } = await core.request('duplicates.list', {
        limit: Math.min(limit, 200),
        ...(last === undefined
          ? {}
          : { after: { score: last.score, firstId: last.first.id, secondId: last.second.id } }),
      });
      return { items: pairs, more };
    },
    [core],
  );
  const pages = usePages(ask, 50);
  const { reload, failure } = pages;
  useEffect(() => {
    if (failure) toastFailure(failureText(failure));
  }, [failure, failureText]);
  useEffect(() => {
    const stops = [
      core.on('contacts.changed', reload),
      core.on('duplicates.swept', ({ state }) => {
        if (state !== 'running') reload();
      }),
      core.onConnection((state) => state === 'connected' && reload()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload]);
  return pages;
}

interface PairsProps {
  readonly pages: Pages<DuplicatePair>;
  readonly selected: DuplicatePair | undefined;
  readonly onSelect: (pair: DuplicatePair) => void;
}

function Pairs({ pages, selected, onSelect }: PairsProps) {
  const { t } = useTranslation(['duplicates', 'common']);
  if (pages.failure)
    return (
      <EmptyState title={t('failed')} action={<Button onClick={pages.reload}>{t('common:retry')}</Button>} />
    );
  if (pages.loaded && pages.items.length === 0)
    return (
      <EmptyState icon={<IconCopyCheck size={40} stroke={1.2} />} title={t('none')} text={t('noneText')} />
    );
  return (
    <VirtualList
      label={t('list')}
      items={pages.items}
      rowHeight={PAIR_ROWS}
      keyOf={keyOf}
      onEnd={pages.loadMore}
      renderRow={(pair) => (
        <PairLine
          pair={pair}
          selected={selected !== undefined && keyOf(selected) === keyOf(pair)}
          onSelect={() => onSelect(pair)}
        />
      )}
    />
  );
}
