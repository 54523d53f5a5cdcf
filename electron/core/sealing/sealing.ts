import { join } from 'node:path';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { SealingState, sealingRequests } from '../../../shared/contract/sealing.ts';
import { newestAside } from '../backups/staged.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { Cancelled, type Running, runLongJob } from '../host/long-job.ts';
import type { Troubles } from '../host/troubles.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { Vault } from '../pbx/vault.ts';
import type { Converted, ConvertJob, ConvertProgress } from '../recordings/convert.ts';
import type { RecordingSeal } from '../recordings/recordings.ts';
import { RECORDINGS_KEY, SealedRecordings } from './kept.ts';
import { createKeys } from './keys.ts';

export interface SealingOptions {
  readonly dataDir: string;
  readonly store: Repositories['settings'];
  readonly audit: Pick<Repositories['audit'], 'add'>;
  readonly vault: Vault;
  readonly now: () => number;
  readonly troubles: Pick<Troubles, 'set'>;
  readonly onChanged: (state: SealingState) => void;
  /** This machine opens what it could not before. */
  readonly onRecovered: () => void;
  readonly log: Log;
}

/** The keys, and whether recordings are sealed on the disk: those to come, and those of before in the background. */
export function createSealing(options: SealingOptions) {
  const { dataDir, store, audit, troubles, log } = options;
  let running: { progress: ConvertProgress; job: Running<Converted> } | undefined;
  let closed = false;

  const keys = createKeys({ ...options, onChanged: () => void tell() });
  const kept = () =>
    SealedRecordings.catch(() => SealedRecordings.parse({})).parse(store.get(RECORDINGS_KEY) ?? {});
  const keep = (change: Partial<SealedRecordings>) => store.set(RECORDINGS_KEY, { ...kept(), ...change });

  async function state(): Promise<SealingState> {
    const { on, unfinished, failure, left } = kept();
    const aside = newestAside(dataDir);
    return {
      ...(await keys.state()),
      on,
      left,
      ...(running ? { running: running.progress } : {}),
      ...(unfinished && !running ? { unfinished: failure === undefined ? {} : { failure } } : {}),
      ...(aside === undefined ? {} : { aside }),
    };
  }
  async function tell(): Promise<void> {
    try {
      const now = await state();
      if (!closed) options.onChanged(now);
    } catch (error) {
      // While the keychain was asked the base may have been closed: then nobody is there to be told.
      if (!closed) log.error({ err: error }, 'how recordings are kept could not be told');
    }
  }

  /** Brings what is there into the form that is wanted. What becomes of it is kept, told and never thrown. */
  async function convert(): Promise<void> {
    await stop();
    const { on } = kept();
    const job: ConvertJob = {
      dir: join(dataDir, 'recordings'),
      seal: on,
      recipients: keys.recipients() ?? [],
      identities: await keys.identities(),
    };
    const begun = runLongJob<ConvertProgress, Converted>(
      workerUrl('recordings', 'convert'),
      job,
      (progress) => {
        if (running) running.progress = progress;
        void tell();
      },
    );
    running = { progress: { done: 0, of: 0 }, job: begun };
    void tell();
    try {
      const { files, left } = await begun.done;
      keep({ unfinished: false, failure: undefined, left });
      troubles.set('sealing', undefined);
      if (files + left > 0) log.info({ sealed: on, files, left }, 'recordings are converted');
    } catch (error) {
      if (error instanceof Cancelled) return;
      log.error({ err: error }, 'the recordings could not all be converted');
      keep({ failure: asFailure(error).code });
      troubles.set('sealing', { code: 'sealingFailed', params: {} });
    } finally {
      if (running?.job === begun) running = undefined;
      await tell();
    }
  }

  async function stop(): Promise<void> {
    const before = running;
    before?.job.cancel();
    await before?.job.done.catch(() => {});
  }

  /** Until it has begun; its end is told by events. */
  async function begin(): Promise<void> {
    await keys.identities();
    void convert().catch((error: unknown) => log.error({ err: error }, 'recordings were not converted'));
  }

  const seal: RecordingSeal = {
    recipients: () => (kept().on ? keys.recipients() : undefined),
    identities: keys.identities,
  };

  const handlers: Handlers<typeof sealingRequests, Context> = {
    'sealing.state': state,
    'sealing.makeKey': async () => ({ recoveryKey: await keys.make() }),
    'sealing.recover': async ({ recoveryKey }) => {
      await keys.recover(recoveryKey);
      options.onRecovered();
      return DONE;
    },
    'sealing.turn': async ({ on }) => {
      if (on) keys.current();
      await keys.identities();
      if (kept().on !== on)
        audit.add({ action: on ? 'sealing.on' : 'sealing.off', subject: 'sealing', detail: {} });
      keep({ on, unfinished: true, failure: undefined });
      await begin();
      return DONE;
    },
    'sealing.goOn': async () => {
      keep({ failure: undefined });
      await begin();
      return DONE;
    },
    'sealing.cancel': async () => {
      await stop();
      return DONE;
    },
  };

  return {
    keys,
    seal,
    handlers,
    /** What a crash cut off is gone on with; what a restore brought is brought into its form. */
    start(): void {
      const { on, unfinished } = kept();
      if (!on && !unfinished) return;
      begin().catch((error: unknown) => {
        log.error({ err: error }, 'recordings cannot be converted');
        const { code, params } = asFailure(error);
        troubles.set('sealing', { code, params });
      });
    },
    async close(): Promise<void> {
      closed = true;
      await stop();
    },
  };
}
