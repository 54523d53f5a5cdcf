// One import from the file to its result. The store belongs to the connection and not to the screen: a call in the
// middle takes the operator elsewhere, and the import is where it was when they come back.
import { createStore, type StoreApi } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { ImportDryRun } from '../../../shared/contract/import-dry-runs.ts';
import type {
  ImportOptions,
  ImportPreview,
  ImportProgress,
  ImportRun,
} from '../../../shared/contract/imports.ts';
import type { ImportKind } from '../../../shared/domain/import/goods-row.ts';
import { asFailure } from '../state/use-ask.ts';
import { firstOptions } from './mapping.ts';
import { FileUnreadable, upload } from './upload.ts';

export type Stage = 'choose' | 'uploading' | 'looking' | 'mapping' | 'dryRun' | 'running' | 'result';

export interface ImportState {
  readonly stage: Stage;
  readonly file: { readonly name: string; readonly size: number } | undefined;
  readonly importId: string | undefined;
  readonly uploaded: number;
  readonly preview: ImportPreview | undefined;
  readonly options: ImportOptions | undefined;
  /** What the core guessed from the file, for who does not want the options of the last time. */
  readonly guess: ImportOptions | undefined;
  /** The preview on the screen is older than the options. */
  readonly previewing: boolean;
  /** The whole file, looked through with the options on the screen. */
  readonly dryRun: ImportDryRun | undefined;
  readonly progress: ImportProgress | undefined;
  /** What went wrong in this stage; the input is still there. */
  readonly failure: Failure | FileUnreadable | undefined;
  /** A verb was pressed and its answer has not come. */
  readonly busy: boolean;
}

export interface ImportActions {
  take(file: File): Promise<void>;
  change(options: ImportOptions): void;
  /** Each row is something else: the columns are guessed anew. */
  changeKind(kind: ImportKind): void;
  /** Looks through the whole file without doing anything. */
  look(): Promise<void>;
  /** From there to the columns; what still runs is stopped. */
  back(): void;
  start(): Promise<void>;
  /** Of an upload: forgets the file. Of a running import: stops it; what is in stays. */
  cancel(): Promise<void>;
  /** What is in stays; it goes on with `resume`. */
  pause(): Promise<void>;
  /** Goes on with a run that was paused, stopped or cut off: this one, or one of the past. */
  resume(run?: Pick<ImportRun, 'importId' | 'fileName'>): Promise<void>;
  /** One of the past, for what is still to be done with it. */
  open(run: ImportRun): void;
  /** Back to the choice of a file. */
  reset(): void;
}

export type ImportStore = StoreApi<ImportState & ImportActions>;

const NOTHING: ImportState = {
  stage: 'choose',
  file: undefined,
  importId: undefined,
  uploaded: 0,
  preview: undefined,
  options: undefined,
  guess: undefined,
  previewing: false,
  dryRun: undefined,
  progress: undefined,
  failure: undefined,
  busy: false,
};

/** A person who goes through the columns with the keyboard changes several in a second. */
const PREVIEW_AFTER_MS = 250;

const OVER = new Set<ImportProgress['state']>(['done', 'cancelled', 'failed']);

const isFailure = (error: unknown): Failure | FileUnreadable =>
  error instanceof FileUnreadable ? error : asFailure(error);

export function createImportStore(core: CoreClient): ImportStore {
  // Everything that was asked for an older file or older options is answered into the void.
  let fileTurn = 0;
  let previewTurn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const store = createStore<ImportState & ImportActions>((set, get) => {
    const preview = async () => {
      const { importId, options } = get();
      if (importId === undefined || options === undefined) return;
      const mine = ++previewTurn;
      try {
        const answer = await core.request('imports.preview', { importId, options });
        if (mine === previewTurn) set({ preview: answer, previewing: false, failure: undefined });
      } catch (error) {
        if (mine === previewTurn) set({ previewing: false, failure: asFailure(error) });
      }
    };

    return {
      ...NOTHING,

      take: async (file) => {
        const mine = ++fileTurn;
        const current = () => mine === fileTurn;
        set({ ...NOTHING, stage: 'uploading', file: { name: file.name, size: file.size } });
        try {
          const importId = await upload(core, file, {
            onBegun: (id) => current() && set({ importId: id }),
            onProgress: (uploaded) => current() && set({ uploaded }),
            cancelled: () => !current(),
          });
          if (importId === undefined || !current()) return;
          set({ stage: 'looking' });
          const [first, { settings }] = await Promise.all([
            core.request('imports.preview', { importId }),
            core.request('system.info', {}),
          ]);
          const guess = firstOptions(first, settings);
          const options = first.remembered ?? guess;
          if (current()) set({ stage: 'mapping', preview: first, options, guess });
        } catch (error) {
          if (current()) set({ stage: 'choose', failure: isFailure(error) });
        }
      },

      change: (options) => {
        previewTurn += 1;
        set({ options, previewing: true });
        clearTimeout(timer);
        timer = setTimeout(() => void preview(), PREVIEW_AFTER_MS);
      },

      changeKind: (kind) => {
        const { importId, options } = get();
        if (importId === undefined || options === undefined) return;
        previewTurn += 1;
        clearTimeout(timer);
        const mine = previewTurn;
        const { kind: _before, ...rest } = options;
        const goods = kind === 'customers' ? {} : { kind };
        const duplicates = options.duplicates === 'ask' ? 'fillGaps' : options.duplicates;
        const asked: ImportOptions = { ...rest, mapping: [], duplicates, ...goods };
        set({ previewing: true });
        core.request('imports.preview', { importId, options: asked }).then(
          ({ columns }) => {
            if (mine === previewTurn)
              get().change({ ...asked, mapping: columns.map(({ suggested }) => suggested) });
          },
          (error: unknown) => {
            if (mine === previewTurn) set({ previewing: false, failure: asFailure(error) });
          },
        );
      },

      look: async () => {
        const { importId, options, busy } = get();
        if (importId === undefined || options === undefined || busy) return;
        set({ busy: true, failure: undefined, dryRun: undefined });
        try {
          await core.request('imports.dryRun', { importId, options });
          set({ stage: 'dryRun', busy: false });
          // Its end may have overtaken this answer.
          hearDryRun(await core.request('imports.dryRunState', { importId }));
        } catch (error) {
          set({ busy: false, stage: 'mapping', failure: asFailure(error) });
        }
      },

      back: () => {
        const { importId, dryRun } = get();
        set({ stage: 'mapping', dryRun: undefined, failure: undefined });
        if (importId === undefined || dryRun?.state !== 'running') return;
        // Nobody waits for it: nothing was changed in any case.
        core.request('imports.dryRunStop', { importId }).catch(() => undefined);
      },

      start: async () => {
        const { importId, options, preview: shown } = get();
        if (importId === undefined || options === undefined || get().busy) return;
        set({ busy: true, failure: undefined });
        try {
          await core.request('imports.start', { importId, options });
          // Its events may have overtaken this answer.
          if (get().stage === 'mapping' || get().stage === 'dryRun') {
            const nothing = { processed: 0, created: 0, merged: 0, rejected: 0, asText: 0 };
            set({
              stage: 'running',
              progress: { importId, state: 'running', rows: shown?.rows ?? 0, ...nothing },
            });
          }
          set({ busy: false });
        } catch (error) {
          set({ busy: false, failure: asFailure(error) });
        }
      },

      cancel: async () => {
        const { stage, importId } = get();
        if (stage !== 'running') {
          fileTurn += 1;
          set(NOTHING);
          // Nobody waits for it: what the core holds of the file is thrown away in any case.
          if (importId !== undefined) core.request('imports.cancel', { importId }).catch(() => undefined);
          return;
        }
        if (importId === undefined || get().busy) return;
        set({ busy: true, failure: undefined });
        try {
          await core.request('imports.cancel', { importId });
          hear(await core.request('imports.progress', { importId }));
          set({ busy: false });
        } catch (error) {
          set({ busy: false, failure: asFailure(error) });
        }
      },

      pause: async () => {
        const { importId } = get();
        if (importId === undefined || get().busy) return;
        set({ busy: true, failure: undefined });
        try {
          await core.request('imports.pause', { importId });
          hear(await core.request('imports.progress', { importId }));
          set({ busy: false });
        } catch (error) {
          set({ busy: false, failure: asFailure(error) });
        }
      },

      resume: async (run) => {
        const importId = run?.importId ?? get().importId;
        if (importId === undefined) return;
        await core.request('imports.resume', { importId });
        if (run) set({ ...NOTHING, importId, file: { name: run.fileName, size: 0 } });
        hear(await core.request('imports.progress', { importId }));
      },

      open: ({ fileName, ...progress }) => {
        fileTurn += 1;
        set({
          ...NOTHING,
          stage: 'result',
          importId: progress.importId,
          progress,
          file: { name: fileName, size: 0 },
        });
      },

      reset: () => {
        fileTurn += 1;
        previewTurn += 1;
        clearTimeout(timer);
        set(NOTHING);
      },
    };
  });

  function hear(progress: ImportProgress): void {
    if (progress.importId !== store.getState().importId) return;
    if (OVER.has(progress.state)) store.setState({ stage: 'result', progress, busy: false });
    else if (progress.state === 'running' || progress.state === 'paused')
      store.setState({ stage: 'running', progress });
    else if (store.getState().stage === 'looking') store.setState({ progress });
  }

  function hearDryRun(dryRun: ImportDryRun): void {
    const { importId, stage } = store.getState();
    if (dryRun.importId === importId && stage === 'dryRun') store.setState({ dryRun });
  }

  core.on('imports.progress', hear);
  core.on('imports.dryRun', hearDryRun);
  core.onConnection((connection) => {
    const { stage, importId } = store.getState();
    if (connection !== 'connected' || importId === undefined) return;
    if (stage === 'dryRun')
      // A core that began anew knows nothing of it: back to the columns, where it can be asked for again.
      core.request('imports.dryRunState', { importId }).then(hearDryRun, () => store.getState().back());
    if (stage !== 'running') return;
    core.request('imports.progress', { importId }).then(hear, (error: unknown) => {
      store.setState({ failure: asFailure(error) });
    });
  });
  return store;
}

const stores = new WeakMap<CoreClient, ImportStore>();

export function importStoreOf(core: CoreClient): ImportStore {
  const known = stores.get(core);
  if (known) return known;
  const made = createImportStore(core);
  stores.set(core, made);
  return made;
}
