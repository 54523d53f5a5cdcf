import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './problem-bar.module.css';

interface ProblemBarProps {
  /** What happened and what to do. */
  message: string;
  verb?: string | undefined;
  onAct?: (() => void) | undefined;
}

/** A standing trouble, across the screen under the call bar: never over a call, gone when the trouble is. */
export function ProblemBar({ message, verb, onAct }: ProblemBarProps) {
  return (
    <div className={classes.bar} role="status">
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden className={classes.icon} />
      <span className={classes.message}>{message}</span>
      {verb !== undefined && onAct !== undefined && (
        <Button size="compact-sm" variant="default" onClick={onAct}>
          {verb}
        </Button>
      )}
    </div>
  );
}
