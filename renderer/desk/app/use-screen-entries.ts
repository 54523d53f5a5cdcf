// The screens, and what is done from one of them, for the palette: also those that have no place of their own in the rail.
import { useTranslation } from '../../i18n/index.ts';
import { askToExport } from '../state/exporting.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import { NAMES } from './rail.tsx';
import { useAllowedScreens, useRailNames } from './use-allowed-screens.ts';

const BEYOND_RAIL = ['duplicates', 'promises', 'calendar'] as const;

export function useScreenEntries(): PaletteEntry[] {
  const { t } = useTranslation('common');
  const go = useNavigation((navigation) => navigation.go);
  const openDuplicates = useNavigation((navigation) => navigation.openDuplicates);
  const inRail = useRailNames(NAMES);
  const allowed = useAllowedScreens();
  const mayExport = useMay('customers.export');
  const leadsTo = 'screen' as const;
  const screens = [
    ...inRail.map((name) => ({ name, section: t(`rail.${name}`) })),
    ...BEYOND_RAIL.filter(allowed).map((name) => ({ name, section: t(`palette.screen.${name}`) })),
  ];
  return [
    ...screens.map(({ name, section }) => ({
      id: name,
      label: t('palette.goTo', { section }),
      run: () => (name === 'duplicates' ? openDuplicates() : go(name)),
      leadsTo,
    })),
    ...(allowed('imports')
      ? [{ id: 'import', label: t('palette.importCustomers'), run: () => go('imports'), leadsTo }]
      : []),
    ...(mayExport ? [{ id: 'export', label: t('palette.exportCustomers'), run: () => askToExport({}) }] : []),
  ];
}
