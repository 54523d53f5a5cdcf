import { type ReactNode, useEffect, useRef } from 'react';
import type { CardPart as Part } from '../../../shared/domain/talk-script/script.ts';
import { useShownPart } from '../state/card-parts.ts';
import classes from './card-part.module.css';

/** A part of the card that a step of a script may point at: it comes into view and is marked as long as the step lasts. */
export function CardPart({ part, children }: { part: Part; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useShownPart(part);
  useEffect(() => {
    if (shown === 'first') element.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <div ref={element} className={classes.part} data-part={part} data-shown={shown !== 'no'}>
      {children}
    </div>
  );
}
