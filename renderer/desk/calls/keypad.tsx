import { Popover } from '@mantine/core';
import type { ReactElement } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { showBarPanel, useTones } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import classes from './keypad.module.css';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

interface KeypadProps {
  call: CallView;
  opened: boolean;
  children: ReactElement;
}

/** Tones for the menus of others. Digits typed on the keyboard come through the desk's keys while this is open. */
export function Keypad({ call, opened, children }: KeypadProps) {
  const { t } = useTranslation('calls');
  const { sendTones } = useCallActions();
  const sent = useTones();
  return (
    <Popover
      opened={opened}
      onChange={(open) => showBarPanel(open ? 'keypad' : 'none')}
      position="bottom-end"
      shadow="md"
      // Digits belong to the keypad from wherever they are typed; taking the focus would take it from the note.
      trapFocus={false}
      closeOnClickOutside={false}
      hideDetached={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t('keypad.title')}>
        <output className={classes.sent} aria-label={t('keypad.sent')}>
          {sent}
        </output>
        <div className={classes.grid}>
          {KEYS.map((tone) => (
            <button
              key={tone}
              type="button"
              className={classes.key}
              aria-label={t('keypad.tone', { tone })}
              onClick={() => sendTones(call, tone)}
            >
              {tone}
            </button>
          ))}
        </div>
        <div className={classes.hint}>{t('keypad.hint')}</div>
      </Popover.Dropdown>
    </Popover>
  );
}
