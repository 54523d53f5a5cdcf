import { Popover } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { FOCUS, focusField, showBarPanel } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { NumberField } from './number-field.tsx';
import classes from './transfer-field.module.css';

interface TransferFieldProps {
  call: CallView;
  opened: boolean;
  children: ReactElement;
}

export function TransferField({ call, opened, children }: TransferFieldProps) {
  const { t } = useTranslation('calls');
  const { transfer } = useCallActions();
  useEffect(() => {
    if (opened) focusField('transfer');
  }, [opened]);
  return (
    <Popover
      opened={opened}
      onChange={(open) => showBarPanel(open ? 'transfer' : 'none')}
      position="bottom-end"
      shadow="md"
      hideDetached={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t('transfer.title')} className={classes.panel}>
        <div className={classes.title}>{t('transfer.title')}</div>
        <NumberField
          id={FOCUS.transfer}
          label={t('transfer.title')}
          placeholder={t('transfer.placeholder')}
          onPick={async ({ number }) => {
            const done = await transfer(call, number);
            if (done) showBarPanel('none');
            return done;
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
