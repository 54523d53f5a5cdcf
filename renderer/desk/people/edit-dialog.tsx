import { Button, Modal, type ModalProps } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Input } from '../../../shared/contract/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './people.module.css';

interface EditDialogProps {
  opened: boolean;
  title: string;
  size?: ModalProps['size'];
  ready: boolean;
  /** Answers whether it was saved; then it closes. */
  onSave: () => Promise<boolean>;
  /** What can go altogether. */
  remove?: readonly [kind: Input<'users.remove'>['kind'], id: string] | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** One role, profile or group. */
export function EditDialog(props: EditDialogProps) {
  const { opened, title, size, ready, onSave, remove, onClose, children } = props;
  const { t } = useTranslation(['people', 'common']);
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<boolean>) => {
    setBusy(true);
    if (await work()) onClose();
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(onSave);
  };
  const removeIt = async () => {
    if (!remove) return false;
    const [kind, id] = remove;
    return (await ask('users.remove', { kind, id })) !== undefined;
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered {...(size ? { size } : {})}>
      <form className={classes.form} onSubmit={submit}>
        {children}
        <div className={classes.verbs}>
          <Button type="submit" loading={busy} disabled={!ready}>
            {t('common:save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          {remove && (
            <Button
              className={classes.end}
              variant="subtle"
              color="red"
              disabled={busy}
              onClick={() => void run(removeIt)}
            >
              {t('remove')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
