import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './trouble.module.css';

interface TroubleProps {
  /** What happened and what to do. */
  text: string;
  verb?: string | undefined;
  onAct?: (() => void) | undefined;
}

/** A trouble in its own place, where the person is looking. */
export function Trouble({ text, verb, onAct }: TroubleProps) {
  return (
    <div role="alert" className={classes.trouble}>
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden className={classes.icon} />
      <span className={classes.text}>{text}</span>
      {verb !== undefined && (
        <Button variant="default" size="compact-sm" onClick={onAct}>
          {verb}
        </Button>
      )}
    </div>
  );
}
