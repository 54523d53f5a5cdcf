import { type ReactNode, useRef } from 'react';
import { SCREEN, useKeptFocus } from './kept-focus.ts';
import classes from './screen.module.css';

interface ScreenProps {
  title: string;
  /** Beside the title: a count, a state. */
  aside?: ReactNode;
  /** At the right end of the title's line. */
  actions?: ReactNode;
  /** A second line: search, filters. */
  toolbar?: ReactNode;
  /** The body takes care of its own scrolling and edges (virtual lists). */
  flush?: boolean;
  children: ReactNode;
}

/** A screen beside the rail: title, its verbs, and a body that scrolls. Narrow (340 px) when a card is open. */
export function Screen({ title, aside, actions, toolbar, flush = false, children }: ScreenProps) {
  const screen = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(screen, heading);
  return (
    <section ref={screen} className={classes.screen} aria-label={title} {...{ [SCREEN]: '' }}>
      <header className={classes.header}>
        <h1 ref={heading} className={classes.title} tabIndex={-1} data-part-home="">
          {title}
        </h1>
        {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {toolbar}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}

export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={classes.toolbar}>{children}</div>;
}
