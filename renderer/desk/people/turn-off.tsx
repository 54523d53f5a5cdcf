import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';
import classes from './people.module.css';

/** Back to one person alone: not undone by a click, since all passwords stay but nobody is asked for them. */
export function TurnOff() {
  const { t } = useTranslation(['people', 'common']);
  const ask = useAsk();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('turnOff.verb')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('turnOff.title')} centered size="sm">
        <div className={classes.form}>
          <p className={classes.text}>{t('turnOff.text')}</p>
          <div className={classes.verbs}>
            <Button variant="default" onClick={close} data-autofocus>
              {t('common:cancel')}
            </Button>
            <Button
              color="red"
              onClick={async () => {
                if (await ask('users.turnOff', {})) close();
              }}
            >
              {t('turnOff.verb')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
