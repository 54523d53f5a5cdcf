import { openReader } from '../../../db/open.ts';
import { currencyOf } from '../../../shared/domain/goods/money.ts';
import { doLongJob } from '../host/long-job-thread.ts';
import { createFindings, type DryRunFound, naming } from './dry-run.ts';
import type { DryRunCount, DryRunJob } from './dry-runs.ts';
import { createDryStore } from './dry-store.ts';
import { folderOf } from './folder.ts';
import { createIds } from './ids.ts';
import { inspect, readInspection, sourceOf } from './inspect.ts';
import { lookThrough, lookThroughGoods } from './look-through.ts';
import { rowReading } from './reading.ts';
import { createImportStore } from './store.ts';

/** Rows between two reports of how far it is: to make one costs as much as some rows. */
const TELL_EVERY = 200;

await doLongJob<DryRunJob, DryRunCount>(async (job, watch): Promise<DryRunFound & { rows: number }> => {
  const { options } = job;
  const folder = folderOf(job.dataDir, job.importId);
  const inspection = readInspection(folder) ?? (await inspect(folder));
  const header = options.hasHeader ? inspection.head[0]?.cells : undefined;
  const rows = inspection.records - (options.hasHeader ? 1 : 0);
  const db = openReader(job.databaseFile);
  const newId = createIds();
  const base = createImportStore({
    db,
    importId: job.importId,
    context: {
      now: Date.now,
      newId,
      actorId: () => job.actorId,
      home: () => ({ country: job.country, areaCode: job.areaCode }),
    },
  });
  const store = createDryStore(base, newId);
  const users = store.users();
  const findings = createFindings(naming(users, store.ownFields()));
  let processed = 0;
  const tell = () => {
    processed += 1;
    if (processed % TELL_EVERY === 0) watch.progress({ rows, processed, ...findings.found() });
  };
  const input = {
    source: sourceOf(folder, inspection),
    reading: rowReading(options, header, job.ownNumbers, users, store.ownFields()),
    options,
    breathe: watch.goOn,
  };
  try {
    const { kind = 'customers', currency = currencyOf(options.country) } = options;
    if (kind === 'customers') {
      await lookThrough(
        {
          ...input,
          onFate(record, fate) {
            findings.add(record, fate);
            tell();
          },
        },
        store,
      );
    } else {
      await lookThroughGoods(
        {
          ...input,
          kind,
          currency,
          onFate(record, fate) {
            findings.addGoods(record, fate);
            tell();
          },
        },
        { known: base, goods: base.goods },
      );
    }
    return { rows, ...findings.found() };
  } finally {
    store.close();
    db.close();
  }
});
