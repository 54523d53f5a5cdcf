import type { BackupState } from '../../../shared/contract/backups.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { useTold } from '../state/use-told.ts';

const ask = (core: CoreClient) => core.request('backups.state', {});
const listen = (core: CoreClient, told: (state: BackupState) => void) => core.on('backups.changed', told);

/** The backups as the core tells them. */
export const useBackups = () => useTold(ask, listen);

/** "3.4 GB" in the words of the language. */
export function bytesIn(language: string, bytes: number): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = Math.min(units.length, Math.max(1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power - 1] ?? 'kilobyte',
    maximumFractionDigits: power === 1 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
