import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import classes from './sealing.module.css';

interface RecoveryPaperProps {
  /** An age identity, said this once; undefined: nothing is shown. */
  secret: string | undefined;
  /** Which key it belongs to, in words. */
  made: string | undefined;
  onClose: () => void;
}

const HEAD = 'AGE-SECRET-KEY-1';
/** The same in every language. */
const COMMAND = 'age -d -i key.txt talk.webm.age > talk.webm';
const groupsOf = (secret: string): string[] => secret.slice(HEAD.length).match(/.{1,6}/g) ?? [];

/** The key as it is to be printed. Its groups are a matter of looks: what is copied is one word, as `age` takes it. */
export function RecoveryPaper({ secret, made, onClose }: RecoveryPaperProps) {
  const { t } = useTranslation('sealing');
  const [onPaper, setOnPaper] = useState(false);
  const close = () => {
    setOnPaper(false);
    onClose();
  };
  return (
    <Modal
      opened={secret !== undefined}
      onClose={() => onPaper && close()}
      withCloseButton={false}
      closeOnClickOutside={false}
      size="lg"
      title={t('recoveryKey')}
    >
      <div className={classes.paper}>
        <p>{t('recoveryText')}</p>
        {made !== undefined && <p>{made}</p>}
        <output className={classes.recovery} aria-label={t('recoveryKey')}>
          <span>{HEAD}</span>
          {groupsOf(secret ?? '').map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place of a group is what it is.
            <span key={at} className={classes.group}>
              {group}
            </span>
          ))}
        </output>
        <p className={classes.hint}>{t('ageHint')}</p>
        <code className={classes.command}>{COMMAND}</code>
      </div>
      <div className={classes.verbs}>
        <Button variant="default" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Checkbox
          label={t('onPaper')}
          checked={onPaper}
          onChange={(event) => setOnPaper(event.currentTarget.checked)}
        />
        <Button disabled={!onPaper} onClick={close}>
          {t('close')}
        </Button>
      </div>
    </Modal>
  );
}
