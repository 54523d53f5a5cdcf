import type { Language } from '../../../shared/contract/common.ts';
import type { WireFailure } from '../../../shared/contract/failure.ts';
import type { ImportOptions, ImportPreview } from '../../../shared/contract/imports.ts';
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

export type Task = TaskSetting &
  (
    | { readonly kind: 'preview'; readonly fileName: string; readonly options: ImportOptions | undefined }
    | { readonly kind: 'run'; readonly options: ImportOptions }
  );

/** From the worker. `previewed`, `finished` and `failed` are each the last of a task. */
export type TaskMessage =
  | { readonly kind: 'progress'; readonly counts: Counts }
  | { readonly kind: 'previewed'; readonly preview: ImportPreview }
  | {
      readonly kind: 'finished';
      readonly counts: Counts;
      readonly cancelled: boolean;
      /** Contacts that were made or changed. */
      readonly changed: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly failure: WireFailure;
      readonly cause: string;
      readonly changed: readonly string[];
    };

/** To the worker. */
export type TaskOrder = { readonly kind: 'perform'; readonly task: Task } | { readonly kind: 'cancel' };
