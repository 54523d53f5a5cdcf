// Compares a directory until it is killed: DIR SETTINGS PASSWORD.
import type { DirectorySettings } from '../../shared/contract/directories.ts';
import { openProfile } from './support/profile.ts';

const [dataDir = '', settings = '', password = ''] = process.argv.slice(2);
const profile = openProfile(dataDir);
const step = () => void process.send?.('step');
await profile.sync(JSON.parse(settings) as DirectorySettings, password, {
  control: {
    // After each transaction, and after each entry that was written there.
    breathe: async () => step(),
    progress: ({ step: at }) => (at === 'writing' ? step() : undefined),
    goOn: step,
  },
});
process.send?.('done');
profile.close();
process.disconnect();
