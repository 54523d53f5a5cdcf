import { memo, useLayoutEffect, useRef } from 'react';
import { useFormat } from '../../i18n/index.ts';
import { onTick } from './ticker.ts';

/** The time since a moment, running; digits of one width. */
export const Timer = memo(function Timer({ since }: { since: number }) {
  const { duration } = useFormat();
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const text = document.createTextNode('');
    element.current?.replaceChildren(text);
    return onTick((now) => {
      const next = duration(now - since);
      if (text.data !== next) text.data = next;
    });
  }, [since, duration]);
  return <span ref={element} className="rd-tabular" />;
});
