import { Button, MultiSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import { SENSITIVE_FIELDS } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useMay } from '../state/seat.tsx';
import { useSession } from '../state/session.tsx';
import { AnnouncementSettings } from './announcement-settings.tsx';
import { MessageSettings } from './message-settings.tsx';
import { OutsideSettings } from './outside-settings.tsx';
import { Row } from './row.tsx';
import classes from './settings.module.css';
import { NotSaved } from './trouble.tsx';
import type { SettingsEditor } from './use-settings.ts';

export function CallSettings({ editor }: { editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const desktop = useSession((session) => session.info?.mode === 'desktop');
  const { settings, save } = editor;
  /** How all are recorded is the firm's to say; the rest is one's own. */
  const firm = useMay('firm.administer');
  return (
    <>
      <NotSaved editor={editor} />
      {firm && (
        <>
          <Row label={t('calls.record')} hint={t('calls.recordHint')}>
            {(ids) => (
              <Switch
                {...ids}
                checked={settings.recordAutomatically}
                onChange={(event) => save({ recordAutomatically: event.currentTarget.checked })}
              />
            )}
          </Row>
          <AnnouncementSettings editor={editor} />
          <Row label={t('calls.sensitive')} hint={t('calls.sensitiveHint')}>
            {(ids) => (
              <MultiSelect
                {...ids}
                data={SENSITIVE_FIELDS.map((value) => ({ value, label: t(`calls.sensitiveField.${value}`) }))}
                value={settings.sensitiveFields}
                placeholder={settings.sensitiveFields.length === 0 ? t('calls.sensitiveNone') : ''}
                onChange={(chosen) =>
                  save({ sensitiveFields: SENSITIVE_FIELDS.filter((field) => chosen.includes(field)) })
                }
              />
            )}
          </Row>
        </>
      )}
      <Row label={t('calls.ringCard')} hint={t('calls.ringCardHint')}>
        {(ids) =>
          desktop ? (
            <Switch
              {...ids}
              checked={settings.ringCard}
              onChange={(event) => save({ ringCard: event.currentTarget.checked })}
            />
          ) : (
            <span className={classes.hint}>{t('calls.ringCardBrowser')}</span>
          )
        }
      </Row>
      <Row label={t('calls.reminders')} hint={desktop ? undefined : t('calls.remindersHint')}>
        {() =>
          desktop ? <span className={classes.hint}>{t('calls.remindersDesktop')}</span> : <Reminders />
        }
      </Row>
      <MessageSettings />
      <OutsideSettings editor={editor} />
    </>
  );
}

/** Only the person's click may ask the browser for it. */
function Reminders() {
  const { t } = useTranslation('settings');
  const [permission, setPermission] = useState(() =>
    'Notification' in globalThis ? Notification.permission : 'denied',
  );
  if (permission === 'granted') return <span className={classes.hint}>{t('calls.remindersGranted')}</span>;
  if (permission === 'denied') return <span className={classes.hint}>{t('calls.remindersDenied')}</span>;
  return (
    <Button variant="default" onClick={() => void Notification.requestPermission().then(setPermission)}>
      {t('calls.remindersAsk')}
    </Button>
  );
}
