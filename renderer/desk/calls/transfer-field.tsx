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
  return (
    <Popover
      opened={opened}
      onChange={(open) => showBarPanel(open ? 'transfer' : 'none')}
      position="bottom-end"
      width={380}
      shadow="md"
      hideDetached={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t('transfer.title')}>
        <Target call={call} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Target({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { transfer } = useCallActions();
  // When it is there, and not when it is asked for: until then the letters typed would be commands.
  useEffect(() => focusField('transfer'), []);
  return (
    <>
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
    </>
  );
}
