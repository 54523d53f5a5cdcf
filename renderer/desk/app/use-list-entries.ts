// The commands of a list for the palette.
import { useTranslation } from '../../i18n/index.ts';
import { useDialer } from '../state/dialer.tsx';
import { isJoined, isOnOffer } from '../state/dialer-model.ts';
import { useNavigation } from '../state/navigation.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import type { Command } from './shortcuts.ts';

export function useListEntries(run: (command: Command) => void, free: boolean): PaletteEntry[] {
  const { t } = useTranslation('common');
  const dialer = useDialer((state) => state.dialer);
  const go = useNavigation((navigation) => navigation.go);
  const openLists = useNavigation((navigation) => navigation.openLists);
  const command = (kind: 'dialNext' | 'skip' | 'skipUntil' | 'pauseList' | 'leaveList', label: string) => ({
    id: kind,
    label,
    run: () => run({ kind }),
  });
  const name = dialer?.lead?.contactName ?? '';
  return [
    ...(free && isOnOffer(dialer)
      ? [
          command('dialNext', t('palette.dialNext', { name })),
          command('skip', t('palette.skip', { name })),
          command('skipUntil', t('palette.skipUntil', { name })),
        ]
      : []),
    ...(isJoined(dialer)
      ? [
          command(
            'pauseList',
            dialer.paused || dialer.pausesNext ? t('palette.resumeList') : t('palette.pauseList'),
          ),
          command('leaveList', t('palette.leaveList')),
        ]
      : []),
    { id: 'newList', label: t('palette.newList'), run: () => openLists({ kind: 'new' }) },
    { id: 'doNotCall', label: t('palette.doNotCall'), run: () => go('doNotCall') },
  ];
}
