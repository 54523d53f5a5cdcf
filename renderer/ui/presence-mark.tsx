import classes from './presence-mark.module.css';

export type Presence = 'unknown' | 'free' | 'ringing' | 'talking';

/** Whether a colleague can be reached, by shape: a full disc is free, a bar talks, a ring rings, a dash is not told. */
export function PresenceMark({ state }: { state: Presence }) {
  return <span className={classes.mark} data-state={state} aria-hidden />;
}
