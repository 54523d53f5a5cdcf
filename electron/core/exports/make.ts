import { openReader } from '../../../db/open.ts';
import { createRepositories, type Repositories } from '../../../db/repositories/index.ts';
import { EXPORT_SHEET_ROWS } from '../../../shared/contract/exports.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { isImportable } from '../../../shared/domain/import/mapping.ts';
import { isWithin } from '../../../shared/domain/rights/may.ts';
import type { LongWatch } from '../host/long-job-thread.ts';
import { contactFile } from './contact-file.ts';
import type { ExportCount, ExportJob, ExportMade } from './job.ts';

/**
 * Writes the customers of a filter into a file, each as it is at that moment: short reads instead of a long one, which would
 * keep the base's log from being taken in as long as it lasts.
 *
 * @throws Failure `exportTooLarge` (a sheet has an end), `diskFull`, …; Cancelled. What was written is left to the caller.
 */
export function makeExport(job: ExportJob, watch: LongWatch<ExportCount>): ExportMade {
  const db = openReader(job.databaseFile);
  try {
    const repositories = createRepositories(db, {
      now: Date.now,
      newId: () => {
        throw new Error('an export changes nothing');
      },
      actorId: () => '',
      home: () => job.home,
    });
    return write(job, repositories, watch);
  } finally {
    db.close();
  }
}

function write(
  job: ExportJob,
  { contacts, segments, ownersOf, ownFields }: Repositories,
  watch: LongWatch<ExportCount>,
): ExportMade {
  const { filter, owners } = job;
  // With somebody else's among them it is an upper bound, which is what a bar on the screen needs.
  const { total } = segments.count(filter);
  if (job.format === 'xlsx' && owners === undefined && total > EXPORT_SHEET_ROWS) throw tooLarge(total);
  const file = contactFile(job, ownFields.list().filter(isImportable));
  let rows = 0;
  for (const ids of segments.contacts(filter)) {
    for (const id of ids) {
      watch.goOn();
      // Deleted meanwhile, or somebody else's.
      if (owners !== undefined && !isWithin(owners, ownersOf('contact', id))) continue;
      const contact = contacts.get(id);
      if (contact === undefined) continue;
      rows += 1;
      if (job.format === 'xlsx' && rows > EXPORT_SHEET_ROWS) throw tooLarge(rows);
      file.add(contact);
      watch.progress({ done: rows, total: Math.max(total, rows) });
    }
    watch.goOn();
  }
  return { rows, bytes: file.end() };
}

const tooLarge = (rows: number) => new Failure('exportTooLarge', { rows, limit: EXPORT_SHEET_ROWS });
