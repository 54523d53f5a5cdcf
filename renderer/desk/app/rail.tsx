import {
  IconCalendarCheck,
  IconChartBar,
  IconChecklist,
  IconEye,
  IconHeadphones,
  IconLayoutDashboard,
  IconListCheck,
  IconPhone,
  IconPhoneIncoming,
  IconSchool,
  IconSettings,
  IconSitemap,
  IconUsers,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { CountBadge } from '../../ui/index.ts';
import { UserMenu } from '../session/user-menu.tsx';
import { type ScreenName, useNavigation } from '../state/navigation.tsx';
import { useWork } from '../state/work.tsx';
import classes from './rail.module.css';
import { useRailNames } from './use-allowed-screens.ts';

export type RailName = Exclude<ScreenName, 'imports' | 'duplicates' | 'promises' | 'calendar' | 'doNotCall'>;

export const RAIL: ReadonlyArray<{ readonly name: RailName; readonly icon: typeof IconPhone }> = [
  { name: 'today', icon: IconCalendarCheck },
  { name: 'calls', icon: IconPhone },
  { name: 'customers', icon: IconUsers },
  { name: 'lists', icon: IconListCheck },
  { name: 'scripts', icon: IconSitemap },
  { name: 'missed', icon: IconPhoneIncoming },
  { name: 'board', icon: IconLayoutDashboard },
  { name: 'recordings', icon: IconHeadphones },
  { name: 'reviews', icon: IconChecklist },
  { name: 'results', icon: IconChartBar },
  { name: 'audit', icon: IconEye },
  { name: 'training', icon: IconSchool },
  { name: 'settings', icon: IconSettings },
];

export const NAMES = RAIL.map(({ name }) => name);

/** Screens that are reached from another one light its entry. */
const PARENTS: Partial<Record<ScreenName, RailName>> = {
  imports: 'customers',
  duplicates: 'customers',
  promises: 'today',
  doNotCall: 'lists',
  calendar: 'today',
};

export const Rail = memo(function Rail() {
  const { t } = useTranslation('common');
  const screen = useNavigation((navigation) => navigation.screen);
  const go = useNavigation((navigation) => navigation.go);
  const missed = useWork((work) => work.missed);
  const due = useWork((work) => work.due);
  const shown = useRailNames(NAMES);
  const current = PARENTS[screen] ?? screen;
  return (
    <nav className={classes.rail} aria-label={t('rail.label')} data-part="rail" tabIndex={-1}>
      {RAIL.filter(({ name }) => shown.includes(name)).map(({ name, icon: Icon }) => (
        <button
          key={name}
          type="button"
          className={classes.item}
          data-name={name}
          aria-current={current === name ? 'page' : undefined}
          {...(current === name ? { 'data-part-home': '' } : {})}
          onClick={() => go(name)}
        >
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{t(`rail.${name}`)}</span>
          {name === 'today' && (
            <span className={classes.badge}>
              <CountBadge count={due} label={t('rail.dueCount', { count: due })} />
            </span>
          )}
          {name === 'missed' && (
            <span className={classes.badge}>
              <CountBadge count={missed} label={t('rail.missedCount', { count: missed })} />
            </span>
          )}
        </button>
      ))}
      <UserMenu />
    </nav>
  );
});
