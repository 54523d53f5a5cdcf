// Erases what is due until it is killed: DIR.
import { join } from 'node:path';
import { silentLog } from '../../electron/core/host/log.ts';
import { createRetention } from '../../electron/core/retention/retention.ts';
import { openProfile } from './backup-base.ts';

const [dataDir = ''] = process.argv.slice(2);
const { db, repos } = openProfile(dataDir);
let erased = 0;
const retention = createRetention({
  db,
  repositories: repos,
  dir: join(dataDir, 'recordings'),
  now: Date.now,
  zone: () => 'UTC',
  busy: () => false,
  onChanged() {},
  onErased: (ids) => {
    erased += ids.length;
    process.send?.({ erased });
  },
  log: silentLog,
});
await retention.run();
