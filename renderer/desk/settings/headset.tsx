import { Button } from '@mantine/core';
import { IconHeadset } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { allowedHeadsets, askForHeadset, canAskForHeadset } from '../../ui/headset-access.ts';
import { useSession } from '../state/session.tsx';
import { Row } from './row.tsx';
import classes from './settings.module.css';

/** The buttons and lamps of a headset. A browser wants the person's own click for them; the desktop does not. */
export function HeadsetRow() {
  const { t } = useTranslation('settings');
  const desktop = useSession((session) => session.info?.mode === 'desktop');
  return (
    <Row label={t('audio.headset')} hint={t('audio.headsetHint')}>
      {(ids) => {
        if (desktop) return <span className={classes.hint}>{t('audio.headsetDesktop')}</span>;
        if (!canAskForHeadset()) return <span className={classes.hint}>{t('audio.headsetNoHid')}</span>;
        return <ConnectHeadset describedBy={ids['aria-describedby']} />;
      }}
    </Row>
  );
}

function ConnectHeadset({ describedBy }: { describedBy: string | undefined }) {
  const { t } = useTranslation('settings');
  const [names, setNames] = useState<string[]>([]);
  const [refused, setRefused] = useState(false);
  const look = () => void allowedHeadsets().then(setNames, () => setNames([]));
  useEffect(look, []);
  const ask = () => {
    setRefused(false);
    askForHeadset().then(look, () => setRefused(true));
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconHeadset size={14} aria-hidden />}
        aria-describedby={describedBy}
        onClick={ask}
      >
        {t('audio.headsetConnect')}
      </Button>
      <p role="status" className={classes.hint}>
        {refused ? t('audio.headsetRefused') : names.join(', ')}
      </p>
    </>
  );
}
