import type { ImportPosition, ImportUndoState } from '../../../db/types.ts';
import type { Language } from '../../../shared/contract/common.ts';
import type { WireFailure } from '../../../shared/contract/failure.ts';
import type { ImportOptions, ImportPreview, ImportUndo } from '../../../shared/contract/imports.ts';
import type { Counts } from './progress.ts';

/** What every task of the worker must know; plain data, it crosses a thread. */
export interface TaskSetting {
  readonly databaseFile: string;
  readonly dataDir: string;
  readonly importId: string;
  /** In whose name contacts are changed. */
  readonly actorId: string;
  readonly language: Language;
  /** The firm's own numbers in any writing. */
  readonly ownNumbers: readonly string[];
  /** The firm's home country: what the first preview reads numbers by. */
  readonly country: string;
  readonly areaCode: string;
}

export type RunTask = TaskSetting & {
  readonly kind: 'run';
  readonly options: ImportOptions;
  /** What an earlier part of this run did, and where it stopped. */
  readonly counts: Counts | undefined;
  readonly position: ImportPosition | undefined;
};

export type UndoTask = TaskSetting & {
  readonly kind: 'undo';
  /** When the import was begun, UTC ms. */
  readonly since: number;
  readonly undo: ImportUndoState;
};

export type Task =
  | (TaskSetting & {
      readonly kind: 'preview';
      readonly fileName: string;
      readonly options: ImportOptions | undefined;
    })
  | RunTask
  | UndoTask;

export interface TaskProgress {
  /** Of a run, or of the reading of a file. */
  readonly counts?: Counts;
  readonly undo?: ImportUndo;
  /** Contacts that were made or changed since the last message; of very many only the first. */
  readonly changed: readonly string[];
}

/** From the worker. `previewed`, `finished`, `undone` and `failed` are each the last of a task. */
export type TaskMessage =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'previewed'; readonly preview: ImportPreview }
  | {
      readonly kind: 'finished';
      readonly counts: Counts;
      readonly stopped: boolean;
      readonly changed: readonly string[];
    }
  | { readonly kind: 'undone'; readonly undo: ImportUndo; readonly changed: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: WireFailure; readonly cause: string };

/** To the worker. `stop`: the running task ends after its present transaction. */
export type TaskOrder = { readonly kind: 'perform'; readonly task: Task } | { readonly kind: 'stop' };
