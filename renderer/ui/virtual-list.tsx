import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import classes from './virtual-list.module.css';

interface VirtualListProps<T> {
  label: string;
  /** A row that is not loaded yet is undefined: its place is kept. */
  items: ReadonlyArray<T | undefined>;
  /** One line where there is room for it, two where there is not. */
  rowHeight: { readonly narrow: number; readonly wide: number };
  keyOf: (item: T) => string;
  /** The row's main control carries `data-row-main`: arrows lead from one to the next. */
  renderRow: (item: T, index: number) => ReactNode;
  /** The end of what is loaded came into sight. */
  onEnd?: () => void;
  /** The rows in sight, and a few around them, changed. */
  onRange?: (first: number, last: number) => void;
}

/** The same as in the rows' container queries (`screen`). */
const WIDE_PX = 700;

export const ROWS = { narrow: 44, wide: 32 } as const;

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    setWidth(observed.offsetWidth);
    const observer = new ResizeObserver(() => setWidth(observed.offsetWidth));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Only the rows in sight exist, so a list of any length costs the same. */
export function VirtualList<T>({
  label,
  items,
  rowHeight,
  keyOf,
  renderRow,
  onEnd,
  onRange,
}: VirtualListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const height = width >= WIDE_PX ? rowHeight.wide : rowHeight.narrow;
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the rows have another height.
  useLayoutEffect(() => virtualizer.measure(), [height]);
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (onEnd && items.length > 0 && last >= items.length - 1) onEnd();
  }, [last, items.length, onEnd]);
  const first = rows[0]?.index ?? 0;
  useEffect(() => {
    if (onRange && last >= 0) onRange(first, last);
  }, [first, last, onRange]);

  /** A key leads to this row, which may not be there yet: scrolled to, or even loaded. */
  const wanted = useRef<number>(undefined);
  const focusWanted = () => {
    if (wanted.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(
      `[data-index="${wanted.current}"] [data-row-main]`,
    );
    if (!row) return;
    wanted.current = undefined;
    row.focus();
  };
  useEffect(focusWanted);
  const focusRow = (index: number) => {
    wanted.current = index;
    virtualizer.scrollToIndex(index);
    requestAnimationFrame(focusWanted);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = event.target instanceof HTMLElement ? event.target.closest('[data-index]') : null;
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const index = Number(row.getAttribute('data-index'));
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || next < 0 || next >= items.length) return;
    event.preventDefault();
    focusRow(next);
  };

  // Whoever moves the focus elsewhere does not want that row any more.
  const forget = () => {
    wanted.current = undefined;
  };

  return (
    <div ref={scroller} className={classes.scroller} onPointerDown={forget}>
      <ol
        aria-label={label}
        className={classes.list}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => {
          const item = items[row.index];
          return item === undefined ? null : (
            <li
              key={row.key}
              data-index={row.index}
              className={classes.row}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              style={{ height, transform: `translateY(${row.start}px)` }}
            >
              {renderRow(item, row.index)}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
