import type { ReactNode } from 'react';
import classes from './field.module.css';

/** A fact: its name, dim, and its value. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}
