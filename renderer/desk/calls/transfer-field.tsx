import { Button, Popover } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { FOCUS, focusField, showBarPanel } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { isNumberLike } from '../state/dialable.ts';
import { NumberField, type Picked } from './number-field.tsx';
import classes from './transfer-field.module.css';

const ASK_KEY = 'Shift+Enter';

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
      width={420}
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

/** One field for customers and colleagues. Enter puts through at once; with Shift the other one is asked first. */
function Target({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { transfer, consult } = useCallActions();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Picked>();
  const typed = text.trim();
  const target = chosen ?? (isNumberLike(typed) ? { number: typed } : undefined);
  // When it is there, and not when it is asked for: until then the letters typed would be commands.
  useEffect(() => focusField('transfer'), []);
  const take = async (picked: Picked | undefined, askFirst: boolean) => {
    if (!picked) return false;
    const done = askFirst ? await consult(call, picked) : await transfer(call, picked.number);
    if (done) showBarPanel('none');
    return done;
  };
  return (
    <div className={classes.target}>
      <div className={classes.title}>{t('transfer.title')}</div>
      <div className={classes.field}>
        <NumberField
          id={FOCUS.transfer}
          label={t('transfer.title')}
          placeholder={t('transfer.placeholder')}
          text={text}
          onText={(now) => {
            setText(now);
            setChosen(undefined);
          }}
          offersColleagues
          onChoose={(picked, name) => {
            setText(name);
            setChosen(picked);
          }}
          onPick={(picked, askFirst) => take(chosen ?? picked, askFirst)}
        />
      </div>
      <div className={classes.verbs}>
        <Button
          disabled={!target}
          aria-keyshortcuts="Enter"
          rightSection={<KeyHint>{ENTER}</KeyHint>}
          onClick={() => void take(target, false)}
        >
          {t('transfer.now')}
        </Button>
        <Button
          variant="default"
          disabled={!target}
          aria-keyshortcuts={ASK_KEY}
          rightSection={<KeyHint>{`⇧${ENTER}`}</KeyHint>}
          onClick={() => void take(target, true)}
        >
          {t('transfer.askFirst')}
        </Button>
      </div>
    </div>
  );
}

const ENTER = '↵';
