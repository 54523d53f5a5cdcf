import { InputBase } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import classes from './panel.module.css';

interface OpenedInputProps {
  label: string;
  /** What is chosen. */
  text: string;
  /** What choosing nothing is called. */
  none: string;
  /** The control itself, unfolded and with the focus in it. */
  children: (close: () => void) => ReactNode;
}

/** Looks like a control and becomes it when it is wanted: a search field over all steps for each way would be most of the panel. */
export function OpenedInput({ label, text, none, children }: OpenedInputProps) {
  const [opened, setOpened] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const returns = useRef(false);
  useLayoutEffect(() => {
    if (opened || !returns.current) return;
    returns.current = false;
    box.current?.querySelector('button')?.focus();
  }, [opened]);
  const close = () => {
    // Who went elsewhere stays there.
    returns.current = box.current?.contains(document.activeElement) ?? false;
    setOpened(false);
  };
  return (
    <div ref={box}>
      {opened ? (
        children(close)
      ) : (
        <InputBase
          component="button"
          type="button"
          size="xs"
          pointer
          label={label}
          aria-label={`${label}: ${text || none}`}
          aria-haspopup="listbox"
          onClick={() => setOpened(true)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            setOpened(true);
          }}
        >
          {text || <span className={classes.hint}>{none}</span>}
        </InputBase>
      )}
    </div>
  );
}
