import {
  IconAddressBook,
  IconBell,
  IconBuilding,
  IconDatabaseExport,
  IconForms,
  IconHeadset,
  IconHourglass,
  IconInfoCircle,
  IconListCheck,
  IconLock,
  IconPalette,
  IconPhone,
  IconPhoneIncoming,
  IconPlugConnected,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import type { Right } from '../../../shared/domain/rights/rights.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Screen } from '../../ui/index.ts';
import { useSeat } from '../state/seat.tsx';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { Audio } from './audio.tsx';
import { CallSettings } from './call-settings.tsx';
import { Firm } from './firm.tsx';
import { Line } from './line.tsx';
import classes from './settings.module.css';
import { useSettings } from './use-settings.ts';

/** Without a `right` they are one's own, or partly so. */
const PARTS = {
  line: { Icon: IconPlugConnected, Body: Line, right: 'workstation.administer' },
  audio: { Icon: IconHeadset, Body: Audio },
  firm: { Icon: IconBuilding, Body: Firm, right: 'firm.administer' },
  calls: { Icon: IconPhone, Body: CallSettings },
  missed: { Icon: IconPhoneIncoming, Body: () => null, right: 'firm.administer' },
  ownFields: { Icon: IconForms, Body: () => null, right: 'firm.administer' },
  outcomes: { Icon: IconListCheck, Body: () => null, right: 'firm.administer' },
  people: { Icon: IconUsersGroup, Body: () => null, right: 'users.administer' },
  directories: { Icon: IconAddressBook, Body: () => null, right: 'firm.administer' },
  reminders: { Icon: IconBell, Body: () => null },
  retention: { Icon: IconHourglass, Body: () => null, right: 'firm.administer' },
  sealing: { Icon: IconLock, Body: () => null, right: 'firm.administer' },
  backups: { Icon: IconDatabaseExport, Body: () => null, right: 'firm.administer' },
  appearance: { Icon: IconPalette, Body: Appearance },
  about: { Icon: IconInfoCircle, Body: About },
} as const satisfies Record<string, { Icon: unknown; Body: unknown; right?: Right }>;

type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

/** Which part was open last; whoever comes back from a call is where they were. */
const useOpenPart = create<{ part: Part }>(() => ({ part: 'line' }));

interface SettingsScreenProps {
  /** What tries the devices out, below their choice. */
  soundCheck?: ReactNode;
  /** What the firm wants to know of its customers. */
  ownFields?: ReactNode;
  /** The firm's words for the end of a talk. */
  outcomes?: ReactNode;
  /** How fast who called in vain is called back. */
  missed?: ReactNode;
  /** What of promises is set: rules, load, the calendar for other programs. */
  reminders?: ReactNode;
  /** Keys, and what is encrypted with them. */
  sealing?: ReactNode;
  /** That nothing is lost. */
  backups?: ReactNode;
  /** Address books outside that are kept up with. */
  directories?: ReactNode;
  /** How long recordings stay. */
  retention?: ReactNode;
  /** Who works here, and what each may do. */
  people?: ReactNode;
}

export function SettingsScreen(props: SettingsScreenProps) {
  const { soundCheck, ownFields, outcomes, missed, reminders, sealing, backups, people, retention } = props;
  const { directories } = props;
  const { t } = useTranslation('settings');
  const opened = useOpenPart((state) => state.part);
  const grants = useSeat(({ session }) => session?.grants);
  const names = NAMES.filter((name) => {
    const part = PARTS[name];
    return !('right' in part) || grants === undefined || grants[part.right] !== undefined;
  });
  const part = names.includes(opened) ? opened : 'audio';
  const editor = useSettings();
  const { Body } = PARTS[part];
  return (
    <Screen title={t('title')}>
      <div className={classes.screen}>
        <nav className={classes.nav} aria-label={t('sections')}>
          {names.map((name) => {
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
          {part === 'ownFields' && ownFields}
          {part === 'outcomes' && outcomes}
          {part === 'reminders' && reminders}
          {part === 'sealing' && sealing}
          {part === 'backups' && backups}
          {part === 'people' && people}
          {part === 'directories' && directories}
          {part === 'retention' && retention}
        </div>
      </div>
    </Screen>
  );
}
