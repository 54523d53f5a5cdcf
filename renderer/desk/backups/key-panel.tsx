import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { BackupState } from '../../../shared/contract/backups.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './backups.module.css';

/** The key is said once, to be printed: whoever has lost both machine and paper has lost the backups. */
export function KeyPanel({ state: { key, running } }: { state: BackupState }) {
  const { t } = useTranslation('backups');
  const format = useFormat();
  const ask = useAsk();
  const [made, setMade] = useState<string>();
  const [onPaper, setOnPaper] = useState(false);
  const make = async () => {
    const answer = await ask('backups.makeKey', {});
    setOnPaper(false);
    setMade(answer?.recoveryKey);
  };
  return (
    <Section title={t('key')}>
      <p>{key ? t('keyMade', { when: format.date(key.madeAt), id: key.id.slice(0, 8) }) : t('keyNone')}</p>
      <p className={classes.hint}>{t('keyHint')}</p>
      <Button
        variant={key ? 'default' : 'filled'}
        disabled={running !== undefined}
        onClick={() => void make()}
      >
        {t(key ? 'keyAnew' : 'keyMake')}
      </Button>
      <Modal
        opened={made !== undefined}
        onClose={() => onPaper && setMade(undefined)}
        withCloseButton={false}
        closeOnClickOutside={false}
        title={t('recoveryKey')}
      >
        <div className={classes.paper}>
          <p>{t('recoveryText')}</p>
          <output className={classes.recovery} aria-label={t('recoveryKey')}>
            {made}
          </output>
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
          <Button disabled={!onPaper} onClick={() => setMade(undefined)}>
            {t('close')}
          </Button>
        </div>
      </Modal>
    </Section>
  );
}
