import classes from './results.module.css';

interface BarCellProps {
  readonly count: number;
  /** Of the longest bar of its table. */
  readonly of: number;
  readonly text: string;
  readonly label: string;
  readonly tone?: 'plain' | 'agreed' | 'left';
  readonly onOpen: () => void;
}

/** A count with its bar in a cell; it opens the talks behind it. */
export function BarCell({ count, of, text, label, tone = 'plain', onOpen }: BarCellProps) {
  return (
    <td className={classes.barCell}>
      <button
        type="button"
        className={classes.bar}
        disabled={count === 0}
        aria-label={label}
        onClick={onOpen}
      >
        <span className={classes.track} aria-hidden>
          <span
            className={classes.fill}
            data-tone={tone}
            style={{ width: `${of === 0 ? 0 : (100 * count) / of}%` }}
          />
        </span>
        <span className={classes.barText}>{text}</span>
      </button>
    </td>
  );
}

/** A bare count that opens its talks. */
export function CountCell({ count, text, label, onOpen }: Omit<BarCellProps, 'of' | 'tone'>) {
  return (
    <td className={classes.count}>
      {count === 0 ? (
        <span className={classes.none}>{text}</span>
      ) : (
        <button type="button" className={classes.link} aria-label={label} onClick={onOpen}>
          {text}
        </button>
      )}
    </td>
  );
}
