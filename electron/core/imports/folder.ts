import { join } from 'node:path';

/** Files of one import. Names come from its id alone; what the user's file was called is never a path. */
export interface ImportFolder {
  readonly dir: string;
  /** As it was received. */
  readonly upload: string;
  /** The rows of a workbook as CSV (UTF-8), one record for each row of the sheet. */
  readonly sheet: string;
  /** What was found out about the file (`Inspection`). */
  readonly inspection: string;
  readonly rejected: string;
}

/** @param id UUID, as the contract has checked */
export function folderOf(dataDir: string, id: string): ImportFolder {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new Error('an import id must be a UUID');
  const dir = join(dataDir, 'imports', id);
  return {
    dir,
    upload: join(dir, 'upload'),
    sheet: join(dir, 'sheet.csv'),
    inspection: join(dir, 'inspection.json'),
    rejected: join(dir, 'rejected.csv'),
  };
}
