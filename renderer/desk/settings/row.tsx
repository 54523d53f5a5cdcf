import { type ReactNode, useId } from 'react';
import classes from './settings.module.css';

export interface RowIds {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-labelledby': string;
}

interface RowProps {
  label: string;
  hint?: string | undefined;
  /** Gets the id that the label points at and the one that describes. */
  children: (ids: RowIds) => ReactNode;
}

/** A setting: what it is and why on the left, its control on the right. */
export function Row({ label, hint, children }: RowProps) {
  const id = useId();
  const labelId = `${id}-label`;
  const hintId = `${id}-hint`;
  return (
    <div className={classes.row}>
      <div>
        <label id={labelId} htmlFor={id} className={classes.rowLabel}>
          {label}
        </label>
        {hint !== undefined && (
          <p id={hintId} className={classes.hint}>
            {hint}
          </p>
        )}
      </div>
      <div className={classes.control}>
        {children({
          id,
          'aria-labelledby': labelId,
          ...(hint === undefined ? {} : { 'aria-describedby': hintId }),
        })}
      </div>
    </div>
  );
}
