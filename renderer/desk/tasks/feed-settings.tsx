import { Button, CopyButton, Switch, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Section, toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './reminder-settings.module.css';

/** The calendar for other programs: off until somebody wants it, with an address that can be renewed. */
export function FeedSettings() {
  const { t } = useTranslation('tasks');
  const core = useCore();
  const ask = useAsk();
  /** Undefined until it is known; null: off. */
  const [url, setUrl] = useState<string | null>();
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    const feed = await ask('tasks.feed', {});
    if (feed) setUrl(feed.url ?? null);
  }, [ask]);
  useEffect(
    () =>
      core.onConnection((connection) => {
        if (connection === 'connected') void load();
      }),
    [core, load],
  );

  const set = async (on: boolean, renew: boolean) => {
    setBusy(true);
    const done = await ask('tasks.setFeed', { on, renew });
    await load();
    setBusy(false);
    if (done && renew) toastDone(t('feed.renewed'));
  };

  return (
    <Section title={t('feed.title')}>
      <p className={classes.text}>{t('feed.text')}</p>
      <Switch
        label={t('feed.on')}
        checked={typeof url === 'string'}
        disabled={url === undefined || busy}
        onChange={(event) => void set(event.currentTarget.checked, false)}
      />
      {typeof url === 'string' && (
        <div className={classes.address}>
          <TextInput
            className={classes.url}
            aria-label={t('feed.url')}
            readOnly
            value={url}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('feed.copied') : t('feed.copy')}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" disabled={busy} onClick={() => void set(true, true)}>
            {t('feed.renew')}
          </Button>
        </div>
      )}
    </Section>
  );
}
