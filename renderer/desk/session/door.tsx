import type { ReactNode } from 'react';
import classes from './session.module.css';

interface DoorProps {
  title: string;
  text?: string;
  /** Above it: what goes on although nobody is in. */
  above?: ReactNode;
  children: ReactNode;
}

/** What stands in front of the desk: one question in the middle of an empty page. */
export function Door({ title, text, above, children }: DoorProps) {
  return (
    <main className={classes.door} aria-label={title}>
      {above}
      <div className={classes.card}>
        <h1 className={classes.title}>{title}</h1>
        {text !== undefined && <p className={classes.text}>{text}</p>}
        {children}
      </div>
      <p className={classes.brand} translate="no">
        {'Ringdesk'}
      </p>
    </main>
  );
}
