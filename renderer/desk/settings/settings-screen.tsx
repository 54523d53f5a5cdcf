import {
  IconBell,
  IconBuilding,
  IconDatabaseExport,
  IconHeadset,
  IconInfoCircle,
  IconListCheck,
  IconPalette,
  IconPhone,
  IconPhoneIncoming,
  IconPlugConnected,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { useTranslation } from '../../i18n/index.ts';
import { Screen } from '../../ui/index.ts';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { Audio } from './audio.tsx';
import { CallSettings } from './call-settings.tsx';
import { Firm } from './firm.tsx';
import { Line } from './line.tsx';
import classes from './settings.module.css';
import { useSettings } from './use-settings.ts';

const PARTS = {
  line: { Icon: IconPlugConnected, Body: Line },
  audio: { Icon: IconHeadset, Body: Audio },
  firm: { Icon: IconBuilding, Body: Firm },
  calls: { Icon: IconPhone, Body: CallSettings },
  missed: { Icon: IconPhoneIncoming, Body: () => null },
  outcomes: { Icon: IconListCheck, Body: () => null },
  reminders: { Icon: IconBell, Body: () => null },
  backups: { Icon: IconDatabaseExport, Body: () => null },
  appearance: { Icon: IconPalette, Body: Appearance },
  about: { Icon: IconInfoCircle, Body: About },
} as const;

type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

/** Which part was open last; whoever comes back from a call is where they were. */
const useOpenPart = create<{ part: Part }>(() => ({ part: 'line' }));

interface SettingsScreenProps {
  /** What tries the devices out, below their choice. */
  soundCheck?: ReactNode;
  /** The firm's words for the end of a talk. */
  outcomes?: ReactNode;
  /** How fast who called in vain is called back. */
  missed?: ReactNode;
  /** What of promises is set: rules, load, the calendar for other programs. */
  reminders?: ReactNode;
  /** That nothing is lost. */
  backups?: ReactNode;
}

export function SettingsScreen({ soundCheck, outcomes, missed, reminders, backups }: SettingsScreenProps) {
  const { t } = useTranslation('settings');
  const part = useOpenPart((state) => state.part);
  const editor = useSettings();
  const { Body } = PARTS[part];
  return (
    <Screen title={t('title')}>
      <div className={classes.screen}>
        <nav className={classes.nav} aria-label={t('sections')}>
          {NAMES.map((name) => {
            const { Icon } = PARTS[name];
            return (
              <button
                key={name}
                type="button"
                className={classes.navItem}
                aria-current={name === part ? 'page' : undefined}
                onClick={() => useOpenPart.setState({ part: name })}
              >
                <Icon size={16} stroke={1.6} aria-hidden />
                {t(`section.${name}`)}
              </button>
            );
          })}
        </nav>
        {/* Until the settings are known there is nothing true to show; it takes a moment. */}
        <div className={classes.body}>
          {editor && <Body editor={editor} />}
          {part === 'audio' && soundCheck}
          {part === 'missed' && missed}
          {part === 'outcomes' && outcomes}
          {part === 'reminders' && reminders}
          {part === 'backups' && backups}
        </div>
      </div>
    </Screen>
  );
}
