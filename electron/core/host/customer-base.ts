import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { createWordCatchUp } from '../contacts/catch-up.ts';
import { createContactDirectories } from '../directories/directories.ts';
import { createDocumentFiles } from '../documents/documents.ts';
import { createDuplicates } from '../duplicates/duplicates.ts';
import { createExports } from '../exports/exports.ts';
import { goodsHandlers } from '../goods/handlers.ts';
import { createDryRuns } from '../imports/dry-runs.ts';
import { createImports } from '../imports/imports.ts';
import { createQuestions } from '../imports/questions.ts';
import { createOwnFields } from '../own-fields/own-fields.ts';
import type { Vault } from '../pbx/vault.ts';
import type { Hub } from './hub.ts';
import type { Log } from './log.ts';
import type { Telephony } from './telephony.ts';

export interface CustomerBaseOptions {
  readonly dataDir: string;
  readonly db: Db;
  readonly repositories: Repositories;
  readonly vault: Vault;
  readonly live: Telephony['live'];
  /** Who acts. */
  readonly me: () => string;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly tell: Hub['broadcast'];
  readonly onContactsChanged: (ids: string[]) => void;
  readonly onTasksChanged: (ids: string[]) => void;
  readonly log: Log;
}

/** How customers come in and go out, what is kept of them, and that each is there once. */
export function createCustomerBase(options: CustomerBaseOptions) {
  const { dataDir, db, repositories, live, me, settings, now, tell, onContactsChanged, log } = options;

  const wordCatchUp = createWordCatchUp(repositories.search, log.child({ part: 'search' }));
  const ownFields = createOwnFields({
    databaseFile: db.file,
    repositories,
    newId: uuid,
    onChanged: (fields) => tell('ownFields.changed', fields),
    onLooking: (share) => tell('ownFields.looking', { share }),
    log: log.child({ part: 'own-fields' }),
  });
  const imports = createImports({
    repositories,
    db,
    dataDir,
    log: log.child({ part: 'imports' }),
    settings,
    onProgress: (progress) => tell('imports.progress', progress),
    onContactsChanged,
  });
  const questions = createQuestions({
    repositories,
    db,
    settings,
    me,
    onAnswered(importId, contactIds) {
      if (contactIds.length > 0) onContactsChanged([...contactIds]);
      const progress = repositories.imports.progress(importId);
      if (progress) tell('imports.progress', progress);
    },
  });
  const dryRuns = createDryRuns({
    repositories,
    db,
    dataDir,
    settings,
    me,
    onProgress: (dryRun) => tell('imports.dryRun', dryRun),
    log: log.child({ part: 'imports' }),
  });
  const exports = createExports({
    db,
    audit: repositories.audit,
    dataDir,
    settings,
    me,
    now,
    onProgress: (progress) => tell('exports.progress', progress),
    log: log.child({ part: 'exports' }),
  });
  const duplicates = createDuplicates({
    db,
    repositories,
    newId: uuid,
    actorId: me,
    settings,
    busy: () => live.isBusy() || imports.isBusy(),
    live: () => live.list(),
    announce: (callId) => void live.announce(callId),
    onContactsChanged(ids) {
      onContactsChanged(ids);
      options.onTasksChanged([]);
      tell('campaigns.changed', { ids: [] });
    },
    onSwept: (state) => tell('duplicates.swept', state),
    onRun: (run) => tell('duplicates.runChanged', run),
    log: log.child({ part: 'duplicates' }),
  });
  const directories = createContactDirectories({
    db,
    repositories,
    vault: options.vault,
    settings,
    me,
    now,
    onChanged: (list) => tell('directories.changed', list),
    onContactsChanged,
    log: log.child({ part: 'directories' }),
  });
  const documents = createDocumentFiles({
    repositories,
    dataDir,
    now,
    onContactsChanged,
    log: log.child({ part: 'documents' }),
  });

  return {
    ownFields,
    duplicates,
    handlers: {
      ...ownFields.handlers,
      ...imports.handlers,
      ...questions,
      ...dryRuns.handlers,
      ...exports.handlers,
      ...duplicates.handlers,
      ...directories.handlers,
      ...goodsHandlers({ repositories, onContactsChanged }),
      ...documents.handlers,
    },
    async start(): Promise<void> {
      await documents.start();
      directories.start();
      ownFields.start();
      duplicates.start();
      wordCatchUp.start();
    },
    /** Nothing is begun any more. */
    async stop(): Promise<void> {
      wordCatchUp.stop();
      await ownFields.stop();
    },
    /** Satellites are gone. */
    async close(): Promise<void> {
      await dryRuns.close();
      await directories.close();
      await imports.close();
      await exports.close();
      await duplicates.close();
      await documents.stop();
    },
  };
}
