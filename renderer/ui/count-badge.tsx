import classes from './count-badge.module.css';

/** A count that asks for attention; nothing at zero. The label says what is counted. */
export function CountBadge({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span className={classes.badge}>
      <span aria-hidden>{count}</span>
      <span className="rd-sr">{label}</span>
    </span>
  );
}
