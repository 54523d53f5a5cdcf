import { Switch } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useSession } from '../state/session.tsx';
import { KeyStateWords, LinkStateWords, useDesktopState } from './desktop-state.tsx';
import { KeyField } from './key-field.tsx';
import { Row } from './row.tsx';
import classes from './settings.module.css';
import type { SettingsEditor } from './use-settings.ts';

const KEYS = ['answer', 'hangUp', 'mute', 'dialSelection'] as const;

/** What works while another program is in front: only the desktop program can do that. */
export function OutsideSettings({ editor }: { editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const desktop = useSession((session) => session.info?.mode === 'desktop');
  const found = useDesktopState();
  const { settings, save } = editor;
  const title = t('outside.title');
  if (!desktop) {
    return (
      <Section title={title}>
        <p className={classes.intro}>{t('outside.browser')}</p>
      </Section>
    );
  }
  return (
    <Section title={title}>
      <Row label={t('outside.clipboard')} hint={t('outside.clipboardHint')}>
        {(ids) => (
          <Switch
            {...ids}
            checked={settings.watchClipboard}
            onChange={(event) => save({ watchClipboard: event.currentTarget.checked })}
          />
        )}
      </Row>
      <Row label={t('outside.links')} hint={t('outside.linksHint')}>
        {(ids) => (
          <>
            <Switch
              {...ids}
              checked={settings.openLinks}
              onChange={(event) => save({ openLinks: event.currentTarget.checked })}
            />
            <LinkStateWords desktop={found} />
          </>
        )}
      </Row>
      {KEYS.map((name) => (
        <Row key={name} label={t(`keys.${name}`)} hint={t(`keys.hint.${name}`)}>
          {(ids) => (
            <>
              <KeyField
                ids={ids}
                value={settings.globalKeys[name]}
                onChange={(keys) => save({ globalKeys: { ...settings.globalKeys, [name]: keys } })}
              />
              <KeyStateWords name={name} desktop={found} />
            </>
          )}
        </Row>
      ))}
    </Section>
  );
}
