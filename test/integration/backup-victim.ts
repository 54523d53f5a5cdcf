// Backs up until it is killed: DIR STORE [write]. With `write` it is the other one, which makes customers and calls all the time.
import { makeBackup } from '../../electron/core/backups/make.ts';
import { addCustomer, makeJob, openProfile } from './backup-base.ts';

const [dataDir = '', store = '', what] = process.argv.slice(2);

if (what === 'write') {
  const { repos } = openProfile(dataDir);
  let n = 1_000_000;
  const more = () => {
    for (let i = 0; i < 5; i++) addCustomer(repos, dataDir, n++, false);
    process.send?.({ written: n - 1_000_000 });
    setImmediate(more);
  };
  more();
} else {
  let steps = 0;
  const step = () => void process.send?.({ step: ++steps });
  await makeBackup(makeJob(dataDir, store), { progress: step, goOn: step });
  process.send?.({ steps });
}
