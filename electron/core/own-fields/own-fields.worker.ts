// Looks at every customer for what a changed field would make of the values, away from the calls.
import { openReader } from '../../../db/open.ts';
import { createOwnHolders } from '../../../db/repositories/own-fields/holders.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { doLongJob } from '../host/long-job-thread.ts';
import { look } from './look.ts';

export interface LookJob {
  readonly databaseFile: string;
  readonly field: Pick<OwnField, 'id' | 'type' | 'options' | 'currency'>;
}

await doLongJob<LookJob, { share: number; soFar: object }>(async ({ databaseFile, field }, watch) => {
  const db = openReader(databaseFile);
  try {
    return look(createOwnHolders(db.sqlite), field, (soFar, share) => {
      watch.progress({ share, soFar });
      watch.goOn();
    });
  } finally {
    db.close();
  }
});
