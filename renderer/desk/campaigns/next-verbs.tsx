import { Menu } from '@mantine/core';
import { IconCoffee, IconDots, IconPlayerPlay, IconPlayerSkipForward } from '@tabler/icons-react';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { CallControl } from '../../ui/index.ts';
import { showBarPanel } from '../state/bar-ui.tsx';
import { useDialerActions } from '../state/dialer-actions.ts';
import { useNavigation } from '../state/navigation.tsx';
import { SkipPanel } from './skip-panel.tsx';

/** Beside the call itself: another one first, a pause, and the way out. */
export function NextVerbs({ dialer }: { dialer: Dialer }) {
  const { t } = useTranslation('campaigns');
  const { skip } = useDialerActions();
  return (
    <>
      <SkipPanel zone={dialer.zone}>
        <CallControl
          data-opens-panel
          stacked
          label={t('next.skip')}
          hint={t('next.skipHint')}
          icon={<IconPlayerSkipForward size={18} />}
          shortcut="F3"
          onClick={() => void skip()}
        />
      </SkipPanel>
      {dialer.campaign?.pace !== 'manual' && <PauseControl dialer={dialer} />}
      <NextMenu dialer={dialer} />
    </>
  );
}

export function PauseControl({ dialer, inCall = false }: { dialer: Dialer; inCall?: boolean }) {
  const { t } = useTranslation('campaigns');
  const { togglePause } = useDialerActions();
  const paused = dialer.paused || dialer.pausesNext;
  return (
    <CallControl
      stacked
      label={inCall ? t('next.pauseAfter') : paused ? t('next.resume') : t('next.pause')}
      word={paused && !inCall ? t('next.resumeShort') : t('next.pauseShort')}
      icon={paused && !inCall ? <IconPlayerPlay size={18} /> : <IconCoffee size={18} />}
      shortcut="F8"
      {...(inCall ? { pressed: paused } : {})}
      onClick={() => void togglePause()}
    />
  );
}

export function NextMenu({ dialer }: { dialer: Dialer }) {
  const { t } = useTranslation('campaigns');
  const { leave } = useDialerActions();
  const openLists = useNavigation((navigation) => navigation.openLists);
  const { campaign, lead } = dialer;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <CallControl compact label={t('next.more')} icon={<IconDots size={18} />} />
      </Menu.Target>
      <Menu.Dropdown>
        {lead && (
          <Menu.Item rightSection="Shift+F3" onClick={() => showBarPanel('skip')}>
            {t('next.skipUntil')}
          </Menu.Item>
        )}
        {campaign && (
          <Menu.Item onClick={() => openLists({ kind: 'list', id: campaign.id })}>
            {t('next.toList')}
          </Menu.Item>
        )}
        <Menu.Item rightSection="Shift+F8" onClick={() => void leave()}>
          {t('verb.leave')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
