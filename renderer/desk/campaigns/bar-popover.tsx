import { Popover } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { type BarPanel, showBarPanel, useBarPanel } from '../state/bar-ui.tsx';
import classes from './next.module.css';

interface BarPopoverProps {
  panel: BarPanel;
  label: string;
  target: ReactNode;
  children: ReactNode;
}

/** What unfolds from a button of the bar; its key, Escape and a click elsewhere fold it again. */
export function BarPopover({ panel, label, target, children }: BarPopoverProps) {
  const opened = useBarPanel() === panel;
  const dropdown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!opened) return;
    const onPointerDown = ({ target: pressed }: PointerEvent) => {
      if (!(pressed instanceof Element) || dropdown.current?.contains(pressed)) return;
      // The calendar of a date field opens beside it and belongs to it.
      if (pressed.closest('[data-opens-panel], [data-portal]')) return;
      showBarPanel('none');
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [opened]);
  // Whoever came next has nothing to do with what was unfolded for the one before.
  useEffect(() => () => showBarPanel('none'), []);
  return (
    <Popover
      opened={opened}
      position="bottom-end"
      width={340}
      shadow="md"
      offset={4}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withRoles={false}
      hideDetached={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <div className={classes.target}>{target}</div>
      </Popover.Target>
      <Popover.Dropdown ref={dropdown} role="dialog" aria-label={label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
