import type { CustomerExport } from '../../../shared/contract/exports.ts';
import type { ExportLanguage } from '../../../shared/domain/export/columns.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';

/** What the thread must know; plain data. */
export interface ExportJob extends CustomerExport {
  readonly databaseFile: string;
  /** Where the file goes; nothing may be there. */
  readonly path: string;
  readonly language: ExportLanguage;
  readonly home: Home;
  /** Whose customers may be taken out; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
}

export interface ExportCount {
  readonly done: number;
  readonly total: number;
}

export interface ExportMade {
  readonly rows: number;
  readonly bytes: number;
}
