import { NumberInput, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AnnouncementState } from '../../../shared/contract/announcement.ts';
import { ANNOUNCEMENTS } from '../../../shared/contract/phone.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCore } from '../state/core.tsx';
import { useSession } from '../state/session.tsx';
import { KeptSound } from './kept-sound.tsx';
import { Row } from './row.tsx';
import classes from './settings.module.css';
import type { SettingsEditor } from './use-settings.ts';

type How = Settings['announcement']['how'];

/** How customers are told that they are recorded: on every line, and where one line differs. */
export function AnnouncementSettings({ editor: { settings, save } }: { editor: SettingsEditor }) {
  const { t } = useTranslation('settings');
  const { announcement, lineAnnouncements } = settings;
  const accounts = useSession((session) => session.accounts);
  const change = (next: Partial<Settings['announcement']>) =>
    save({ announcement: { ...announcement, ...next } });
  const ways = ANNOUNCEMENTS.map((value) => ({ value, label: t(`announcement.how.${value}`) }));
  const used = new Set<How>([announcement.how, ...Object.values(lineAnnouncements)]);
  return (
    <>
      <Row label={t('announcement.title')} hint={t('announcement.hint')}>
        {(ids) => (
          <div className={classes.checks}>
            <Select
              {...ids}
              data={ways}
              value={announcement.how}
              allowDeselect={false}
              onChange={(how) => how && change({ how })}
            />
            {used.has('tone') && (
              <NumberInput
                label={t('announcement.every')}
                min={5}
                max={300}
                allowDecimal={false}
                clampBehavior="strict"
                value={announcement.everySeconds}
                onBlur={(event) => {
                  const everySeconds = Number(event.currentTarget.value);
                  if (everySeconds >= 5 && everySeconds <= 300 && everySeconds !== announcement.everySeconds)
                    change({ everySeconds });
                }}
              />
            )}
            {(used.has('tone') || used.has('clip')) && (
              <Select
                label={t('announcement.heardBy')}
                data={(['customer', 'both'] as const).map((value) => ({
                  value,
                  label: t(`announcement.heard.${value}`),
                }))}
                value={announcement.heardBy}
                allowDeselect={false}
                onChange={(heardBy) => heardBy && change({ heardBy })}
              />
            )}
            {accounts.length > 1 &&
              accounts.map(({ id, label, server }) => (
                <Select
                  key={id}
                  label={t('announcement.line', { name: label || server })}
                  data={[{ value: '', label: t('announcement.asAll') }, ...ways]}
                  value={lineAnnouncements[id] ?? ''}
                  allowDeselect={false}
                  onChange={(how) => {
                    const { [id]: _before, ...others } = lineAnnouncements;
                    save({ lineAnnouncements: how ? { ...others, [id]: how as How } : others });
                  }}
                />
              ))}
          </div>
        )}
      </Row>
      {used.has('clip') && <Words />}
    </>
  );
}

function Words() {
  const { t } = useTranslation('settings');
  const core = useCore();
  const [state, setState] = useState<AnnouncementState>({});
  useEffect(() => {
    const stops = [
      core.on('announcement.changed', setState),
      core.onConnection((connection) => {
        if (connection === 'connected') core.request('announcement.get', {}).then(setState, () => undefined);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core]);
  return (
    <KeptSound
      kind="announcement"
      label={t('announcement.words')}
      hint={t('announcement.wordsHint')}
      kept={state.words}
    />
  );
}
