import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './imports.module.css';

/** What happened and what to do, where the person is looking. */
export function Trouble({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div role="alert" className={classes.trouble}>
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden className={classes.troubleIcon} />
      <span>{text}</span>
      {children}
    </div>
  );
}
