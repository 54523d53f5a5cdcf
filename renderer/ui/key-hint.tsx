import classes from './key-hint.module.css';

/** A key as it is written on the keyboard. For the eye: the control itself carries `aria-keyshortcuts`. */
export function KeyHint({ children }: { children: string }) {
  return (
    <kbd className={classes.key} aria-hidden>
      {children}
    </kbd>
  );
}
