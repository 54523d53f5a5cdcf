import type { Right } from '../../../shared/domain/rights/rights.ts';
import type { ScreenName } from '../state/navigation.tsx';
import { useSeat } from '../state/seat.tsx';

/** What one must be allowed to see anything there; the others are everybody's. */
const NEEDS: Partial<Record<ScreenName, Right>> = {
  calls: 'calls.view',
  customers: 'customers.view',
  imports: 'customers.import',
  duplicates: 'customers.merge',
  lists: 'lists.view',
  doNotCall: 'doNotCall.view',
  scripts: 'scripts.view',
  missed: 'calls.view',
  board: 'board.view',
  recordings: 'recordings.listen',
  reviews: 'reviews.view',
  results: 'results.view',
  audit: 'audit.view',
};

/** Whether this screen is to be offered to whoever is here. */
export function useAllowedScreens(): (screen: ScreenName) => boolean {
  const grants = useSeat(({ session }) => session?.grants);
  return (screen) => {
    const right = NEEDS[screen];
    return right === undefined || grants === undefined || grants[right] !== undefined;
  };
}

/** The audit has a place of its own only where there is more than one to be asked about. */
export const useRailNames = <T extends ScreenName>(names: readonly T[]): T[] => {
  const allowed = useAllowedScreens();
  const asked = useSeat(({ session }) => session?.asked === true);
  return names.filter((name) => allowed(name) && (name !== 'audit' || asked));
};
