// Erases what is due until it is killed: DIR NOW.
import { join } from 'node:path';
import { silentLog } from '../../electron/core/host/log.ts';
import { createRetention } from '../../electron/core/retention/retention.ts';
import { openProfile } from './backup-base.ts';

const [dataDir = '', now = ''] = process.argv.slice(2);
const { db, repos } = openProfile(dataDir);
const retention = createRetention({
  db,
  repositories: repos,
  dir: join(dataDir, 'recordings'),
  now: () => Number(now),
  zone: () => 'UTC',
  busy: () => false,
  onChanged() {},
  onErased() {},
  log: silentLog,
});
process.send?.('begun');
await retention.run();
process.send?.('done');
process.disconnect();
