import { Popover } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { showBarPanel, useBarPanel } from '../state/bar-ui.tsx';
import classes from './agent.module.css';
import { ColleaguesPanel } from './colleagues-panel.tsx';
import { StatePanel } from './state-panel.tsx';

/** What unfolds under the operator's zone of the bar, always in the same place, wherever it was asked for. */
export function BarPanels() {
  const { t } = useTranslation('agent');
  const panel = useBarPanel();
  return (
    <>
      <Panel label={t('mine')} opened={panel === 'state'}>
        <StatePanel />
      </Panel>
      <Panel label={t('colleagues.title')} opened={panel === 'colleagues'}>
        <ColleaguesPanel />
      </Panel>
    </>
  );
}

function Panel({ label, opened, children }: { label: string; opened: boolean; children: ReactNode }) {
  const dropdown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!opened) return;
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || dropdown.current?.contains(target)) return;
      // The button that opened it closes it by itself; closed here first, it would open it again.
      if (!target.closest('[data-opens-panel]')) showBarPanel('none');
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [opened]);
  return (
    <Popover
      opened={opened}
      position="bottom-start"
      width={420}
      shadow="md"
      offset={2}
      closeOnClickOutside={false}
      closeOnEscape={false}
      returnFocus
      // The target is a point under the dial field and has no name to give.
      withRoles={false}
      hideDetached={false}
    >
      <Popover.Target>
        <span className={classes.anchor} />
      </Popover.Target>
      <Popover.Dropdown ref={dropdown} role="dialog" aria-label={label} className={classes.panel}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
